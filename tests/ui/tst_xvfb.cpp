// SPDX-License-Identifier: GPL-3.0-or-later
// A way through the application on a real display: an X server of its own, and events of a mouse and a keyboard that come from outside (xdotool).
#include "tests/support/NginxServer.h"
#include "tests/ui/Application.h"
#include "tests/ui/Display.h"
#include "tests/ui/Hands.h"
#include "ui/language/Language.h"
#include "ui/plots/RatePlot.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>

#include <cstdio>

using namespace freshet;
using freshet::test::Application;
using namespace freshet::test::hands;
using namespace Qt::StringLiterals;

class TestXvfb final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void add_watch_pause_finish_look_and_speak_german()
    {
        test::NginxServer origin({.limitRate = u"1200k"_s});
        QVERIFY2(origin.start(), qPrintable(origin.problem()));
        const QByteArray data = test::payload(16 << 20);
        origin.put(u"content.bin"_s, data);
        const QTemporaryDir directory;
        Application app(directory);
        QTRY_VERIFY_WITH_TIMEOUT(app.page(), patience);
        ui::MainWindow &window = app.window();
        focus(window);

        press(u"ctrl+n"_s);
        QTRY_VERIFY_WITH_TIMEOUT(app.page()->addPanel().isVisible(), patience);
        click(app.find<QLineEdit>(u"addDirectory"_s));
        press(u"ctrl+a"_s);
        type(directory.path());
        QTRY_COMPARE_WITH_TIMEOUT(app.find<QLineEdit>(u"addDirectory"_s)->text(), directory.path(), patience);
        click(app.find<QPlainTextEdit>(u"addWhat"_s));
        const QString address = origin.url(u"/content.bin"_s).toString();
        type(address);
        QTRY_COMPARE_WITH_TIMEOUT(app.find<QPlainTextEdit>(u"addWhat"_s)->toPlainText(), address, patience);
        click(app.find<QPushButton>(u"addButton"_s));
        QTRY_VERIFY_WITH_TIMEOUT(app.is(JobState::Downloading), patience);
        QTRY_VERIFY_WITH_TIMEOUT(app.row()->received() >= 256_KiB, patience);

        auto *table = app.find<ui::TableView>(u"transferTable"_s);
        clickAt(table->viewport()->mapToGlobal(table->visualRect(table->model()->index(0, 0)).center()));
        press(u"ctrl+p"_s);
        QTRY_VERIFY_WITH_TIMEOUT(app.is(JobState::Paused), patience);
        auto *remedy = app.find<QPushButton>(u"remedy"_s);
        QTRY_VERIFY_WITH_TIMEOUT(remedy->isVisible(), patience);
        click(remedy);
        QTRY_VERIFY_WITH_TIMEOUT(app.is(JobState::Complete) || app.is(JobState::Caching), patience);
        QFile file(directory.filePath(u"content.bin"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), data);

        openByRail(window, u"activity"_s);
        auto *plot = window.currentPage()->findChild<ui::RatePlot *>();
        QTRY_VERIFY_WITH_TIMEOUT(plot->replots() > 0, patience);
        click(plot);
        press(u"plus"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!plot->isFollowing(), patience);
        press(u"0"_s);
        QTRY_VERIFY_WITH_TIMEOUT(plot->isFollowing(), patience);

        openByRail(window, u"settings"_s);
        auto *languages = app.find<QComboBox>(u"languages"_s);
        QTRY_VERIFY_WITH_TIMEOUT(languages->isVisible(), patience);
        click(languages); // opens its list
        press(u"Home"_s);
        for (int i = 0; i < languages->findData(u"de"_s); ++i)
            press(u"Down"_s);
        press(u"Return"_s);
        QTRY_COMPARE_WITH_TIMEOUT(window.windowTitle(), u"Einstellungen – Freshet"_s, patience);

        QSignalSpy quit(&window, &ui::MainWindow::quitRequested);
        press(u"ctrl+q"_s);
        QTRY_COMPARE_WITH_TIMEOUT(quit.size(), 1, patience);
        ui::applyLanguage(u"en"_s);
    }
};

int main(int argc, char **argv)
{
    const test::Display display;
    if (!display.use()) {
        std::fputs("Xvfb did not start\n", stderr);
        return 1;
    }
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    TestXvfb test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_xvfb.moc"
