// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/TraceRing.h"

namespace freshet {

TraceEvent droppedEvents(std::uint64_t count, std::uint64_t last)
{
    return {.kind = EventKind::Dropped,
            .number = last,
            .count = static_cast<std::uint32_t>(std::min<std::uint64_t>(count, UINT32_MAX))};
}

void TraceRing::append(TraceEvent event)
{
    if (m_events.size() >= m_capacity)
        m_events.pop_front();
    m_events.push_back(std::move(event));
}

std::vector<TraceEvent> TraceRing::since(std::uint64_t cursor, std::size_t maximum) const
{
    std::vector<TraceEvent> events;
    if (m_events.empty() || cursor >= lastNumber() || maximum == 0)
        return events;
    const std::uint64_t oldest = m_events.front().number;
    if (cursor + 1 < oldest) {
        TraceEvent dropped = droppedEvents(oldest - cursor - 1, oldest - 1);
        dropped.time = m_events.front().time;
        dropped.wall = m_events.front().wall;
        events.push_back(std::move(dropped));
    }
    const auto skipped = cursor + 1 > oldest ? static_cast<std::ptrdiff_t>(cursor + 1 - oldest) : 0;
    for (auto it = m_events.begin() + skipped; it != m_events.end() && events.size() < maximum; ++it)
        events.push_back(*it);
    return events;
}

} // namespace freshet
