// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every page, and what is said on the small ones.
#include "tests/ui/PageDesk.h"
#include "ui/activity/ActivityPage.h"
#include "ui/cache/CachePage.h"
#include "ui/pages/PageList.h"
#include "ui/peers/PeersPage.h"
#include "ui/settings/SettingsPage.h"
#include "ui/text/Amounts.h"
#include "ui/text/StateText.h"
#include "ui/updates/UpdatesPage.h"
#include "ui/welcome/WelcomePage.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QRadioButton>
#include <QTest>

using namespace freshet;
using namespace freshet::test;

class TestPages final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    /// Whatever can get the focus has a name, so that a screen reader does not say "button".
    void g20_everythingHasAName()
    {
        Desk desk;
        for (const PageEntry &entry : allPages()) {
            const auto page = entry.make(desk.context());
            page->resize(1000, 700);
            page->show();
            page->showSnapshot(desk.source.snapshot());
            QCoreApplication::processEvents();
            for (const QWidget *widget : page->findChildren<QWidget *>()) {
                if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()
                    || widget->objectName().startsWith("qt_"_L1))
                    continue;
                const auto *button = qobject_cast<const QAbstractButton *>(widget);
                const auto *label = qobject_cast<const QLabel *>(widget); // says its own text
                QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()) || label,
                         qPrintable(QString(entry.id) + u' ' + QString::fromLatin1(widget->metaObject()->className())));
            }
        }
    }

    void q5_activityShowsTheSameNumbersAsATable()
    {
        Desk desk;
        auto page = desk.page<ActivityPage>();
        page->open(u"1min"_s);
        action(*page, u"As a table"_s)->setChecked(true);
        TableView *view = table(*page, u"Rates as a table"_s);
        QVERIFY(view->isVisible());
        QCOMPARE(view->model()->rowCount(), 60);
        const auto &last = desk.source.snapshot()->history->rings[0]->samples.back();
        QCOMPARE(view->model()->index(0, 1).data().toString(), text::rate(last.received()));
        QCOMPARE(page->csv().count(u'\n'), 61);
        QVERIFY(desk.source.measured > 0);
        // The window of time survives the page.
        page->saveState();
        page = desk.page<ActivityPage>();
        QVERIFY(table(*page, u"Rates as a table"_s)->isVisible());
    }

    void g29_activityTellsWhatWasSaved()
    {
        const SourceBytes bytes{.from = {6_GiB, 1_GiB, 1_GiB, 2_GiB, 2_GiB}, .to = {}, .wasted = {}};
        QCOMPARE(savedFromInternet(bytes), 8_GiB);
        TotalsCard card(u"This month"_s);
        card.setBytes(bytes);
        QVERIFY(card.accessibleDescription().contains(u"8.0 GiB saved from the internet (67 %)"_s));
    }

    void timesInTheGraphLeadToTheTable()
    {
        Desk desk;
        auto page = desk.page<ActivityPage>();
        page->open(u"5min"_s);
        auto *plot = page->findChild<RatePlot *>();
        Q_EMIT plot->timePicked(noon - 30s);
        TableView *view = table(*page, u"Rates as a table"_s);
        QVERIFY(view->isVisible());
        QCOMPARE(view->currentIndex().data().toString(), text::clockTime(noon - 30s));
    }

    void q12_everyColumnSorts_data()
    {
        QTest::addColumn<QString>("which");
        for (const auto *name : {"peers", "bans", "cache", "history"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void q12_everyColumnSorts()
    {
        QFETCH(QString, which);
        const EngineSnapshot site = busySite(noon, now);
        PeerModel peers;
        peers.setCandidatesShown(true);
        peers.update(peerLines(site), now);
        BanModel bans;
        bans.update(site.bans, now);
        CacheModel cache;
        auto lines = std::make_shared<std::vector<CacheLine>>();
        for (const JobRow &row : fullCache(noon).contents)
            lines->push_back({.content = row, .now = noon});
        cache.update(lines, now);
        HistoryModel history;
        history.update(
            std::make_shared<const std::vector<HistoryRow>>(historyRows(*site.history->rings[0], 300s, noon)), now);
        TableModel *model = which == "peers"_L1   ? static_cast<TableModel *>(&peers)
                            : which == "bans"_L1  ? static_cast<TableModel *>(&bans)
                            : which == "cache"_L1 ? static_cast<TableModel *>(&cache)
                                                  : static_cast<TableModel *>(&history);
        QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(model->rowCount() > 1);
        for (int column = 0; column < model->columnCount(); ++column) {
            const auto cells = [&] {
                QStringList texts;
                for (int row = 0; row < model->rowCount(); ++row)
                    texts.append(model->index(row, column).data().toString());
                return texts;
            };
            model->sort(column, Qt::AscendingOrder);
            const QStringList up = cells();
            model->sort(column, Qt::DescendingOrder);
            QStringList down = cells();
            // Not all alike: then the first of one order is the last of the other.
            if (up.first() != up.last())
                QCOMPARE(down.last(), up.first());
            QVERIFY(!model->index(0, 0).data(Qt::AccessibleTextRole).toString().isEmpty());
        }
    }

    /// What an update waits for is what its job waits for.
    void anUpdateSaysWhatItWaitsFor()
    {
        Desk desk;
        desk.source.products.setTable(someUpdates(noon));
        EngineSnapshot full = busySite(noon, now);
        full.jobs[0].state = JobState::Queued;
        full.jobs[0].reason.code = ReasonCode::WaitingForSlot;
        desk.source.setSnapshot(full);
        auto page = desk.page<UpdatesPage>();
        page->open(u"/opt/office-suite"_s);
        const QString reason = page->findChild<QLabel *>(u"updateReason"_s)->text();
        QVERIFY2(reason.contains(text::reason(full.jobs[0], now)), qPrintable(reason));
        QVERIFY(!text::reason(full.jobs[0], now).isEmpty());
    }

    void sharingBeyondTheNetworkIsChosenAtFirstRun()
    {
        QCOMPARE(Settings{}.mode, DownloadMode::Lan); // until somebody chooses
        Desk desk;
        EngineSnapshot fresh = busySite(noon, now);
        auto settings = std::make_shared<SettingsPicture>(*fresh.settings);
        const auto mode = std::ranges::find(settings->rows, u"peers.mode"_s, &SettingRow::key);
        *mode = {.key = mode->key, .kind = SettingKind::Mode, .value = u"Lan"_s, .defaultValue = u"Lan"_s};
        fresh.settings = settings;
        desk.source.setSnapshot(fresh);
        auto page = desk.page<WelcomePage>();
        QVERIFY(page->findChild<QRadioButton *>(u"Lan"_s)->isChecked());
        QVERIFY(desk.source.commandsSeen.isEmpty());
        page->findChild<QRadioButton *>(u"Internet"_s)->click();
        QCOMPARE(desk.source.commandsSeen, QStringList{u"set peers.mode Internet"_s});
        // What the command line says is shown, and why nothing can be chosen.
        desk.source.setSnapshot(busySite(noon, now));
        page->showSnapshot(desk.source.snapshot());
        QVERIFY(page->findChild<QRadioButton *>(u"Group"_s)->isChecked());
        QVERIFY(!page->findChild<QRadioButton *>(u"Internet"_s)->isEnabled());
        QVERIFY(page->findChild<QLabel *>(u"sharingSays"_s)->text().contains(u"the command line"_s));
    }
};

QTEST_MAIN(TestPages)
#include "tst_pages.moc"
