// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/SocketPoller.h"

#include <sys/epoll.h>

#include <array>
#include <utility>

namespace freshet {

namespace {

/// The rest is told in the next turn of the event loop.
constexpr std::size_t eventsAtOnce = 64;

} // namespace

SocketPoller::SocketPoller()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_notifier(m_epoll.get(), QSocketNotifier::Read)
{
    QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { onReady(); });
}

void SocketPoller::onReady()
{
    const auto self = shared_from_this(); // the last watch may go
    std::array<epoll_event, eventsAtOnce> events;
    const int count = ::epoll_wait(m_epoll.get(), events.data(), static_cast<int>(events.size()), 0);
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = events[static_cast<std::size_t>(i)];
        const std::uint64_t id = event.data.u64; // the kernel's structure is packed: no reference into it
        if (const auto it = m_watched.find(id); it != m_watched.end())
            it->second->tell(event.events);
    }
}

SocketPoller::Watch::Watch(std::shared_ptr<SocketPoller> poller, int socket, std::function<void(Ready)> ready)
    : m_poller(std::move(poller))
    , m_socket(socket)
    , m_ready(std::move(ready))
{
}

SocketPoller::Watch::~Watch()
{
    want(false, false);
}

void SocketPoller::Watch::want(bool read, bool write)
{
    if (m_wanted.read == read && m_wanted.write == write)
        return;
    m_wanted = {read, write};
    if (!read && !write) {
        // Errors would be told of a socket of which nothing is wanted.
        ::epoll_ctl(m_poller->m_epoll.get(), EPOLL_CTL_DEL, m_socket, nullptr);
        m_poller->m_watched.erase(std::exchange(m_id, 0));
        return;
    }
    // Where the kernel has no memory to watch one more, it stays silent, and a deadline ends the connection.
    const bool isNew = m_id == 0;
    if (isNew) {
        m_id = ++m_poller->m_lastId;
        m_poller->m_watched.emplace(m_id, this);
    }
    epoll_event event{.events = (read ? EPOLLIN : 0U) | (write ? EPOLLOUT : 0U), .data = {.u64 = m_id}};
    ::epoll_ctl(m_poller->m_epoll.get(), isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, m_socket, &event);
}

void SocketPoller::Watch::tell(std::uint32_t events)
{
    const bool failed = (events & (EPOLLERR | EPOLLHUP)) != 0;
    const Ready now{.read = m_wanted.read && (failed || (events & EPOLLIN) != 0),
                    .write = m_wanted.write && (failed || (events & EPOLLOUT) != 0)};
    if (!now.read && !now.write)
        return;
    const auto ready = m_ready; // lives until the call is over
    ready(now);
}

} // namespace freshet
