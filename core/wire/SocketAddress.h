// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/PeerEndpoint.h"

#include <sys/socket.h>

#include <optional>

namespace freshet {

/// A PeerEndpoint as the socket calls take it, scope id included.
struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t length = 0;

    [[nodiscard]] const sockaddr *get() const { return reinterpret_cast<const sockaddr *>(&storage); }
    [[nodiscard]] sockaddr *get() { return reinterpret_cast<sockaddr *>(&storage); }

    /// nullopt for an endpoint without an address.
    static std::optional<SocketAddress> from(const PeerEndpoint &endpoint);
    /// IPv4 inside IPv6 becomes IPv4.
    [[nodiscard]] PeerEndpoint toEndpoint() const;

    /// The address of our end of a socket; none on failure.
    static PeerEndpoint localOf(int socket);
};

} // namespace freshet
