// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/TableView.h"
#include "ui/peers/BanModel.h"
#include "ui/peers/PeerModel.h"
#include "ui/shell/Page.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace freshet::ui {

/// All peers of all jobs, also those that are known and not used, and who is banned.
class PeersPage final : public Page {
    Q_OBJECT

public:
    explicit PeersPage(const PageContext &context);

    void showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot) override;
    [[nodiscard]] QList<QAction *> menuActions() const override;
    [[nodiscard]] QWidget *filterField() const override { return m_filter; }
    [[nodiscard]] QList<QWidget *> panes() const override { return {m_filter, m_table, m_banTable}; }
    /// A job's number: its peers alone.
    void open(const QString &what) override;
    void saveState() override;

private:
    void makeActions();
    void fillJobs(const EngineSnapshot &snapshot);
    void showCounts();
    void refilter();
    void updateActions();
    void ban();
    void unban();
    [[nodiscard]] std::vector<PeerLine> selected() const;

    PeerModel m_model;
    std::shared_ptr<const EngineSnapshot> m_snapshot;
    BanModel m_bans;
    QLineEdit *m_filter;
    QComboBox *m_jobs;
    std::array<QToolButton *, peerGroupCount> m_groups{};
    TableView *m_table;
    QLabel *m_banTitle;
    TableView *m_banTable;
    QAction *m_candidates = nullptr;
    QAction *m_grouped = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_ban = nullptr;
    QAction *m_unban = nullptr;
};

} // namespace freshet::ui
