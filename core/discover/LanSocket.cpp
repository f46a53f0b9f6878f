// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/LanSocket.h"

#include "core/discover/LanAnnounce.h"
#include "core/discover/QtAddress.h"

#include <QNetworkInterface>
#include <QVariant>

#include <algorithm>
#include <chrono>

#ifdef Q_OS_LINUX
#include <netinet/in.h>
#include <sys/socket.h>
#endif

namespace freshet {

namespace {

constexpr std::chrono::milliseconds slice{100};
constexpr int slicesPerSecond = 10;
constexpr int timeToLive = 1;

QString textOf(std::string_view text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

/// By default Linux hands a socket every group that any program of the machine joined.
void hearJoinedGroupsOnly(const QUdpSocket &socket, bool isV4)
{
#ifdef Q_OS_LINUX
    const int off = 0;
    const int fd = static_cast<int>(socket.socketDescriptor());
    if (isV4)
        ::setsockopt(fd, IPPROTO_IP, IP_MULTICAST_ALL, &off, sizeof off);
    else
        ::setsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_ALL, &off, sizeof off);
#else
    Q_UNUSED(socket)
    Q_UNUSED(isV4)
#endif
}

} // namespace

LanSocket::LanSocket(bool isV4, int maximumPerSecond)
    : m_isV4(isV4)
    , m_perSlice(std::max(1, maximumPerSecond / slicesPerSecond))
    , m_group(textOf(isV4 ? lanDiscoveryGroup4 : lanDiscoveryGroup6))
    , m_budget(m_perSlice)
{
    m_slice.setInterval(slice);
    connect(&m_slice, &QTimer::timeout, this, [this] {
        if (m_budget == m_perSlice)
            m_slice.stop();
        m_budget = m_perSlice;
        read();
    });
}

LanSocket::~LanSocket() = default;

std::string LanSocket::open()
{
    if (m_socket)
        return {};
    auto socket = std::make_unique<QUdpSocket>();
    if (!socket->bind(m_isV4 ? QHostAddress(QHostAddress::AnyIPv4) : QHostAddress(QHostAddress::AnyIPv6),
                      lanDiscoveryPort, QAbstractSocket::ShareAddress | QAbstractSocket::ReuseAddressHint))
        return socket->errorString().toStdString();
    hearJoinedGroupsOnly(*socket, m_isV4);
    connect(socket.get(), &QUdpSocket::readyRead, this, &LanSocket::read);
    m_socket = std::move(socket);
    return {};
}

std::string LanSocket::joinNow(std::uint32_t interface)
{
    const QNetworkInterface found = QNetworkInterface::interfaceFromIndex(static_cast<int>(interface));
    // Without an interface the system would choose one.
    if (!found.isValid())
        return "no such interface";
    return m_socket->joinMulticastGroup(m_group, found) ? std::string() : m_socket->errorString().toStdString();
}

std::string LanSocket::join(std::uint32_t interface)
{
    if (m_hasStale)
        close();
    const bool isNew = !m_socket;
    if (std::string problem = open(); !problem.empty())
        return problem;
    if (isNew) {
        m_hasStale = false;
        for (const std::uint32_t joined : m_joined)
            joinNow(joined);
    }
    std::string problem = joinNow(interface);
    if (problem.empty())
        m_joined.insert(interface);
    return problem;
}

void LanSocket::leave(std::uint32_t interface)
{
    if (m_joined.erase(interface) == 0 || !m_socket)
        return;
    const QNetworkInterface found = QNetworkInterface::interfaceFromIndex(static_cast<int>(interface));
    if (found.isValid())
        m_socket->leaveMulticastGroup(m_group, found);
    else
        m_hasStale = true;
    if (m_joined.empty())
        close();
}

void LanSocket::close()
{
    if (!m_socket)
        return;
    // Whoever heard a datagram may ask for this, so the socket may be the one that is calling.
    m_socket->disconnect(this);
    m_socket->close();
    m_socket.release()->deleteLater();
}

std::string LanSocket::send(const std::string &payload, std::uint32_t interface, const IpAddress &source)
{
    if (!m_socket)
        return "not joined";
    // A socket of its own for each announce, and they are few: only binding says reliably what the source address is.
    QUdpSocket socket;
    const QHostAddress any(m_isV4 ? QHostAddress::AnyIPv4 : QHostAddress::AnyIPv6);
    const QNetworkInterface through = QNetworkInterface::interfaceFromIndex(static_cast<int>(interface));
    if (!through.isValid())
        return "no such interface";
    if (!socket.bind(source.isUnspecified() ? any : qHostAddressOf(source)))
        return socket.errorString().toStdString();
    socket.setMulticastInterface(through);
    socket.setSocketOption(QAbstractSocket::MulticastTtlOption, timeToLive);
    const qint64 sent =
        socket.writeDatagram(payload.data(), static_cast<qint64>(payload.size()), m_group, lanDiscoveryPort);
    return sent < 0 ? socket.errorString().toStdString() : std::string();
}

void LanSocket::read()
{
    while (m_socket && m_budget > 0 && m_socket->hasPendingDatagrams()) {
        --m_budget;
        const QNetworkDatagram datagram =
            m_socket->receiveDatagram(static_cast<qint64>(LanAnnounce::maximumParsed) + 1);
        if (!m_slice.isActive())
            m_slice.start();
        if (!datagram.isValid())
            continue;
        if (!datagram.destinationAddress().isEqual(m_group)) {
            ++m_notMulticast;
            continue;
        }
        const std::uint32_t interface = datagram.interfaceIndex();
        Q_EMIT received(datagram.data(), ipAddressOf(datagram.senderAddress(), interface), interface);
    }
}

} // namespace freshet
