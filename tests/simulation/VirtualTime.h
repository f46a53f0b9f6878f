// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace freshet {

/// What will happen when. Time stands still while an action runs and then jumps to the next one; of actions at the same time the one planned
/// first runs first, so that a run is a function of its seed alone.
class VirtualTime {
public:
    using Action = std::move_only_function<void()>;

    [[nodiscard]] MonotonicTime now() const { return m_now; }
    [[nodiscard]] std::uint64_t steps() const { return m_steps; }

    void at(MonotonicTime when, Action action)
    {
        m_events.push_back({std::max(when, m_now), m_planned++, std::move(action)});
        std::push_heap(m_events.begin(), m_events.end(), later);
    }
    void after(std::chrono::nanoseconds delay, Action action) { at(m_now + delay, std::move(action)); }

    /// Runs the next action if it is not later than `limit`. False: there is none; the time is `limit` then.
    bool step(MonotonicTime limit)
    {
        if (m_events.empty() || m_events.front().at > limit) {
            m_now = std::max(m_now, limit);
            return false;
        }
        std::pop_heap(m_events.begin(), m_events.end(), later);
        Event event = std::move(m_events.back());
        m_events.pop_back();
        m_now = event.at;
        ++m_steps;
        event.action();
        return true;
    }

private:
    struct Event {
        MonotonicTime at;
        std::uint64_t number;
        Action action;
    };
    static bool later(const Event &a, const Event &b) { return std::pair(a.at, a.number) > std::pair(b.at, b.number); }

    MonotonicTime m_now{};
    std::uint64_t m_planned = 0;
    std::uint64_t m_steps = 0;
    std::vector<Event> m_events; ///< a heap, the next one in front
};

} // namespace freshet
