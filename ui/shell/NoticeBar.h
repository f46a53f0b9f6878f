// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/NoticeBoard.h"

#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QWidget>

namespace freshet::ui {

/// The line above the page that shows a notice. Information goes away after ten seconds, a problem after thirty, neither while the mouse is on it.
class NoticeBar final : public QWidget, public NoticeBoard {
    Q_OBJECT

public:
    NoticeBar();
    ~NoticeBar() override;

    void post(Notice notice) override;
    /// The notice that is shown goes, as if its time were over.
    void expire();

protected:
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    Notice m_notice;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_action;
    QToolButton *m_close;
    QTimer m_timer;
};

} // namespace freshet::ui
