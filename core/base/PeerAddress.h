// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/IpAddress.h"

namespace freshet {

/// Where a peer listens, or where we do: an address and a TCP port. A hint, never an identity.
struct PeerAddress {
    IpAddress ip{};
    std::uint16_t port = 0;

    /// "192.0.2.1:7680", "[2001:db8::1]:7680". Port 1…65535, written in decimal without a leading zero.
    static std::optional<PeerAddress> fromText(std::string_view text);
    [[nodiscard]] std::string text() const;

    constexpr auto operator<=>(const PeerAddress &) const = default;
};

} // namespace freshet

template <>
struct std::hash<freshet::PeerAddress> {
    std::size_t operator()(const freshet::PeerAddress &address) const noexcept
    {
        return std::hash<freshet::IpAddress>{}(address.ip) * 31 + address.port;
    }
};
