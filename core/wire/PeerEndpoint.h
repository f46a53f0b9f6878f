// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace freshet {

/// Where a peer is reached, or where we listen: an IPv4 or IPv6 address (with its scope id where it is link-local) and a TCP port.
/// IPv4 addresses are never kept in their IPv6-mapped form.
struct PeerEndpoint {
    QHostAddress address;
    std::uint16_t port = 0;

    /// "192.0.2.7:7680", "[fe80::1%eth0]:7680".
    [[nodiscard]] QString toString() const;
    /// The address in network order: 4 or 16 bytes, none when there is no address.
    [[nodiscard]] std::vector<std::byte> addressBytes() const;

    bool operator==(const PeerEndpoint &) const = default;
};

} // namespace freshet
