// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/Page.h"
#include "ui/transfers/EventsTab.h"
#include "ui/transfers/PeersTab.h"
#include "ui/transfers/PieceMap.h"
#include "ui/transfers/RatesTab.h"
#include "ui/transfers/Remedy.h"
#include "ui/transfers/SourcesTab.h"

#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QWidget>

#include <optional>
#include <vector>

namespace freshet::ui {

/// The panel below the table: what the selected job does, why, what to do about it, and its tabs. With several selected it adds them up.
class JobDetails final : public QWidget {
    Q_OBJECT

public:
    explicit JobDetails(const PageContext &context);

    /// The selected rows, as of `now`. They are copied as far as they are needed.
    void showJobs(const std::vector<const JobRow *> &rows, const EngineSnapshot &snapshot);
    /// "sources", "pieces", "peers", "rates", "events"; what is unknown is ignored.
    void openTab(const QString &name);
    void saveState();

Q_SIGNALS:
    void remedyChosen(freshet::JobId job, const freshet::ui::Remedy &remedy);
    void allPeersWanted(freshet::JobId job);

protected:
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void showOne(const JobRow &row, const EngineSnapshot &snapshot);
    void showSeveral(const std::vector<const JobRow *> &rows);
    void showPieces(const JobRow &row, const EngineSnapshot &snapshot);
    /// Only the engine's work for what somebody looks at.
    void watchPieces();

    PageContext m_context;
    QLabel *m_title;
    QLabel *m_state;
    QPushButton *m_remedyButton;
    QTabWidget *m_tabs;
    SourcesTab *m_sources;
    QWidget *m_piecesTab;
    PieceMap *m_pieces;
    QLabel *m_piece;
    PeersTab *m_peers;
    RatesTab *m_rates;
    EventsTab *m_events;
    std::optional<JobId> m_job;
    std::optional<JobId> m_watched;
    std::optional<Remedy> m_remedy;
};

} // namespace freshet::ui
