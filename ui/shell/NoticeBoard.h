// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace freshet::ui {

/// One line above the page that takes no focus and goes away by itself: what happened, and what may be done about it.
struct Notice {
    enum class Kind { Information, Problem };
    Kind kind = Kind::Information;
    QString text{};
    QString action{};                 ///< text of its button: "Undo"; empty: none
    std::function<void()> onAction{}; ///< the button was pressed
    std::function<void()>
        onExpired{}; ///< it went away without that; also when another notice takes its place, or the window goes
};

/// Shows notices, one at a time.
class NoticeBoard {
public:
    virtual ~NoticeBoard() = default;
    virtual void post(Notice notice) = 0;
};

} // namespace freshet::ui
