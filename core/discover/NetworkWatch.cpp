// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/NetworkWatch.h"

#include "core/discover/QtAddress.h"

#include <QNetworkInterface>

#include <algorithm>

#ifdef Q_OS_LINUX
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <array>
#endif

namespace freshet {

namespace {

constexpr std::chrono::milliseconds settleTime{100};

} // namespace

NetworkWatch::NetworkWatch(std::chrono::milliseconds pollInterval)
    : m_network(read())
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    connect(&m_settle, &QTimer::timeout, this, &NetworkWatch::look);
    connect(&m_poll, &QTimer::timeout, this, &NetworkWatch::look);
    m_poll.setTimerType(Qt::VeryCoarseTimer);
    m_poll.start(pollInterval);
    listenToKernel();
}

NetworkWatch::~NetworkWatch() = default;

LocalNetwork NetworkWatch::read()
{
    LocalNetwork network;
    for (const QNetworkInterface &found : QNetworkInterface::allInterfaces()) {
        const QNetworkInterface::InterfaceFlags flags = found.flags();
        if (!flags.testFlag(QNetworkInterface::IsUp) || !flags.testFlag(QNetworkInterface::IsRunning))
            continue;
        LocalInterface interface;
        interface.index = static_cast<std::uint32_t>(found.index());
        interface.name = found.name().toStdString();
        interface.isLoopback = flags.testFlag(QNetworkInterface::IsLoopBack);
        interface.canMulticast = flags.testFlag(QNetworkInterface::CanMulticast);
        for (const QNetworkAddressEntry &entry : found.addressEntries())
            interface.addresses.push_back({ipAddressOf(entry.ip(), interface.index), entry.prefixLength()});
        network.interfaces.push_back(std::move(interface));
    }
    std::ranges::sort(network.interfaces, {}, &LocalInterface::index);
    return network;
}

void NetworkWatch::look()
{
    LocalNetwork network = read();
    if (network == m_network)
        return;
    m_network = std::move(network);
    Q_EMIT changed();
}

#ifdef Q_OS_LINUX

void NetworkWatch::listenToKernel()
{
    m_netlink.reset(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE));
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    address.nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR;
    if (!m_netlink || ::bind(m_netlink.get(), reinterpret_cast<sockaddr *>(&address), sizeof address) != 0) {
        m_netlink.reset(); // the poll remains
        return;
    }
    m_notifier = std::make_unique<QSocketNotifier>(m_netlink.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &NetworkWatch::drainKernel);
}

void NetworkWatch::drainKernel()
{
    // What happened is read from the interfaces themselves; an overrun (ENOBUFS) is a change like any other.
    std::array<std::byte, 8192> scratch{};
    while (::recv(m_netlink.get(), scratch.data(), scratch.size(), 0) > 0) {
    }
    if (!m_settle.isActive())
        m_settle.start();
}

#else

void NetworkWatch::listenToKernel() {}
void NetworkWatch::drainKernel() {}

#endif

} // namespace freshet
