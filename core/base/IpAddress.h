// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace freshet {

/// An IPv4 or IPv6 address. A value: it resolves nothing and asks the system nothing.
/// Invariant: one address has one representation. An IPv4-mapped IPv6 address is an IPv4 address; only a
/// link-local IPv6 address (fe80::/10) has a scope, the index of the interface it is valid on, because the same
/// link-local address on two links is two machines.
class IpAddress {
public:
    /// The unspecified IPv6 address, "::".
    constexpr IpAddress() = default;

    /// Network order. `scope` is dropped unless the address is link-local.
    static IpAddress v4(std::array<std::uint8_t, 4> octets);
    static IpAddress v6(const std::array<std::uint8_t, 16> &octets, std::uint32_t scope = 0);
    /// 4 or 16 bytes in network order, as in compact peer lists (BEP 7, BEP 23); nullopt for any other number.
    static std::optional<IpAddress> fromBytes(std::span<const std::byte> bytes);
    /// A literal: "192.0.2.1" (four decimal numbers, nothing shorter), "2001:db8::1", "fe80::1%3" with a decimal scope.
    static std::optional<IpAddress> fromText(std::string_view text);

    [[nodiscard]] bool isV4() const;
    [[nodiscard]] bool isUnspecified() const; ///< "0.0.0.0" or "::"
    [[nodiscard]] bool isLoopback() const;
    [[nodiscard]] bool isLinkLocal() const; ///< 169.254/16, fe80::/10
    [[nodiscard]] bool isMulticast() const;
    /// The interface's index, 0 when not known or not needed.
    [[nodiscard]] std::uint32_t scope() const { return m_scope; }

    /// 4 bytes of an IPv4 address, 16 of an IPv6 one, network order; valid while this lives.
    [[nodiscard]] std::span<const std::byte> bytes() const;
    /// As `fromText` reads it, IPv6 in the form of RFC 5952.
    [[nodiscard]] std::string text() const;

    /// The same address with all bits behind the first `length` cleared. `length` is cut off at 32 or 128.
    [[nodiscard]] IpAddress prefix(int length) const;
    /// Both of the same family and equal in their first `length` bits (and in scope when both have one).
    [[nodiscard]] bool sharesPrefix(const IpAddress &other, int length) const;

    constexpr auto operator<=>(const IpAddress &) const = default;

private:
    std::array<std::byte, 16> m_bytes{}; ///< IPv4 in mapped form
    std::uint32_t m_scope = 0;
};

} // namespace freshet

template <>
struct std::hash<freshet::IpAddress> {
    std::size_t operator()(const freshet::IpAddress &address) const noexcept;
};
