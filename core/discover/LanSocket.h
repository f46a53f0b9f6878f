// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/IpAddress.h"

#include <QByteArray>
#include <QHostAddress>
#include <QNetworkDatagram>
#include <QObject>
#include <QTimer>
#include <QUdpSocket>

#include <cstdint>
#include <memory>
#include <set>
#include <string>

namespace freshet {

/// The multicast socket of one address family: joins the group per interface, sends to it on one interface, hands out what
/// arrives for it. Other programs of this machine may listen on the same port.
/// Invariant: at most `maximumPerSecond` datagrams are read in a second, the rest stays with the kernel, which
/// drops it: a flood costs bounded time.
class LanSocket : public QObject {
    Q_OBJECT
public:
    LanSocket(bool isV4, int maximumPerSecond);
    ~LanSocket() override;

    /// Empty when it worked, else the system's words.
    std::string join(std::uint32_t interface);
    void leave(std::uint32_t interface);
    /// TTL 1. `source` unspecified: the system chooses. Empty when it worked, else the system's words.
    std::string send(const std::string &payload, std::uint32_t interface, const IpAddress &source);

    [[nodiscard]] std::uint64_t notMulticast() const { return m_notMulticast; }

Q_SIGNALS:
    void received(const QByteArray &payload, const freshet::IpAddress &source, quint32 interface);

private:
    [[nodiscard]] std::string open();
    void close();
    std::string joinNow(std::uint32_t interface);
    void read();

    const bool m_isV4;
    const int m_perSlice;
    const QHostAddress m_group;
    std::unique_ptr<QUdpSocket> m_socket;
    std::set<std::uint32_t> m_joined;
    /// The kernel counts memberships of interfaces that are gone against a socket's few (20 on Linux); only a new socket
    /// is free of them.
    bool m_hasStale = false;
    QTimer m_slice; ///< runs while datagrams arrive; renews the budget
    int m_budget;
    std::uint64_t m_notMulticast = 0;
};

} // namespace freshet
