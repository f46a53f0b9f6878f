// SPDX-License-Identifier: GPL-3.0-or-later
// The tray on a real display: an X server of its own, a tray of somebody else's (stalonetray, XEmbed), and a mouse that comes from outside (xdotool).
#include "tests/ui/Display.h"
#include "tests/ui/Hands.h"
#include "tests/ui/Picture.h"
#include "ui/pages/PageList.h"
#include "ui/shell/MainWindow.h"

#include <QApplication>
#include <QProcess>
#include <QSignalSpy>
#include <QSystemTrayIcon>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace freshet;
using namespace freshet::ui;
using namespace freshet::test;
using namespace freshet::test::hands;
using namespace Qt::StringLiterals;

namespace {

/// The place for icons, ended with the object.
class StaloneTray {
public:
    StaloneTray()
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(u"stalonetray"_s, {u"--geometry"_s, u"4x1+1200+0"_s, u"--icon-size"_s, u"24"_s, u"--kludges"_s,
                                           u"force_icons_size"_s, u"--config"_s, u"/dev/null"_s});
    }
    ~StaloneTray()
    {
        m_process.terminate();
        m_process.waitForFinished(patience);
    }

private:
    QProcess m_process;
};

} // namespace

class TestTray final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Complaint 25: it comes late, it goes, and the window is never lost.
    void g25_the_window_goes_to_the_tray_and_comes_back()
    {
        QTemporaryDir dir;
        UiState state(dir.filePath(u"state.ini"_s));
        state.setValue(MainWindow::keepRunningKey, true);
        PictureSource source;
        source.setSnapshot(busySite(source.clock().wall(), source.clock().monotonic()));
        MainWindow window(allPages(), state);
        window.setSource(&source);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window, patience));
        Tray &tray = window.tray();
        QVERIFY(!tray.isThere());

        auto desktop = std::make_unique<StaloneTray>(); // a panel that comes up after the application
        QTRY_VERIFY_WITH_TIMEOUT(tray.isThere(), patience);
        const auto *icon = tray.icon();
        QTRY_VERIFY_WITH_TIMEOUT(icon->geometry().isValid() && icon->geometry().x() >= 1200,
                                 patience); // it is in there
        source.setSnapshot(*source.snapshot());
        QTRY_VERIFY_WITH_TIMEOUT(icon->toolTip().contains(u'↓'), patience);

        QSignalSpy quit(&window, &MainWindow::quitRequested);
        window.close();
        QVERIFY(!window.isVisible()); // out of the way, and still at work
        QCOMPARE(quit.size(), 0);
        clickAt(icon->geometry().center());
        QTRY_VERIFY_WITH_TIMEOUT(window.isVisible() && !window.isMinimized(), patience);

        window.close();
        QVERIFY(!window.isVisible());
        tray.notify(u"2 transfers finished"_s, u"a.pkg\nb.pkg"_s, false, u"transfers"_s);
        const auto message = [] {
            for (QWidget *widget : QApplication::topLevelWidgets())
                if (widget->isVisible() && widget->inherits("QBalloonTip"))
                    return widget;
            return static_cast<QWidget *>(nullptr);
        };
        QTRY_VERIFY_WITH_TIMEOUT(message(), patience);
        QSignalSpy opened(&tray, &Tray::linkOpened);
        clickAt(message()->geometry().center());
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, patience);
        QCOMPARE(opened[0][0].toString(), u"transfers"_s);
        QVERIFY(window.isVisible());

        window.close();
        QVERIFY(!window.isVisible());
        desktop.reset(); // the panel crashes: nobody would find the window
        QTRY_VERIFY_WITH_TIMEOUT(!tray.isThere(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(window.isVisible(), patience);
        window.setSource(nullptr);
    }
};

int main(int argc, char **argv)
{
    const test::Display display;
    if (!display.use()) {
        std::fputs("Xvfb did not start\n", stderr);
        return 1;
    }
    ::unsetenv("DBUS_SESSION_BUS_ADDRESS"); // the desktop whose tray is meant is that of the display
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    TestTray test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_tray.moc"
