// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/TraceEvent.h"

#include <cstddef>
#include <deque>
#include <vector>

namespace freshet {

/// The newest events, at most so many. Invariant: numbers rise by one from event to event. Reading from where the oldest are gone confesses it. Non-duty:
/// time, files.
class TraceRing {
public:
    explicit TraceRing(std::size_t capacity)
        : m_capacity(capacity)
    {
    }

    /// `event.number` is one more than the last one's.
    void append(TraceEvent event);

    /// The events behind `cursor` (the number of the last one known; 0: from the start), at most `maximum`. When some between are lost, the first is
    /// Dropped: its count says how many, its number is the last lost one's.
    [[nodiscard]] std::vector<TraceEvent> since(std::uint64_t cursor, std::size_t maximum) const;

    [[nodiscard]] std::uint64_t lastNumber() const { return m_events.empty() ? 0 : m_events.back().number; }
    [[nodiscard]] std::size_t size() const { return m_events.size(); }

private:
    std::size_t m_capacity;
    std::deque<TraceEvent> m_events;
};

/// The confession that `count` events up to the number `last` are missing.
TraceEvent droppedEvents(std::uint64_t count, std::uint64_t last);

} // namespace freshet
