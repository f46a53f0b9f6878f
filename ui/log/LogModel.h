// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"
#include "core/api/TraceEvent.h"
#include "ui/models/TableModel.h"

#include <deque>
#include <map>
#include <optional>

namespace freshet::ui {

/// What happened, oldest first. The same thing again and again is one line with a count. Invariant: at most `maximumLines`, the oldest go; rows are
/// only added at the end and removed, so a selection stays.
class LogModel final : public TableModel {
public:
    static constexpr std::size_t maximumLines = 20'000;

    explicit LogModel(QObject *parent = nullptr);

    /// Events that are older than what is there already are ignored: what is remembered and what is live overlap.
    void append(const std::vector<TraceEvent> &events);
    void clear();
    /// Of transfers, for events that come from now on; those that are gone keep theirs.
    void learnNames(const std::vector<JobRow> &jobs);

    /// What is shown of it; anew.
    void setFilter(EventLevel least, const std::optional<EventArea> &area, const QString &text);

    /// Of a row that is shown.
    [[nodiscard]] EventLevel levelAt(int row) const { return lineAt(row).level; }
    /// As a line of text with its time, level, area and transfer.
    [[nodiscard]] QString lineText(int row) const;

    [[nodiscard]] const char *context() const override { return "freshet::ui"; }
    [[nodiscard]] const ColumnInfo &column(int index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

protected:
    void onReleased() override {}

private:
    struct Line {
        std::uint64_t number = 0; ///< counts lines from the first ever
        WallTime wall;
        EventLevel level = EventLevel::Info;
        EventArea area = EventArea::Engine;
        QString transfer; ///< its name; empty: none
        QString text;
        int repeats = 1;
    };

    [[nodiscard]] bool accepts(const Line &line) const;
    [[nodiscard]] const Line &lineAt(int row) const;
    [[nodiscard]] QString words(const Line &line) const;
    [[nodiscard]] QString nameOf(const TraceEvent &event) const;
    void dropOldest();

    std::map<JobId, QString> m_names;
    std::deque<Line> m_lines;
    std::deque<std::uint64_t> m_shown; ///< numbers
    std::uint64_t m_next = 0;
    std::uint64_t m_lastEvent = 0;
    EventLevel m_least = EventLevel::Info;
    std::optional<EventArea> m_area;
    QString m_filter;
};

} // namespace freshet::ui
