// SPDX-License-Identifier: GPL-3.0-or-later
// The limits as the engine keeps them going: a timer while somebody waits, and their picture.
#include "core/engine/Engine.h"

#include "core/engine/JobLookup.h"

#include <utility>

namespace freshet {

namespace {

constexpr std::chrono::hours longestWait{1};

} // namespace

void Engine::armThrottle()
{
    const auto next = m_throttle.nextWake();
    if (m_wakingThrottled || !next || (m_throttleTimer.isActive() && m_throttleDue <= *next))
        return;
    const MonotonicTime now = m_clock.monotonic();
    if (*next - now > longestWait)
        return; // a limit of 0: only its change ends that wait
    m_throttleDue = *next;
    m_throttleTimer.start(
        std::max(std::chrono::ceil<std::chrono::milliseconds>(*next - now), std::chrono::milliseconds{1}));
}

void Engine::wakeThrottled()
{
    m_wakingThrottled = true;
    m_throttle.wake(m_clock.monotonic());
    m_wakingThrottled = false;
    armThrottle();
}

Result<void> Engine::limitJob(JobId id, std::optional<BytesPerSecond> limit)
{
    if (!find(id))
        return std::unexpected(unknownJob(QString::number(id.value())));
    m_throttle.setJobLimit(id, limit, m_clock.monotonic());
    onChanged();
    return {};
}

JobRow Engine::rowOf(const Transfer &job, MonotonicTime now) const
{
    JobRow row = job.row(now);
    row.rateLimit = m_throttle.jobLimit(job.id());
    if (job.state() == JobState::Downloading)
        row.limitedBy = m_throttle.limitOf(job.id(), now);
    return row;
}

void Engine::pictureLimits(EngineSnapshot &snapshot)
{
    LimitsPicture picture = m_throttle.picture(snapshot.takenAtMonotonic);
    if (m_latest && m_latest->limits && *m_latest->limits == picture)
        snapshot.limits = m_latest->limits;
    else
        snapshot.limits = std::make_shared<const LimitsPicture>(std::move(picture));
}

} // namespace freshet
