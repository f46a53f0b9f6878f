// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Tray.h"

#include "ui/shell/GlobalActions.h"
#include "ui/shell/StatusStrip.h"
#include "ui/text/Amounts.h"

#include <QApplication>

#include <algorithm>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds longestInterval{60};

} // namespace

Tray::Tray(QWidget &window, GlobalActions &actions, QAction &quit)
    : m_window(window)
    , m_menu(std::make_unique<QMenu>())
    , m_open(new QAction(this))
{
    connect(m_open, &QAction::triggered, this, &Tray::raiseWindow);
    m_menu->addAction(m_open);
    m_menu->addSeparator();
    m_menu->addActions({actions.pauseAll(), actions.resumeAll(), actions.alternative()});
    m_menu->addSeparator();
    m_menu->addAction(&quit);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Tray::look);
    retranslate();
    m_timer.start(0); // not before the desktop knows of this application
}

Tray::~Tray() = default;

void Tray::retranslate()
{
    m_open->setText(tr("&Open Freshet"));
}

void Tray::look()
{
    const bool available = QSystemTrayIcon::isSystemTrayAvailable();
    if (available && !m_icon) {
        m_icon = std::make_unique<QSystemTrayIcon>(QIcon(u":/icons/freshet.svg"_s));
        m_icon->setContextMenu(m_menu.get());
        m_icon->setToolTip(u"Freshet"_s);
        connect(m_icon.get(), &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
            if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
                raiseWindow();
        });
        connect(m_icon.get(), &QSystemTrayIcon::messageClicked, this, [this] {
            raiseWindow();
            Q_EMIT linkOpened(m_link);
        });
        m_icon->show();
    } else if (!available && m_icon) {
        m_icon.reset();
        if (!m_window.isVisible())
            m_window.showMinimized(); // nobody would find it
    }
    m_timer.start(m_interval);
    m_interval = std::min(m_interval * 2, longestInterval);
}

void Tray::hideWindow()
{
    if (isThere())
        m_window.hide();
    else
        m_window.showMinimized();
}

void Tray::raiseWindow()
{
    if (m_window.isMinimized())
        m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}

void Tray::notify(const QString &title, const QString &text, bool isProblem, const QString &link)
{
    if (m_window.isVisible() && !m_window.isMinimized() && m_window.isActiveWindow())
        return; // it is seen there
    m_link = link;
    if (isThere())
        m_icon->showMessage(title, text, isProblem ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
    else
        QApplication::alert(&m_window);
}

void Tray::show(const EngineSnapshot &snapshot)
{
    if (!isThere())
        return;
    const QString tip = tr("Freshet: ↓ %1, ↑ %2").arg(text::rate(receivedNow(snapshot)), text::rate(sentNow(snapshot)));
    if (m_icon->toolTip() != tip)
        m_icon->setToolTip(tip);
}

} // namespace freshet::ui
