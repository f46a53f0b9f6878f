// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/TraceEvent.h"

#include <map>
#include <optional>
#include <vector>

namespace freshet {

/// Turns rows into events that say what is different from the last time. Invariant: applying its events in order to nothing gives the rows that it was
/// told. Non-duty: when to look (the engine tells it of rows that may have changed, so that unchanged ones cost nothing).
class RowTracer {
public:
    /// Whether the job's state or reason is another than when its row was last told.
    [[nodiscard]] bool isNews(JobId job, JobState state, const StateReason &reason) const;
    /// `row` has a job. JobAdded the first time; nothing when nothing changed.
    std::optional<TraceEvent> onRow(const JobRow &row, MonotonicTime now);
    /// Jobs that no picture shows any more.
    std::vector<TraceEvent> onForgotten(const EngineSnapshot &snapshot);

private:
    struct Known {
        QJsonObject fields;
        QString content;
        JobState state = JobState::Queued;
        ReasonCode reason = ReasonCode::None;
        std::optional<ErrorCode> error;
        std::optional<MonotonicTime> retryAt;
    };

    std::map<JobId, Known> m_rows;
};

} // namespace freshet
