// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/activity/HistoryModel.h"
#include "ui/activity/TotalsCard.h"
#include "ui/models/TableView.h"
#include "ui/plots/RatePlot.h"
#include "ui/shell/Page.h"

#include <QButtonGroup>
#include <QStackedWidget>

namespace freshet::ui {

/// What passed, when, and from where: two graphs, or the same numbers as a table, and the totals.
class ActivityPage final : public Page {
    Q_OBJECT

public:
    explicit ActivityPage(const PageContext &context);

    void showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot) override;
    [[nodiscard]] QList<QAction *> menuActions() const override;
    [[nodiscard]] QList<QWidget *> panes() const override;
    /// "1min", "5min", "1h", "24h", "7d", "30d".
    void open(const QString &what) override;
    void saveState() override;

    /// Of the window that is shown, as a file for spreadsheets.
    [[nodiscard]] QString csv() const { return m_table->allAsCsv(); }

private:
    QWidget *makeGraphs();
    void makeActions();
    void setSpan(std::size_t index);
    void showRing();
    void showTable(bool shown);
    void goTo(WallTime time);
    void exportTable();
    void exportImage();
    void onEvents(const TraceBatch &batch);

    HistoryModel m_model;
    QButtonGroup *m_spans;
    QStackedWidget *m_stack;
    RatePlot *m_received;
    RatePlot *m_sent;
    TableView *m_table;
    std::array<TotalsCard *, 3> m_cards{};
    QAction *m_asTable = nullptr;
    QAction *m_exportCsv = nullptr;
    QAction *m_exportImage = nullptr;
    QAction *m_reset = nullptr;
    std::shared_ptr<const EngineSnapshot> m_snapshot;
    std::shared_ptr<const PerfSnapThisMonth> m_month;
    std::shared_ptr<const RateRing> m_tableRing;
    std::vector<RateMark> m_marks;
    std::size_t m_span = 1;
    std::optional<MonotonicTime> m_measuredAt;
};

} // namespace freshet::ui
