// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/log/LogModel.h"
#include "ui/models/TableView.h"
#include "ui/shell/Page.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

namespace freshet::ui {

/// What happened and why, as it happens.
class LogPage final : public Page {
    Q_OBJECT

public:
    explicit LogPage(const PageContext &context);

    void showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot) override;
    [[nodiscard]] QList<QAction *> menuActions() const override;
    [[nodiscard]] QWidget *filterField() const override { return m_filter; }
    [[nodiscard]] QList<QWidget *> panes() const override { return {m_filter, m_table}; }
    /// What to filter by.
    void open(const QString &what) override { m_filter->setText(what); }
    void saveState() override;

    /// Into that file; a notice says how it ended.
    void saveBundle(const QString &file);

private:
    void makeActions();
    void refilter();
    void onEvents(const TraceBatch &batch);
    void takeIn();
    void save();
    void chooseBundle();

    LogModel m_model;
    QComboBox *m_level;
    QComboBox *m_area;
    QLineEdit *m_filter;
    QLabel *m_state;
    TableView *m_table;
    QAction *m_pause = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_save = nullptr;
    QAction *m_clear = nullptr;
    QAction *m_bundle = nullptr;
    std::vector<TraceEvent> m_waiting; ///< while paused or hidden
    bool m_asked = false;
    bool m_answered = false; ///< what is remembered is there
};

} // namespace freshet::ui
