// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/TraceFilter.h"

namespace freshet {

bool TraceFilter::accepts(const TraceEvent &event) const
{
    if (since && event.wall < *since)
        return false;
    if (event.kind == EventKind::Dropped)
        return true;
    return levelOf(event) >= level && (!area || areaOf(event.kind) == *area) && (!job || event.job == job);
}

std::optional<EventLevel> levelFromName(const QString &name)
{
    for (const EventLevel level : {EventLevel::Debug, EventLevel::Info, EventLevel::Warning, EventLevel::Error})
        if (eventLevelName(level).compare(name, Qt::CaseInsensitive) == 0)
            return level;
    return std::nullopt;
}

std::optional<EventArea> areaFromName(const QString &name)
{
    for (const EventArea area :
         {EventArea::Engine, EventArea::Job, EventArea::Source, EventArea::Piece, EventArea::Settings})
        if (eventAreaName(area).compare(name, Qt::CaseInsensitive) == 0)
            return area;
    return std::nullopt;
}

} // namespace freshet
