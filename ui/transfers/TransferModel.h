// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"
#include "ui/models/RowTable.h"

#include <array>
#include <set>

namespace freshet::ui {

/// The groups of states that chips choose from.
enum class StateGroup { All, Active, Waiting, Paused, Failed, Finished };
inline constexpr std::size_t stateGroupCount = 6;

StateGroup groupOf(JobState state);

/// Bytes per second that a job sends to its peers.
BytesPerSecond uploadRate(const JobRow &row);

/// The table of jobs.
class TransferModel final : public RowTable<JobRow, JobId> {
public:
    explicit TransferModel(QObject *parent = nullptr);

    /// The columns that something other than text is painted in.
    static constexpr int nameColumn = 0;
    static constexpr int stateColumn = 1;
    static constexpr int progressColumn = 2;

    [[nodiscard]] const char *context() const override { return "TransferModel"; }

    /// Only names, sources and ids that contain `text`, in any case. Takes effect with the next update() or refilter().
    void setFilter(const QString &text) { m_filter = text.trimmed(); }
    void setGroup(StateGroup group) { m_group = group; }
    [[nodiscard]] StateGroup group() const { return m_group; }
    /// Jobs that are about to be taken off the list: not shown meanwhile.
    void setHidden(std::set<JobId> jobs) { m_hidden = std::move(jobs); }
    [[nodiscard]] const std::set<JobId> &hidden() const { return m_hidden; }
    /// Jobs by group, in the order of StateGroup, whatever the filter says.
    [[nodiscard]] std::array<int, stateGroupCount> counts() const;

protected:
    [[nodiscard]] JobId idOf(const JobRow &row) const override { return row.job.value_or(JobId{}); }
    [[nodiscard]] bool accepts(const JobRow &row) const override;
    [[nodiscard]] QString sentence(const JobRow &row) const override;

private:
    QString m_filter;
    StateGroup m_group = StateGroup::All;
    std::set<JobId> m_hidden;
};

} // namespace freshet::ui
