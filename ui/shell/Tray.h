// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"

#include <QMenu>
#include <QSystemTrayIcon>
#include <QTimer>

#include <memory>

namespace freshet::ui {

class GlobalActions;

/// An icon among those of the desktop, where it has a place for them; some come up with that late, or lose it, so it asks again and again. Never the only way to
/// the window: without it the window is not hidden but minimised, and another start of the program raises it.
class Tray final : public QObject {
    Q_OBJECT

public:
    /// All of them outlive it.
    Tray(QWidget &window, GlobalActions &actions, QAction &quit);
    ~Tray() override;

    [[nodiscard]] bool isThere() const { return m_icon && m_icon->isVisible(); }
    /// Null: there is no place for one.
    [[nodiscard]] const QSystemTrayIcon *icon() const { return m_icon.get(); }
    /// Out of the way, with a way back.
    void hideWindow();
    void raiseWindow();
    /// As a message of the desktop; without a tray the window asks for attention. Nothing, while the window is in front.
    void notify(const QString &title, const QString &text, bool isProblem, const QString &link);
    /// Rates in its tool tip.
    void show(const EngineSnapshot &snapshot);
    void retranslate();

Q_SIGNALS:
    /// A message was clicked.
    void linkOpened(const QString &link);

private:
    void look();

    QWidget &m_window;
    std::unique_ptr<QMenu> m_menu;
    QAction *m_open;
    std::unique_ptr<QSystemTrayIcon> m_icon;
    QTimer m_timer;
    std::chrono::seconds m_interval{1};
    QString m_link;
};

} // namespace freshet::ui
