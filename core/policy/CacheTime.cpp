// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/CacheTime.h"

#include <algorithm>

namespace freshet {

WallTime CacheTime::countedFrom(WallTime use) const
{
    if (jumpedTo && (use > now || use < *jumpedTo))
        return std::min(*jumpedTo, now);
    return std::min(use, now);
}

void ClockTrust::onTime(WallTime wall, MonotonicTime monotonic)
{
    if (!m_memory) {
        m_memory = Memory{wall};
    } else {
        const auto moved = wall - m_memory->lastSeen;
        const auto elapsed = m_lastLook ? monotonic - *m_lastLook : std::chrono::nanoseconds{0};
        const auto most = m_lastLook ? elapsed + tolerance : std::chrono::nanoseconds{longestAbsence};
        if (moved > most || moved < elapsed - tolerance)
            m_memory->jumpedTo = wall;
        m_memory->lastSeen = wall;
    }
    m_lastLook = monotonic;
}

CacheTime ClockTrust::time() const
{
    return m_memory ? CacheTime{m_memory->lastSeen, m_memory->jumpedTo} : CacheTime{};
}

} // namespace freshet
