// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/TableView.h"
#include "ui/peers/PeerModel.h"
#include "ui/shell/Page.h"

#include <QWidget>

namespace freshet::ui {

/// The peers and sources of one job, those that are not connected too, with the reason.
class PeersTab final : public QWidget {
    Q_OBJECT

public:
    explicit PeersTab(const PageContext &context);

    void showJob(const JobRow &row, MonotonicTime now);
    void saveState() { m_view->saveState(); }
    [[nodiscard]] TableView *view() const { return m_view; }

Q_SIGNALS:
    /// To the page of all peers, where they can be banned.
    void allPeersWanted(freshet::JobId job);

private:
    PeerModel m_model;
    TableView *m_view;
    std::optional<JobId> m_job;
};

} // namespace freshet::ui
