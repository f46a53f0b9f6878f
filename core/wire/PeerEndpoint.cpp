// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/PeerEndpoint.h"

namespace freshet {

QString PeerEndpoint::toString() const
{
    const QString host = address.toString();
    const QString number = QString::number(port);
    return address.protocol() == QAbstractSocket::IPv6Protocol ? QStringLiteral("[%1]:%2").arg(host, number)
                                                               : QStringLiteral("%1:%2").arg(host, number);
}

std::vector<std::byte> PeerEndpoint::addressBytes() const
{
    std::vector<std::byte> bytes;
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        const quint32 v4 = address.toIPv4Address();
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes.push_back(static_cast<std::byte>(v4 >> shift));
    } else if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        const Q_IPV6ADDR v6 = address.toIPv6Address();
        for (int i = 0; i < 16; ++i)
            bytes.push_back(std::byte{v6[i]});
    }
    return bytes;
}

} // namespace freshet
