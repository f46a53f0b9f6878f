// SPDX-License-Identifier: GPL-3.0-or-later
#include "SimFlow.h"

namespace freshet {

SimFlow::SimFlow(VirtualTime &time, SimPath path, std::uint64_t window, SimLink *windowLink, Hooks hooks,
                 std::shared_ptr<SimLink> own)
    : m_time(time)
    , m_path(std::move(path))
    , m_fixedWindow(window)
    , m_windowLink(windowLink)
    , m_own(std::move(own))
    , m_hooks(std::move(hooks))
{
}

std::uint64_t SimFlow::window() const
{
    if (!m_windowLink)
        return m_fixedWindow;
    // Those who share a full queue have a part of it each, and what is on the way.
    std::chrono::nanoseconds fill = m_windowLink->queue;
    for (const SimLink *link : m_path)
        fill += 2 * link->latency;
    const double share =
        std::chrono::duration<double>(fill).count() * m_windowLink->bytesPerSecond / std::max(m_windowLink->flows, 1U);
    return std::min(m_grown, std::max<std::uint64_t>(static_cast<std::uint64_t>(share), 32 * 1024));
}

void SimFlow::send(const SimParcel &parcel)
{
    if (m_closed)
        return;
    m_waiting.push_back(parcel);
    m_here += parcel.bytes;
    inject();
}

void SimFlow::inject()
{
    while (!m_closed && !m_waiting.empty() && (m_under == 0 || m_under + m_waiting.front().bytes <= window())
           && (m_atPort == 0 || m_atPort + m_waiting.front().bytes <= portShare)) {
        const SimParcel parcel = m_waiting.front();
        m_waiting.pop_front();
        m_under += parcel.bytes;
        m_atPort += parcel.bytes;
        if (m_windowLink && !std::exchange(m_counted, true))
            ++m_windowLink->flows;
        const MonotonicTime out = m_path[0]->take(parcel.bytes, m_time.now());
        m_time.at(out, [self = shared_from_this(), parcel] {
            const bool had = self->hasRoom();
            self->m_here -= parcel.bytes;
            self->m_atPort -= parcel.bytes;
            self->hop(parcel, 1);
            if (!had && self->hasRoom() && !self->m_closed && self->m_hooks.hasRoom)
                self->m_hooks.hasRoom();
            self->inject();
        });
    }
}

void SimFlow::hop(const SimParcel &parcel, std::size_t next)
{
    if (next < m_path.size()) {
        const MonotonicTime out = m_path[next]->take(parcel.bytes, m_time.now()) + m_path[next]->latency;
        m_time.at(out, [self = shared_from_this(), parcel, next] { self->hop(parcel, next + 1); });
        return;
    }
    m_under -= parcel.bytes;
    m_grown = std::min<std::uint64_t>(m_grown + parcel.bytes, 64 << 20);
    if (m_under == 0 && m_waiting.empty())
        release();
    if (m_closed)
        return;
    inject();
    m_hooks.arrived(parcel);
}

void SimFlow::release()
{
    if (std::exchange(m_counted, false))
        --m_windowLink->flows;
}

void SimFlow::close()
{
    m_closed = true;
    for (const SimParcel &parcel : std::exchange(m_waiting, {}))
        m_here -= parcel.bytes;
    if (m_under == 0)
        release();
}

MonotonicTime SimFlow::messageArrival()
{
    MonotonicTime at = m_time.now();
    for (SimLink *link : m_path)
        at = std::max(at, link->freeAt) + link->latency;
    const auto waiting = static_cast<double>(m_here - m_atPort);
    at += std::chrono::nanoseconds{static_cast<std::int64_t>(waiting / m_path[0]->bytesPerSecond * 1e9)};
    m_lastMessage = std::max(m_lastMessage, at);
    return m_lastMessage;
}

} // namespace freshet
