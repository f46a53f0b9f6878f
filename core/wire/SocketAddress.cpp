// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/SocketAddress.h"

#include <net/if.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>

namespace freshet {

std::optional<SocketAddress> SocketAddress::from(const PeerEndpoint &endpoint)
{
    SocketAddress out;
    if (endpoint.address.protocol() == QAbstractSocket::IPv4Protocol) {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_port = htons(endpoint.port);
        v4.sin_addr.s_addr = htonl(endpoint.address.toIPv4Address());
        std::memcpy(&out.storage, &v4, sizeof v4);
        out.length = sizeof v4;
        return out;
    }
    if (endpoint.address.protocol() == QAbstractSocket::IPv6Protocol) {
        sockaddr_in6 v6{};
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(endpoint.port);
        const Q_IPV6ADDR address = endpoint.address.toIPv6Address();
        std::memcpy(&v6.sin6_addr, &address, sizeof v6.sin6_addr);
        const QString scope = endpoint.address.scopeId();
        if (!scope.isEmpty()) {
            bool isNumber = false;
            v6.sin6_scope_id = scope.toUInt(&isNumber);
            if (!isNumber)
                v6.sin6_scope_id = ::if_nametoindex(scope.toLocal8Bit().constData());
        }
        std::memcpy(&out.storage, &v6, sizeof v6);
        out.length = sizeof v6;
        return out;
    }
    return std::nullopt;
}

PeerEndpoint SocketAddress::toEndpoint() const
{
    PeerEndpoint out;
    if (storage.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &storage, sizeof v4);
        out.address.setAddress(ntohl(v4.sin_addr.s_addr));
        out.port = ntohs(v4.sin_port);
    } else if (storage.ss_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &storage, sizeof v6);
        out.port = ntohs(v6.sin6_port);
        Q_IPV6ADDR address{};
        std::memcpy(&address, &v6.sin6_addr, sizeof address);
        out.address.setAddress(address);
        bool carriesV4 = false;
        const quint32 v4 = out.address.toIPv4Address(&carriesV4);
        if (carriesV4) {
            out.address.setAddress(v4);
        } else if (v6.sin6_scope_id != 0) {
            std::array<char, IF_NAMESIZE> name{};
            const bool named = ::if_indextoname(v6.sin6_scope_id, name.data()) != nullptr;
            out.address.setScopeId(named ? QString::fromLocal8Bit(name.data()) : QString::number(v6.sin6_scope_id));
        }
    }
    return out;
}

PeerEndpoint SocketAddress::localOf(int socket)
{
    SocketAddress local;
    local.length = sizeof local.storage;
    if (::getsockname(socket, local.get(), &local.length) != 0)
        return {};
    return local.toEndpoint();
}

} // namespace freshet
