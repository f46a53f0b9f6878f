// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"

namespace freshet {

namespace {

int nibble(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

std::string toHex(std::span<const std::byte> bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (std::byte b : bytes) {
        hex.push_back(digits[std::to_integer<unsigned>(b) >> 4]);
        hex.push_back(digits[std::to_integer<unsigned>(b) & 0xf]);
    }
    return hex;
}

bool fromHex(std::string_view hex, std::span<std::byte> out)
{
    if (hex.size() != out.size() * 2)
        return false;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const int high = nibble(hex[2 * i]);
        const int low = nibble(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        out[i] = static_cast<std::byte>(high << 4 | low);
    }
    return true;
}

} // namespace freshet
