// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/TableView.h"
#include "ui/shell/Page.h"
#include "ui/theme/SourceLegend.h"
#include "ui/updates/AddProduct.h"
#include "ui/updates/RouteBars.h"
#include "ui/updates/UpdateModel.h"

#include <QLabel>

namespace freshet::ui {

/// Products that are looked after: what is installed, what is newer, the cheapest way to it, and the way back.
class UpdatesPage final : public Page {
    Q_OBJECT

public:
    explicit UpdatesPage(const PageContext &context);
    ~UpdatesPage() override;

    void showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot) override;
    [[nodiscard]] QList<QAction *> menuActions() const override;
    [[nodiscard]] QList<QWidget *> panes() const override { return {m_add, m_table, m_historyTable}; }
    /// "add", or the path of a tree.
    void open(const QString &what) override;
    void saveState() override;

private:
    using Command = void (UpdateSource::*)(const QString &tree);

    QAction *makeAction(QLatin1StringView iconName, const QString &name, const QString &text, const QString &help,
                        Command command);
    void makeActions();
    QWidget *makeDetails();
    void refresh();
    void showDetails();
    [[nodiscard]] const UpdateProduct *selected() const;

    UpdateSource *m_source; ///< null: none
    UpdateModel m_model;
    UpdateHistoryModel m_history;
    AddProduct *m_add = nullptr;
    TableView *m_table;
    QWidget *m_details = nullptr;
    QLabel *m_title;
    QLabel *m_state;
    QLabel *m_reason;
    RouteBars *m_routes;
    SourceLegend *m_legend; ///< of the bars
    QLabel *m_sources;
    QLabel *m_notes;
    QLabel *m_back;
    TableView *m_historyTable;
    QAction *m_addAction = nullptr;
    QAction *m_check = nullptr;
    QAction *m_apply = nullptr;
    QAction *m_pause = nullptr;
    QAction *m_resume = nullptr;
    QAction *m_cancel = nullptr;
    QAction *m_rollBack = nullptr;
    QAction *m_verify = nullptr;
    QAction *m_remove = nullptr;
    std::shared_ptr<const EngineSnapshot> m_snapshot;
    QString m_wanted; ///< to be selected when it comes
};

} // namespace freshet::ui
