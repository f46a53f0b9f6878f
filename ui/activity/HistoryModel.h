// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/RateHistory.h"
#include "ui/models/RowTable.h"

namespace freshet::ui {

/// One step of a ring.
struct HistoryRow {
    WallTime end;
    std::chrono::seconds step{};
    RateSample sample;
};

/// The steps of a ring that lie in the window before `now`, newest first; what was not measured has no row.
std::vector<HistoryRow> historyRows(const RateRing &ring, std::chrono::seconds window, WallTime now);

/// The numbers of the graphs as a table, by the time at which a step ended.
class HistoryModel final : public RowTable<HistoryRow, qint64> {
public:
    explicit HistoryModel(QObject *parent = nullptr);
    [[nodiscard]] const char *context() const override { return "freshet::ui"; }

    static qint64 idAt(WallTime end) { return end.time_since_epoch().count(); }

protected:
    [[nodiscard]] qint64 idOf(const HistoryRow &row) const override { return idAt(row.end); }
    [[nodiscard]] QString sentence(const HistoryRow &row) const override;
};

} // namespace freshet::ui
