// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"
#include "ui/models/RowTable.h"

namespace freshet::ui {

/// One line of a job's peer table, with its job.
struct PeerLine {
    bool isHeading = false; ///< of a section: `peer` has its type, its sums, and as its address the number of its lines
    JobId job;
    QString jobName;
    std::optional<ContentId> content;
    PeerRow peer;
};

/// What peers are grouped by above the table.
enum class PeerGroup { All, Lan, Group, Internet, Http };
inline constexpr std::size_t peerGroupCount = 5;
PeerGroup groupOf(PeerType type);
QString groupLabel(PeerGroup group);

/// Of one job.
std::shared_ptr<const std::vector<PeerLine>> peerLines(const JobRow &job);
/// All lines of all jobs.
std::shared_ptr<const std::vector<PeerLine>> peerLines(const EngineSnapshot &snapshot);

/// The table of peers, with or without those that are not connected.
class PeerModel final : public RowTable<PeerLine, std::uint64_t> {
public:
    explicit PeerModel(QObject *parent = nullptr);

    [[nodiscard]] const char *context() const override { return "freshet::ui"; }

    // Take effect with the next update() or refilter().
    void setFilter(const QString &text) { m_filter = text.trimmed(); }
    void setGroup(PeerGroup group) { m_group = group; }
    /// Of this job alone; none: of all.
    void setJob(const std::optional<JobId> &job) { m_job = job; }
    void setCandidatesShown(bool shown) { m_candidates = shown; }
    /// Takes effect at once, and with headings from the next showLines() on.
    void setGrouped(bool grouped) { setSectioned(grouped); }
    [[nodiscard]] bool isGrouped() const { return isSectioned(); }

    /// As update(), with a heading for each section that has lines while they are grouped.
    void showLines(const std::shared_ptr<const std::vector<PeerLine>> &lines, MonotonicTime now);
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    /// By group, whatever the group chosen and the filter; candidates count if they are shown.
    [[nodiscard]] std::array<int, peerGroupCount> counts() const;

    static std::uint64_t idOf(JobId job, PeerRowId peer);

protected:
    [[nodiscard]] std::uint64_t idOf(const PeerLine &line) const override
    {
        return line.isHeading ? ~static_cast<std::uint64_t>(groupOf(line.peer.type)) : idOf(line.job, line.peer.id);
    }
    [[nodiscard]] std::weak_ordering sectionOrder(const PeerLine &a, const PeerLine &b) const override;
    [[nodiscard]] bool accepts(const PeerLine &line) const override;
    [[nodiscard]] QString sentence(const PeerLine &line) const override;

private:
    [[nodiscard]] bool isOfJob(const PeerLine &line) const;

    QString m_filter;
    PeerGroup m_group = PeerGroup::All;
    std::optional<JobId> m_job;
    bool m_candidates = false;
};

} // namespace freshet::ui
