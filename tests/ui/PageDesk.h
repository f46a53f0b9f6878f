// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/Picture.h"
#include "tests/ui/PictureSource.h"
#include "ui/models/TableView.h"
#include "ui/shell/Page.h"

#include <QAction>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace freshet::test {

using namespace freshet::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline constexpr WallTime noon = WallTime{std::chrono::sys_days{std::chrono::year{2026} / 11 / 28}} + 12h;
inline constexpr MonotonicTime now{100h};

/// Keeps notices, and lets the test press their buttons.
class Notices final : public NoticeBoard {
public:
    void post(Notice notice) override { posted.push_back(std::move(notice)); }
    std::vector<Notice> posted;
};

/// What a page stands on: a busy site at noon.
struct Desk {
    QTemporaryDir dir;
    PictureSource source;
    UiState state{dir.filePath(u"state.ini"_s)};
    Notices notices;
    JobRates rates{source};

    Desk()
    {
        source.setSnapshot(busySite(noon, now));
        source.cache = fullCache(noon);
        source.events = someEvents(noon);
    }
    PageContext context() { return {.source = source, .state = state, .notices = notices, .rates = rates}; }
    template <typename PageType>
    std::unique_ptr<PageType> page()
    {
        auto page = std::make_unique<PageType>(context());
        page->resize(1000, 700);
        page->show();
        page->showSnapshot(source.snapshot());
        return page;
    }
};

/// By its accessible name; nullptr: there is none.
inline TableView *table(const QWidget &page, const QString &name)
{
    for (auto *view : page.findChildren<TableView *>())
        if (view->accessibleName() == name)
            return view;
    return nullptr;
}

/// By its text, without mnemonics; nullptr: there is none.
inline QAction *action(const Page &page, const QString &text)
{
    for (QAction *one : page.menuActions())
        if (one->text().remove(u'&') == text)
            return one;
    return nullptr;
}

} // namespace freshet::test
