// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/TableView.h"
#include "ui/shell/Page.h"
#include "ui/transfers/AddPanel.h"
#include "ui/transfers/JobDetails.h"
#include "ui/transfers/TransferModel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTimer>

#include <array>

namespace freshet::ui {

/// All jobs: the table, chips and filter above it, what is known of the selected ones below it, and the panel that adds new ones.
class TransfersPage final : public Page {
    Q_OBJECT

public:
    explicit TransfersPage(const PageContext &context);
    ~TransfersPage() override;

    void showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot) override;
    [[nodiscard]] QList<QAction *> menuActions() const override { return m_menuActions; }
    [[nodiscard]] QWidget *filterField() const override { return m_filter; }
    [[nodiscard]] QList<QWidget *> panes() const override { return {m_addPanel, m_view, m_details}; }
    /// "add", "12" (a job), "12/pieces" (a tab of its panel).
    void open(const QString &what) override;
    void saveState() override;

    [[nodiscard]] AddPanel &addPanel() { return *m_addPanel; }
    void openAddPanel();

private:
    using Command = void (EngineCommands::*)(JobId, EngineCommands::Done);

    void makeActions();
    QWidget *makeBar();
    QAction *makeAction(QLatin1StringView iconName, const QString &text, const QKeySequence &key,
                        void (TransfersPage::*slot)());
    QAction *separator();
    void pauseSelected() { commandSelected(&EngineCommands::pause, canPause); }
    void resumeSelected() { commandSelected(&EngineCommands::resume, canResume); }
    void retrySelected() { commandSelected(&EngineCommands::retry, canRetry); }
    void cancelSelected() { commandSelected(&EngineCommands::cancel, canCancel); }
    void commandSelected(Command command, bool (*fits)(JobState));
    void command(Command command, JobId job);
    /// Takes ended jobs off the list; can be undone while the notice is there.
    void removeSelected();
    void revealSelected();
    void copyRows();
    void copyAddress();
    void copyIdentity();
    void copyToClipboard(QString (*what)(const JobRow &row));
    void saveCsv();
    void toggleDensity();
    void useRemedy(JobId job, const Remedy &remedy);
    void setGroup(StateGroup group);
    void refilter();
    void updateChips();
    void updateActions();
    void updateDetails();
    [[nodiscard]] std::vector<const JobRow *> selectedRows() const;

    TransferModel m_model;
    std::shared_ptr<const EngineSnapshot> m_snapshot;
    TableView *m_view;
    AddPanel *m_addPanel;
    JobDetails *m_details;
    QSplitter *m_splitter;
    QLineEdit *m_filter;
    QTimer m_filterDelay;
    std::array<QPushButton *, stateGroupCount> m_chips{};
    std::optional<JobId> m_wanted; ///< to be selected when it comes
    bool m_selectionChanged = false;

    QAction *m_add = nullptr;
    QAction *m_pause = nullptr;
    QAction *m_resume = nullptr;
    QAction *m_retry = nullptr;
    QAction *m_cancel = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_reveal = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_copyAddress = nullptr;
    QAction *m_copyIdentity = nullptr;
    QAction *m_csv = nullptr;
    QAction *m_density = nullptr;
    QList<QAction *> m_menuActions;
    QList<QAction *> m_jobActions; ///< of the context menu
};

} // namespace freshet::ui
