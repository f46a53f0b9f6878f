// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

namespace freshet {

/// Big-endian integers, as all of the wire has them. `bytes` holds at least sizeof(T).
template <typename T>
[[nodiscard]] constexpr T readBigEndian(std::span<const std::byte> bytes)
{
    static_assert(std::is_unsigned_v<T>);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        value = value << 8 | std::to_integer<std::uint64_t>(bytes[i]);
    return static_cast<T>(value);
}

template <typename T>
void appendBigEndian(std::vector<std::byte> &to, T value)
{
    static_assert(std::is_unsigned_v<T>);
    for (std::size_t i = sizeof(T); i-- > 0;)
        to.push_back(static_cast<std::byte>(static_cast<std::uint64_t>(value) >> (8 * i)));
}

} // namespace freshet
