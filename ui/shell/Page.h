// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SnapshotSource.h"
#include "ui/shell/JobRates.h"
#include "ui/shell/NoticeBoard.h"
#include "ui/shell/UiState.h"

#include <QAction>
#include <QIcon>
#include <QLatin1StringView>
#include <QList>
#include <QWidget>

#include <functional>
#include <memory>

namespace freshet::ui {

/// What every page works with. All of it outlives the page.
struct PageContext {
    SnapshotSource &source;
    UiState &state;
    NoticeBoard &notices;
    JobRates &rates;
};

/// One page of the main window. Pictures come while it is visible, at most four a second; a hidden page costs nothing. A page is destroyed and made
/// anew when the language changes, so its texts may be set once, in its constructor; it keeps what is to last (columns, filters, splitters) in UiState.
class Page : public QWidget {
    Q_OBJECT

public:
    explicit Page(const PageContext &context)
        : m_context(context)
    {
    }

    virtual void showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot) = 0;
    /// Its menu in the menu bar: every action that it offers anywhere. Separators are actions too.
    [[nodiscard]] virtual QList<QAction *> menuActions() const { return {}; }
    /// Gets the focus with Ctrl+F; null: there is none.
    [[nodiscard]] virtual QWidget *filterField() const { return nullptr; }
    /// F6 goes through them, in reading order.
    [[nodiscard]] virtual QList<QWidget *> panes() const { return {}; }
    /// A deep link, `--page id:what`: e.g. a job's number. What is unknown is ignored.
    virtual void open(const QString &what) { Q_UNUSED(what) }
    /// Called before the page goes, and now and then.
    virtual void saveState() {}

Q_SIGNALS:
    /// Please show that page; `what` as in open().
    void pageRequested(const QString &id, const QString &what = {});

protected:
    [[nodiscard]] const PageContext &context() const { return m_context; }
    [[nodiscard]] EngineCommands &commands() const { return m_context.source.commands(); }

private:
    PageContext m_context;
};

/// How a page gets into the left rail.
struct PageEntry {
    QLatin1StringView id;                                           ///< of `--page`: "transfers"
    const char *title;                                              ///< QT_TRANSLATE_NOOP("Pages", …)
    QLatin1StringView icon;                                         ///< of resources/icons
    std::function<std::unique_ptr<Page>(const PageContext &)> make; ///< called when it is shown for the first time
};

} // namespace freshet::ui
