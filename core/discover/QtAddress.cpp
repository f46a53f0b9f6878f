// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/QtAddress.h"

#include <QNetworkInterface>

#include <bit>

namespace freshet {

IpAddress ipAddressOf(const QHostAddress &address, std::uint32_t scope)
{
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        const quint32 bits = address.toIPv4Address();
        return IpAddress::v4({static_cast<std::uint8_t>(bits >> 24), static_cast<std::uint8_t>(bits >> 16),
                              static_cast<std::uint8_t>(bits >> 8), static_cast<std::uint8_t>(bits)});
    }
    if (const QString named = address.scopeId(); !named.isEmpty()) {
        bool isNumber = false;
        const quint32 index = named.toUInt(&isNumber);
        scope = isNumber ? index : static_cast<std::uint32_t>(QNetworkInterface::interfaceIndexFromName(named));
    }
    return IpAddress::v6(std::bit_cast<std::array<std::uint8_t, 16>>(address.toIPv6Address()), scope);
}

QHostAddress qHostAddressOf(const IpAddress &address)
{
    const auto bytes = address.bytes();
    const auto octet = [&](std::size_t i) { return std::to_integer<quint32>(bytes[i]); };
    if (address.isV4())
        return QHostAddress(octet(0) << 24 | octet(1) << 16 | octet(2) << 8 | octet(3));
    QHostAddress result(reinterpret_cast<const quint8 *>(bytes.data()));
    if (address.scope() != 0) {
        const QString name = QNetworkInterface::interfaceNameFromIndex(static_cast<int>(address.scope()));
        result.setScopeId(name.isEmpty() ? QString::number(address.scope()) : name);
    }
    return result;
}

} // namespace freshet
