// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SnapshotSource.h"
#include "ui/shell/GlobalActions.h"
#include "ui/shell/JobRates.h"
#include "ui/shell/NoticeBar.h"
#include "ui/shell/Notifier.h"
#include "ui/shell/Page.h"
#include "ui/shell/StatusStrip.h"
#include "ui/shell/Tray.h"
#include "ui/shell/TroublePage.h"

#include <QListWidget>
#include <QMainWindow>
#include <QStackedWidget>
#include <QTimer>

#include <optional>
#include <vector>

namespace freshet::ui {

/// The window: left rail, one page at a time, status strip, menu bar. Pulls a picture at most four times a second, and none while nobody can see the window.
/// Without a source it shows that the engine is being opened, or why there is none.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    /// `state` outlives the window.
    MainWindow(std::vector<PageEntry> pages, UiState &state);
    ~MainWindow() override;

    /// `source` outlives the window, or the next call. Null: there is none (yet).
    void setSource(SnapshotSource *source);
    void showTrouble(const Error &error);
    /// The pages' ids, in the order of the rail.
    [[nodiscard]] QStringList pageIds() const;
    /// "transfers", or "transfers:12" for something on it. False: there is no such page. Before there is a source, it is remembered.
    bool openPage(const QString &link);
    /// The page in front; null while there is no source.
    [[nodiscard]] Page *currentPage() const;
    /// The page of that id, made if it has not been shown yet; null: no such page, or no source.
    Page *page(const QString &id);
    [[nodiscard]] StatusStrip &statusStrip() { return *m_strip; }
    [[nodiscard]] NoticeBoard &notices() { return *m_notices; }
    [[nodiscard]] Tray &tray() { return *m_tray; }
    [[nodiscard]] GlobalActions &globalActions() { return *m_global; }
    /// A menu of the menu bar, for what belongs to the application as a whole. It lives as long as the window.
    void addFileAction(QAction *action);
    /// Shows what the source has now.
    void refresh();
    void saveState();

    /// Of UiState: closing the window does not end the application; off until it is switched on.
    static inline const QString keepRunningKey = QStringLiteral("window/keepRunning");

Q_SIGNALS:
    /// The user wants the engine tried again.
    void retryRequested();
    void quitRequested();
    /// Files, folders or addresses were dropped anywhere on the window.
    void dropped(const QList<QUrl> &urls);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct Slot {
        PageEntry entry;
        Page *page = nullptr; ///< child of m_stack
    };

    void makeRail();
    void makeMenus();
    void retranslate();
    void removePages();
    void showPage(std::size_t index);
    void placeStripInTabOrder(const Page &current);
    void onChanged();
    void focusNextPane(int step);
    [[nodiscard]] QList<QWidget *> panes() const;

    UiState &m_state;
    std::vector<Slot> m_slots;
    SnapshotSource *m_source = nullptr;
    std::unique_ptr<JobRates> m_rates;    ///< of m_source
    std::unique_ptr<Notifier> m_notifier; ///< likewise
    std::size_t m_current = 0;
    QString m_what; ///< of openPage(), for when there is a source
    std::uint64_t m_shownRevision = 0;
    MonotonicTime m_measuredAt{};
    std::optional<Error> m_trouble;
    bool m_sessionEnds = false; ///< the desktop closes everything

    QListWidget *m_rail;
    QStackedWidget *m_stack;
    TroublePage *m_troublePage;
    NoticeBar *m_notices;
    StatusStrip *m_strip;
    GlobalActions *m_global;
    std::unique_ptr<Tray> m_tray;
    QMenu *m_fileMenu;
    QMenu *m_pageMenu;
    QMenu *m_viewMenu;
    QAction *m_quit;
    QAction *m_find;
    QAction *m_nextPane;
    QAction *m_previousPane;
    std::vector<QAction *> m_pageActions;
    QTimer m_timer;
    QTimer m_tipTimer; ///< for the tray, while nobody sees the window
};

} // namespace freshet::ui
