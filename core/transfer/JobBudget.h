// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/policy/Throttle.h"

namespace freshet {

/// The throttle as one job's HTTP fetches see it. What it refers to outlives it.
class JobBudget {
public:
    JobBudget(Throttle &throttle, const Clock &clock, JobId job, Priority priority)
        : m_throttle(throttle)
        , m_clock(clock)
        , m_what{.job = job, .priority = priority}
    {
    }

    [[nodiscard]] Throttle &throttle() const { return m_throttle; }
    [[nodiscard]] const Throttle::Download &what() const { return m_what; }

    /// As Throttle::take.
    [[nodiscard]] Bytes take(Bytes wanted, Throttle::Waiter &waiter) const
    {
        return m_throttle.take(m_what, wanted, Bytes{1}, waiter, m_clock.monotonic());
    }
    /// So much of what was granted has come.
    void onReceived(Bytes granted, Bytes received) const
    {
        const MonotonicTime now = m_clock.monotonic();
        if (received < granted)
            m_throttle.giveBack(m_what, granted - received, now);
        m_throttle.onReceived(m_what, received, now);
    }

private:
    Throttle &m_throttle;
    const Clock &m_clock;
    Throttle::Download m_what;
};

} // namespace freshet
