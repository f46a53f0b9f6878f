// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/TraceEvent.h"

#include <map>

namespace freshet {

/// Rebuilds the job rows of a run from its events. Invariant: after the events up to EngineSnapshot::lastEvent, jobs() are the rows of that picture. After
/// a Dropped event rows may lack what was lost, until their next full record. Non-duty: reading files.
class Replay {
public:
    void onEvent(const TraceEvent &event);

    /// In the order of their numbers, which is the order in which they were added.
    [[nodiscard]] std::vector<JobRow> jobs() const;
    [[nodiscard]] std::uint64_t lastEvent() const { return m_lastEvent; }
    /// Events that are known to be missing.
    [[nodiscard]] std::uint64_t dropped() const { return m_dropped; }

private:
    struct Row {
        QJsonObject fields;
        MonotonicTime reasonSince; ///< what waiting times count from
    };

    std::map<JobId, Row> m_rows;
    std::uint64_t m_lastEvent = 0;
    std::uint64_t m_dropped = 0;
};

} // namespace freshet
