// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/NoticeBar.h"

#include "ui/shell/Icons.h"

#include <QHBoxLayout>
#include <QPainter>

namespace freshet::ui {

using namespace Qt::StringLiterals;

NoticeBar::NoticeBar()
    : m_icon(new QLabel)
    , m_text(new QLabel)
    , m_action(new QPushButton)
    , m_close(new QToolButton)
{
    setObjectName(u"notice"_s);
    m_text->setObjectName(u"noticeText"_s);
    m_text->setWordWrap(true);
    m_action->setObjectName(u"noticeAction"_s);
    m_close->setAutoRaise(true);
    auto *line = new QHBoxLayout(this);
    line->addWidget(m_icon);
    line->addWidget(m_text, 1);
    line->addWidget(m_action);
    line->addWidget(m_close);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &NoticeBar::expire);
    connect(m_close, &QToolButton::clicked, this, &NoticeBar::expire);
    connect(m_action, &QPushButton::clicked, this, [this] {
        const Notice notice = std::exchange(m_notice, {});
        m_timer.stop();
        hide();
        if (notice.onAction)
            notice.onAction();
    });
    hide();
}

NoticeBar::~NoticeBar()
{
    expire();
}

void NoticeBar::post(Notice notice)
{
    expire();
    m_notice = std::move(notice);
    const bool problem = m_notice.kind == Notice::Kind::Problem;
    m_icon->setVisible(problem);
    m_icon->setPixmap(icon("warning"_L1).pixmap(QSize(1, 1) * fontMetrics().height(), devicePixelRatio()));
    m_text->setText(m_notice.text);
    m_action->setText(m_notice.action);
    m_action->setVisible(!m_notice.action.isEmpty());
    m_close->setIcon(icon("cancel"_L1));
    m_close->setAccessibleName(tr("Close this notice"));
    setAccessibleName(m_notice.text);
    show();
    m_timer.start(problem ? std::chrono::seconds{30} : std::chrono::seconds{10});
}

void NoticeBar::expire()
{
    const Notice notice = std::exchange(m_notice, {});
    m_timer.stop();
    hide();
    if (notice.onExpired)
        notice.onExpired();
}

void NoticeBar::enterEvent(QEnterEvent *event)
{
    m_timer.stop();
    QWidget::enterEvent(event);
}

void NoticeBar::leaveEvent(QEvent *event)
{
    if (isVisible())
        m_timer.start(std::chrono::seconds{5});
    QWidget::leaveEvent(event);
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::ToolTipBase));
}

} // namespace freshet::ui
