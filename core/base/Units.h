// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace freshet {

/// An integer with a meaning. Values of different tags neither convert nor compare, so that a
/// piece index can never be passed where a block index or a byte count is meant.
/// Same-tag arithmetic suits amounts; indices additionally step with ++.
template <typename Tag, typename Rep>
class Strong {
public:
    using rep = Rep;

    constexpr Strong() = default;
    constexpr explicit Strong(Rep value)
        : m_value(value)
    {
    }

    [[nodiscard]] constexpr Rep value() const { return m_value; }
    constexpr auto operator<=>(const Strong &) const = default;

    constexpr Strong &operator++()
    {
        ++m_value;
        return *this;
    }
    constexpr Strong &operator+=(Strong other)
    {
        m_value = static_cast<Rep>(m_value + other.m_value);
        return *this;
    }
    constexpr Strong &operator-=(Strong other)
    {
        m_value = static_cast<Rep>(m_value - other.m_value);
        return *this;
    }
    friend constexpr Strong operator+(Strong a, Strong b) { return a += b; }
    friend constexpr Strong operator-(Strong a, Strong b) { return a -= b; }

private:
    Rep m_value = 0;
};

/// A piece of a content, counted from 0 (BEP 52; 1 MiB in contents that Freshet publishes).
using PieceIndex = Strong<struct PieceIndexTag, std::uint32_t>;
/// A 16 KiB block of a content, counted from 0 over the whole content.
using BlockIndex = Strong<struct BlockIndexTag, std::uint32_t>;
/// An amount of bytes, or an offset from the start of a content. 64 bits from end to end.
using Bytes = Strong<struct BytesTag, std::uint64_t>;
/// A rate. Never a u32: that wraps at 4 GiB/s.
using BytesPerSecond = Strong<struct BytesPerSecondTag, std::uint64_t>;
/// A job in this engine. Stable for the life of the ledger, never reused.
using JobId = Strong<struct JobIdTag, std::int64_t>;

inline constexpr Bytes operator""_B(unsigned long long n)
{
    return Bytes{n};
}
inline constexpr Bytes operator""_KiB(unsigned long long n)
{
    return Bytes{n * 1024};
}
inline constexpr Bytes operator""_MiB(unsigned long long n)
{
    return Bytes{n * 1024 * 1024};
}
inline constexpr Bytes operator""_GiB(unsigned long long n)
{
    return Bytes{n * 1024 * 1024 * 1024};
}

} // namespace freshet

template <typename Tag, typename Rep>
struct std::hash<freshet::Strong<Tag, Rep>> {
    std::size_t operator()(const freshet::Strong<Tag, Rep> &v) const noexcept { return std::hash<Rep>{}(v.value()); }
};
