// SPDX-License-Identifier: GPL-3.0-or-later
// What belongs to the window as a whole: what is done to all jobs at once, what is told while nobody looks, what is remembered of rates, tables that fill it.
#include "tests/ui/Picture.h"
#include "ui/language/Language.h"
#include "ui/models/TableView.h"
#include "ui/pages/PageList.h"
#include "ui/shell/MainWindow.h"
#include "ui/text/Amounts.h"
#include "ui/theme/Appearance.h"

#include <QApplication>
#include <QHeaderView>
#include <QSignalSpy>
#include <QStyleHints>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace freshet;
using namespace freshet::ui;
using namespace freshet::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr WallTime noon = WallTime{std::chrono::sys_days{std::chrono::year{2026} / 11 / 28}} + 12h;
constexpr MonotonicTime now{100h};

TraceBatch batch(std::vector<TraceEvent> events)
{
    return std::make_shared<const std::vector<TraceEvent>>(std::move(events));
}

TraceEvent finished(int job)
{
    return {.kind = EventKind::HandedOver, .job = JobId{job}};
}

TraceEvent failed(int job)
{
    return {.kind = EventKind::JobChanged, .job = JobId{job}, .state = JobState::Failed};
}

struct Shown {
    QTemporaryDir dir;
    PictureSource source;
    UiState state{dir.filePath(u"state.ini"_s)};
    std::unique_ptr<MainWindow> window;

    Shown()
    {
        source.setSnapshot(busySite(noon, now));
        source.cache = fullCache(noon);
        window = std::make_unique<MainWindow>(allPages(), state);
        window->resize(1300, 800);
        window->setSource(&source);
        window->show();
    }
    ~Shown() { window->setSource(nullptr); }
};

} // namespace

class TestWindow final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        applyLanguage(u"en"_s); // its plurals, as the application has them
        QLocale::setDefault(QLocale::c());
        text::setRateUnit(text::RateUnit::MegabytesPerSecond);
    }

    void all_transfers_are_paused_and_resumed()
    {
        Shown shown;
        QVERIFY(shown.window->globalActions().pauseAll()->isEnabled());
        QVERIFY(!shown.window->globalActions().resumeAll()->isEnabled());
        QTest::mouseClick(shown.window->statusStrip().findChild<QToolButton *>(u"pauseAll"_s), Qt::LeftButton);
        QCOMPARE(shown.source.commandsSeen.filter(u"pause "_s), (QStringList{u"pause 1"_s, u"pause 2"_s}));
        EngineSnapshot paused = *shown.source.snapshot();
        for (JobRow &row : paused.jobs)
            if (!row.isFinal())
                row.state = JobState::Paused;
        shown.source.setSnapshot(paused);
        shown.window->refresh();
        QVERIFY(!shown.window->globalActions().pauseAll()->isEnabled());
        QTest::mouseClick(shown.window->statusStrip().findChild<QToolButton *>(u"resumeAll"_s), Qt::LeftButton);
        QCOMPARE(shown.source.commandsSeen.filter(u"resume "_s), (QStringList{u"resume 1"_s, u"resume 2"_s}));
    }

    void alternative_limits_are_a_click_away()
    {
        Shown shown;
        QAction *alternative = shown.window->globalActions().alternative();
        QVERIFY(alternative->isEnabled() && !alternative->isChecked());
        auto *button = shown.window->statusStrip().findChild<QToolButton *>(u"alternativeLimits"_s);
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(shown.source.commandsSeen.contains(u"set limits.alternative on"_s));
        EngineSnapshot on = *shown.source.snapshot();
        auto settings = std::make_shared<SettingsPicture>(*on.settings);
        settings->values.alternativeLimits = true;
        on.settings = settings;
        shown.source.setSnapshot(on);
        shown.window->refresh();
        QVERIFY(alternative->isChecked());
        QVERIFY2(alternative->toolTip().contains(u"1.05 MB/s"_s), qPrintable(alternative->toolTip()));
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(shown.source.commandsSeen.contains(u"set limits.alternative off"_s));
        // What cannot be set says why, and the switch goes back.
        shown.source.refuse = Error{.code = ErrorCode::DiskFull};
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(shown.window->findChild<QLabel *>(u"noticeText"_s)->isVisible());
        QTRY_VERIFY(alternative->isChecked());
    }

    void g11_the_strip_says_what_holds_back()
    {
        Shown shown;
        auto *limited = shown.window->statusStrip().findChild<QLabel *>(u"limitedBy"_s);
        QCOMPARE(limited->text(), u"Not limited."_s);
        QVERIFY2(limited->toolTip().contains(u"Background limit: 8.00 MB/s"_s), qPrintable(limited->toolTip()));
        EngineSnapshot snapshot = *shown.source.snapshot();
        auto limits = std::make_shared<LimitsPicture>(*snapshot.limits);
        limits->downLimitedBy = Limit::Background;
        snapshot.limits = limits;
        shown.source.setSnapshot(snapshot);
        shown.window->refresh();
        QCOMPARE(limited->text(), u"Held back by the limit for background downloads."_s);
        snapshot.jobs[0].reason.code = ReasonCode::PausedForDisk; // the worst comes first
        shown.source.setSnapshot(snapshot);
        shown.window->refresh();
        QCOMPARE(limited->text(), u"Held back by a disk problem."_s);
        QVERIFY(shown.window->statusStrip().findChild<QLabel *>(u"freeDisk"_s)->text().contains(u"210.0 GiB"_s));
        QVERIFY(shown.window->statusStrip().findChild<QLabel *>(u"cacheUse"_s)->text().contains(u"4.0 GiB"_s));
    }

    void g19_a_burst_is_told_once()
    {
        Shown shown;
        Notifier notifier(shown.source, shown.state, {.settle = 20ms, .apart = 40ms});
        QSignalSpy told(&notifier, &Notifier::message);
        for (int i = 0; i < 50; ++i)
            Q_EMIT shown.source.eventsRecorded(batch({finished(1000 + i), finished(3), failed(2)}));
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(told[0][0].toString(), u"1 transfer failed · 51 transfers finished"_s);
        QVERIFY(told[0][1].toString().startsWith(u"firmware-bundle_2026.11.bin\nbrowser_133.0_amd64.deb"_s));
        QCOMPARE(told[0][2].toBool(), true);
        QCOMPARE(told[0][3].toString(), u"transfers"_s);
        Q_EMIT shown.source.eventsRecorded(batch({finished(1)}));
        QTRY_COMPARE(told.size(), 2);
        QCOMPARE(told[1][1].toString(), u"office-suite_24.8.4_amd64.deb"_s);
        QCOMPARE(told[1][3].toString(), u"transfers:1"_s);
        // Switched off: nothing, also not with the next one that is told.
        shown.state.setValue(Notifier::finishedKey, false);
        Q_EMIT shown.source.eventsRecorded(batch({finished(1)}));
        Q_EMIT shown.source.eventsRecorded(batch({failed(2)}));
        QTRY_COMPARE(told.size(), 3);
        QCOMPARE(told[2][0].toString(), u"1 transfer failed"_s);
    }

    /// Without a tray the window is minimised, never lost.
    void g25_closing_may_keep_transfers_running()
    {
        Shown shown;
        QSignalSpy quit(shown.window.get(), &MainWindow::quitRequested);
        shown.state.setValue(MainWindow::keepRunningKey, true);
        shown.window->close();
        QCOMPARE(quit.size(), 0);
        QVERIFY(!shown.window->tray().isThere());
        QVERIFY(shown.window->isVisible() && shown.window->isMinimized());
        shown.window->tray().raiseWindow();
        QVERIFY(!shown.window->isMinimized());
        shown.state.setValue(MainWindow::keepRunningKey, false);
        shown.window->close();
        QCOMPARE(quit.size(), 1);
    }

    void g6_rates_of_a_job_are_bytes_by_time()
    {
        PictureSource source;
        JobRates rates(source);
        EngineSnapshot snapshot = busySite(noon, now);
        rates.record(snapshot);
        QVERIFY(!rates.ring(JobId{1}, false)); // nothing has moved yet
        for (int i = 1; i <= 30; ++i) {
            // A quarter of a second late each time: the amounts stay right.
            snapshot.takenAtMonotonic = now + i * 1250ms;
            snapshot.takenAt = noon + i * 1250ms;
            snapshot.jobs[0].fromLanPeers += Bytes{1'250'000};
            snapshot.jobs[0].toGroupPeers += Bytes{125'000};
            rates.record(snapshot);
        }
        auto ring = rates.ring(JobId{1}, false);
        QVERIFY(ring);
        QCOMPARE(ring->step, 1s);
        QVERIFY(ring->end > snapshot.takenAt - 1s && ring->end <= snapshot.takenAt);
        QVERIFY2(ring->samples.size() >= 36 && ring->samples.size() <= 38,
                 qPrintable(QString::number(ring->samples.size())));
        for (std::size_t i = 1; i < ring->samples.size(); ++i) {
            QCOMPARE(ring->samples[i].from[0], BytesPerSecond{1'000'000});
            QCOMPARE(ring->samples[i].to[1], BytesPerSecond{100'000});
            QVERIFY(ring->samples[i].measured);
        }
        QCOMPARE(rates.ring(JobId{1}, false), ring); // nothing new, nothing made
        QVERIFY(!rates.ring(JobId{2}, false));
        // Nobody looked for an hour: a gap, not a mountain.
        snapshot.takenAtMonotonic += 1h;
        snapshot.takenAt += 1h;
        snapshot.jobs[0].fromLanPeers += 1_GiB;
        rates.record(snapshot);
        ring = rates.ring(JobId{1}, false);
        QCOMPARE(ring->samples.size(), JobRates::fineLength);
        QVERIFY(!ring->samples.back().measured);
        const auto coarse = rates.ring(JobId{1}, true);
        QCOMPARE(coarse->step, 10s);
        QVERIFY(coarse->samples.size() > 360 && coarse->samples.size() < 370);
        QCOMPARE(coarse->samples[1].from[0], BytesPerSecond{1'000'000});
        // Of a job that is gone nothing is kept.
        snapshot.jobs.erase(snapshot.jobs.begin());
        snapshot.takenAtMonotonic += 2s;
        rates.record(snapshot);
        QVERIFY(!rates.ring(JobId{1}, false));
    }

    void a_job_has_its_peers_and_rates()
    {
        Shown shown;
        QVERIFY(shown.window->openPage(u"transfers:1/peers"_s));
        auto *peers = shown.window->findChild<TableView *>(u"jobPeers"_s);
        QTRY_COMPARE(peers->model()->rowCount(), 9); // those that are not connected too
        QVERIFY(shown.window->openPage(u"transfers:2/peers"_s));
        QTRY_COMPARE(peers->model()->rowCount(), 0);
        QVERIFY(shown.window->openPage(u"transfers:1/rates"_s));
        auto *tabs = shown.window->findChild<QTabWidget *>(u"jobTabs"_s);
        QCOMPARE(tabs->currentWidget()->objectName(), u"rates"_s);
    }

    /// No empty strip at the side, and no width that the user gave a column is lost.
    void tables_fill_the_width()
    {
        Shown shown;
        shown.window->openPage(u"transfers"_s);
        auto *view = shown.window->findChild<TableView *>(u"transferTable"_s);
        shown.window->resize(2000, 800);
        QTRY_COMPARE(view->header()->length(), view->viewport()->width());
        shown.window->resize(900, 800);
        QTRY_VERIFY(view->viewport()->width() < 900);
        const int narrow = view->header()->length();
        QVERIFY(narrow > view->viewport()->width());
        shown.window->resize(2000, 800);
        QTRY_COMPARE(view->header()->length(), view->viewport()->width());
        view->saveState();
        shown.window->resize(900, 800);
        QTRY_COMPARE(view->header()->length(), narrow);
    }

    /// Whatever page and language: it stays as wide as it is made the first time.
    void no_page_makes_the_window_grow()
    {
        for (const LanguageName &language : availableLanguages()) {
            applyLanguage(language.code);
            Shown shown;
            shown.window->resize(1288, 700);
            for (const QString &page : shown.window->pageIds()) {
                shown.window->openPage(page);
                QCoreApplication::processEvents();
                QVERIFY2(shown.window->minimumSizeHint().width() <= 1288,
                         qPrintable(
                             u"%1 in %2: %3"_s.arg(page, language.code).arg(shown.window->minimumSizeHint().width())));
            }
        }
        applyLanguage(u"en"_s);
        QLocale::setDefault(QLocale::c());
    }

    void g21_colours_follow_the_system()
    {
        applyAppearance(Appearance::System);
        QStyleHints *hints = QGuiApplication::styleHints();
        Q_EMIT hints->colorSchemeChanged(Qt::ColorScheme::Dark);
        QVERIFY(isDark(QApplication::palette()));
        Q_EMIT hints->colorSchemeChanged(Qt::ColorScheme::Light);
        QVERIFY(!isDark(QApplication::palette()));
        applyAppearance(Appearance::Light); // somebody chose
        Q_EMIT hints->colorSchemeChanged(Qt::ColorScheme::Dark);
        QVERIFY(!isDark(QApplication::palette()));
    }

    void g23_mixed_directions_are_kept_apart()
    {
        QCOMPARE(text::rate(BytesPerSecond{1'000'000}), u"1.00 MB/s"_s);
        text::setRightToLeft(true);
        const QString rate = text::rate(BytesPerSecond{1'000'000});
        QCOMPARE(rate, QChar(0x2068) + u"1.00 MB/s"_s + QChar(0x2069));
        QCOMPARE(text::withoutMarks(rate), u"1.00 MB/s"_s);
        text::setRightToLeft(false);
        QApplication::setLayoutDirection(Qt::RightToLeft);
        {
            Shown shown;
            shown.window->openPage(u"transfers"_s);
            auto *view = shown.window->findChild<TableView *>(u"transferTable"_s);
            QCOMPARE(view->model()->index(0, 0).data().toString().at(0), QChar(0x2068));
            view->selectAll();
            QVERIFY(!view->selectedAsText().contains(QChar(0x2068))); // nobody wants them in a file
        }
        QApplication::setLayoutDirection(Qt::LeftToRight);
        text::setRightToLeft(false);
    }
};

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
