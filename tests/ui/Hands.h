// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/MainWindow.h"

#include <QApplication>
#include <QListWidget>
#include <QProcess>
#include <QTest>

/// A mouse and a keyboard that come from outside (xdotool): their events go through the X server, as a person's do.
namespace freshet::test::hands {

using namespace Qt::StringLiterals;

inline constexpr int patience = 40'000;

inline void act(const QStringList &what)
{
    QProcess tool;
    tool.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    tool.start(u"xdotool"_s, what);
    QTRY_COMPARE_WITH_TIMEOUT(tool.state(), QProcess::NotRunning, patience);
    QCOMPARE(tool.exitCode(), 0);
}

inline void clickAt(const QPoint &global)
{
    const qreal scale = qApp->devicePixelRatio();
    act({u"mousemove"_s, QString::number(qRound(global.x() * scale)), QString::number(qRound(global.y() * scale)),
         u"click"_s, u"1"_s});
}

inline void click(const QWidget *widget)
{
    QVERIFY(widget && widget->isVisible());
    clickAt(widget->mapToGlobal(widget->rect().center()));
}

inline void press(const QString &key)
{
    act({u"key"_s, key});
}

inline void type(const QString &text)
{
    act({u"type"_s, u"--delay"_s, u"2"_s, text});
}

/// Gives it the keyboard: nobody else does, for there is no window manager.
inline void focus(const QWidget &window)
{
    QVERIFY(QTest::qWaitForWindowExposed(const_cast<QWidget *>(&window), patience));
    act({u"windowfocus"_s, u"--sync"_s, QString::number(window.winId())});
    QTRY_VERIFY_WITH_TIMEOUT(window.isActiveWindow(), patience);
}

inline void openByRail(ui::MainWindow &window, const QString &id)
{
    auto *rail = window.findChild<QListWidget *>(u"rail"_s);
    const auto row = static_cast<int>(window.pageIds().indexOf(id));
    clickAt(rail->viewport()->mapToGlobal(rail->visualItemRect(rail->item(row)).center()));
    QTRY_VERIFY_WITH_TIMEOUT(window.currentPage() && window.currentPage()->objectName() == id, patience);
}

} // namespace freshet::test::hands
