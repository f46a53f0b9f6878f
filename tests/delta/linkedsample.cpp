// SPDX-License-Identifier: GPL-3.0-or-later
// A library like many: functions that call each other, tables of pointers, strings, switches. With FRESHET_NEWER a few functions
// are longer, so that all others and what they refer to lie elsewhere, as in an update that mends a few.
#include <array>
#include <cstddef>
#include <utility>

namespace {

using Step = int (*)(int);

volatile int sink;

template <std::size_t n>
struct Text {
    static constexpr std::array<char, 4> value{static_cast<char>('a' + n % 26), static_cast<char>('a' + n / 26 % 26),
                                               static_cast<char>('0' + n % 10), '\0'};
};

[[gnu::noipa]] int first(int x)
{
#ifdef FRESHET_NEWER
    for (int i = 0; i < x; ++i)
        sink = sink * 31 + i;
    if (x % 7 == 3)
        return sink / 3;
#endif
    return x + sink;
}

template <std::size_t n>
[[gnu::noipa]] int step(int x)
{
    if constexpr (n == 0) {
        return first(x);
    } else {
        sink = Text<n>::value[static_cast<unsigned>(x) % 3];
#ifdef FRESHET_NEWER
        if constexpr (n % 60 == 7)
            sink = sink * 3 + static_cast<int>(n) / (x | 1);
#endif
        switch (x % 8) {
        case 0:
            return step<n / 2>(x + 1);
        case 1:
            sink = x;
            return step<n - 1>(x);
        case 2:
            return first(x * static_cast<int>(n));
        case 3:
            return step<n / 3>(sink);
        case 4:
            sink = first(x);
            return x;
        case 5:
            return static_cast<int>(n) - x;
        default:
            return step<n / 5>(x) + first(x);
        }
    }
}

template <std::size_t... n>
constexpr std::array<Step, sizeof...(n)> steps(std::index_sequence<n...>)
{
    return {step<n>...};
}

} // namespace

extern "C" int freshetSample(int which, int x);

int freshetSample(int which, int x)
{
    static constinit std::array<Step, 500> table = steps(std::make_index_sequence<500>());
    return table[static_cast<unsigned>(which) % table.size()](x);
}
