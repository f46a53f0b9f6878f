// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/TraceEvent.h"

namespace freshet {

/// Which events somebody wants to see.
struct TraceFilter {
    EventLevel level = EventLevel::Info; ///< and above
    std::optional<EventArea> area;
    std::optional<JobId> job;
    std::optional<WallTime> since;

    /// That events are missing is of interest to everybody.
    [[nodiscard]] bool accepts(const TraceEvent &event) const;
};

/// "debug", "info", "warning", "error", in any case.
std::optional<EventLevel> levelFromName(const QString &name);
std::optional<EventArea> areaFromName(const QString &name);

} // namespace freshet
