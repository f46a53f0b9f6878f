// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/IpAddress.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace freshet {

namespace {

constexpr std::size_t mappedAt = 12; ///< where an IPv4 address stands in its IPv4-mapped form

std::uint8_t octet(std::byte b)
{
    return std::to_integer<std::uint8_t>(b);
}

} // namespace

IpAddress IpAddress::v4(std::array<std::uint8_t, 4> octets)
{
    IpAddress address;
    address.m_bytes[10] = address.m_bytes[11] = std::byte{0xff};
    std::memcpy(&address.m_bytes[mappedAt], octets.data(), octets.size());
    return address;
}

IpAddress IpAddress::v6(const std::array<std::uint8_t, 16> &octets, std::uint32_t scope)
{
    IpAddress address;
    std::memcpy(address.m_bytes.data(), octets.data(), octets.size());
    if (!address.isV4() && address.isLinkLocal())
        address.m_scope = scope;
    return address;
}

std::optional<IpAddress> IpAddress::fromBytes(std::span<const std::byte> bytes)
{
    if (bytes.size() == 4)
        return v4({octet(bytes[0]), octet(bytes[1]), octet(bytes[2]), octet(bytes[3])});
    if (bytes.size() != 16)
        return std::nullopt;
    std::array<std::uint8_t, 16> octets{};
    std::memcpy(octets.data(), bytes.data(), octets.size());
    return v6(octets);
}

std::optional<IpAddress> IpAddress::fromText(std::string_view text)
{
    if (text.size() > INET6_ADDRSTRLEN + 11) // '%' and ten digits
        return std::nullopt;
    std::uint32_t scope = 0;
    if (const std::size_t percent = text.find('%'); percent != std::string_view::npos) {
        const std::string_view digits = text.substr(percent + 1);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), scope);
        if (error != std::errc{} || end != digits.data() + digits.size() || scope == 0)
            return std::nullopt;
        text = text.substr(0, percent);
    }
    const std::string terminated(text);
    std::array<std::uint8_t, 4> four{};
    if (scope == 0 && inet_pton(AF_INET, terminated.c_str(), four.data()) == 1)
        return v4(four);
    std::array<std::uint8_t, 16> sixteen{};
    if (inet_pton(AF_INET6, terminated.c_str(), sixteen.data()) != 1)
        return std::nullopt;
    const IpAddress address = v6(sixteen, scope);
    if (scope != 0 && address.scope() == 0)
        return std::nullopt;
    return address;
}

bool IpAddress::isV4() const
{
    return std::all_of(m_bytes.begin(), m_bytes.begin() + 10, [](std::byte b) { return b == std::byte{0}; })
           && m_bytes[10] == std::byte{0xff} && m_bytes[11] == std::byte{0xff};
}

bool IpAddress::isUnspecified() const
{
    const auto own = bytes();
    return std::all_of(own.begin(), own.end(), [](std::byte b) { return b == std::byte{0}; });
}

bool IpAddress::isLoopback() const
{
    if (isV4())
        return octet(m_bytes[mappedAt]) == 127;
    return std::all_of(m_bytes.begin(), m_bytes.end() - 1, [](std::byte b) { return b == std::byte{0}; })
           && m_bytes.back() == std::byte{1};
}

bool IpAddress::isLinkLocal() const
{
    if (isV4())
        return octet(m_bytes[mappedAt]) == 169 && octet(m_bytes[mappedAt + 1]) == 254;
    return octet(m_bytes[0]) == 0xfe && (octet(m_bytes[1]) & 0xc0) == 0x80;
}

bool IpAddress::isMulticast() const
{
    if (isV4())
        return (octet(m_bytes[mappedAt]) & 0xf0) == 0xe0;
    return octet(m_bytes[0]) == 0xff;
}

std::span<const std::byte> IpAddress::bytes() const
{
    return std::span(m_bytes).subspan(isV4() ? mappedAt : 0);
}

std::string IpAddress::text() const
{
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    inet_ntop(isV4() ? AF_INET : AF_INET6, bytes().data(), buffer.data(), buffer.size());
    std::string text(buffer.data());
    if (m_scope != 0)
        text += '%' + std::to_string(m_scope);
    return text;
}

IpAddress IpAddress::prefix(int length) const
{
    const int offset = isV4() ? 96 : 0;
    const int kept = offset + std::clamp(length, 0, 128 - offset);
    IpAddress result = *this;
    for (int bit = kept; bit < 128;) {
        std::byte &at = result.m_bytes[static_cast<std::size_t>(bit / 8)];
        at &= static_cast<std::byte>(0xff00U >> (bit % 8));
        bit += 8 - bit % 8;
    }
    return result;
}

bool IpAddress::sharesPrefix(const IpAddress &other, int length) const
{
    if (isV4() != other.isV4() || (m_scope != 0 && other.m_scope != 0 && m_scope != other.m_scope))
        return false;
    return prefix(length).m_bytes == other.prefix(length).m_bytes;
}

} // namespace freshet

std::size_t std::hash<freshet::IpAddress>::operator()(const freshet::IpAddress &address) const noexcept
{
    const auto bytes = address.bytes();
    const std::string_view view(reinterpret_cast<const char *>(bytes.data()), bytes.size());
    return std::hash<std::string_view>{}(view) ^ address.scope();
}
