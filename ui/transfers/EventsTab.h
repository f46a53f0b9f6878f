// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SnapshotSource.h"
#include "ui/models/TableView.h"

#include <QWidget>

#include <deque>
#include <memory>
#include <optional>

namespace freshet::ui {

class EventModel;

/// What happened to one job: the newest events, newest first. Keeps up to `maximumEvents` of each job that it has heard of since the page was made, so that
/// another selection shows its past at once.
class EventsTab final : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t maximumEvents = 2000;

    /// `source` and `state` outlive it.
    EventsTab(SnapshotSource &source, UiState &state);
    ~EventsTab() override;

    void showJob(std::optional<JobId> job, MonotonicTime now);
    void saveState();
    [[nodiscard]] TableView *view() const { return m_view; }

private:
    void take(const std::vector<TraceEvent> &events);
    void refresh();

    std::unique_ptr<EventModel> m_model;
    TableView *m_view;
    std::deque<TraceEvent> m_events; ///< of all jobs, details left out
    std::optional<JobId> m_job;
    MonotonicTime m_now{};
    bool m_changed = false;
    bool m_hasPast = false;
};

} // namespace freshet::ui
