// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstddef>
#include <optional>
#include <span>

namespace freshet {

/// How far an address reaches, ordered from the most intimate to the most public.
/// A server may only send us to addresses that reach at least as far as its own.
enum class AddressScope {
    Loopback,  ///< this machine, and the unspecified address, which the kernel treats as this machine
    LinkLocal, ///< this link (169.254/16, fe80::/10): cloud metadata services live here
    Private,   ///< RFC 1918, RFC 4193 (fc00::/7), carrier-grade NAT (100.64/10)
    Public,
    Unusable, ///< multicast, broadcast, reserved: never the address of a server
};

/// Scope of a binary address in network order: 4 bytes for IPv4, 16 for IPv6, anything else is Unusable.
/// IPv6 forms that carry an IPv4 address (mapped, compatible, NAT64, 6to4) have the scope of what they carry,
/// so a private address cannot hide in one.
AddressScope addressScope(std::span<const std::byte> address);

/// Scope of a URL's host if it is an address literal or names this machine ("localhost", RFC 6761);
/// nullopt for any other name: only resolving it can tell.
std::optional<AddressScope> literalScope(const QString &host);

} // namespace freshet
