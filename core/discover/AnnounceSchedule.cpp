// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/AnnounceSchedule.h"

#include <algorithm>

namespace freshet {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds replyDelayPerPeer{2};
constexpr double intervalJitter = 0.1;

milliseconds share(milliseconds whole, double part)
{
    return milliseconds{static_cast<milliseconds::rep>(static_cast<double>(whole.count()) * part)};
}

} // namespace

AnnounceSchedule::AnnounceSchedule(const AnnounceTiming &timing, MonotonicTime now, double random01)
    : m_timing(timing)
    , m_planned(now + share(timing.spread, random01))
    , m_replies(timing.replyBurst)
    , m_refilled(now)
{
}

void AnnounceSchedule::refill(MonotonicTime now)
{
    if (m_replies >= m_timing.replyBurst) {
        m_refilled = now;
        return;
    }
    const auto refills = (now - m_refilled) / m_timing.replyRefill;
    m_replies = static_cast<int>(std::min<std::int64_t>(m_timing.replyBurst, m_replies + refills));
    m_refilled += refills * m_timing.replyRefill;
}

void AnnounceSchedule::onHeard(bool isNew, std::size_t peersKnown, MonotonicTime now, double random01)
{
    if (!isNew) {
        if (m_reply && ++m_repliesHeard >= m_timing.enoughReplies)
            m_reply.reset();
        return;
    }
    if (m_reply)
        return;
    refill(now);
    if (m_replies == 0)
        return;
    const auto perPeers = replyDelayPerPeer * static_cast<milliseconds::rep>(std::min<std::size_t>(peersKnown, 10'000));
    const milliseconds delay =
        std::clamp(perPeers, m_timing.spread, std::max(m_timing.spread, m_timing.longestReplyDelay));
    m_reply = now + share(delay, random01);
    if (m_lastSent)
        m_reply = std::max(*m_reply, *m_lastSent + m_timing.replyGap);
    m_repliesHeard = 0;
}

void AnnounceSchedule::onSent(MonotonicTime now, double random01)
{
    m_lastSent = now;
    m_reply.reset();
    if (now < m_planned) {
        m_replies = std::max(0, m_replies - 1);
        return;
    }
    if (m_sentPlanned == 0)
        m_opened = now;
    if (m_sentPlanned < m_timing.opening.size())
        m_planned = std::max(now, m_opened + m_timing.opening[m_sentPlanned]);
    else
        m_planned = now + m_timing.interval - share(m_timing.interval, intervalJitter * random01);
    ++m_sentPlanned;
}

MonotonicTime AnnounceSchedule::due() const
{
    return m_reply ? std::min(*m_reply, m_planned) : m_planned;
}

} // namespace freshet
