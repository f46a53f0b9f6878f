// SPDX-License-Identifier: GPL-3.0-or-later
// The page of peers, candidates and bans.
#include "tests/ui/PageDesk.h"
#include "ui/peers/PeersPage.h"
#include "ui/text/Amounts.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QRandomGenerator>
#include <QTest>

using namespace freshet;
using namespace freshet::test;

class TestPeersPage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    /// Complaint 14: candidates, with the reason why nobody talks to them.
    void g14_peersShowCandidatesWithTheirReason()
    {
        Desk desk;
        desk.state.setValue(u"peers/grouped"_s, false);
        auto page = desk.page<PeersPage>();
        TableView *view = table(*page, u"Peers"_s);
        QCOMPARE(view->model()->rowCount(), 7);
        action(*page, u"Not connected"_s)->setChecked(true);
        QCOMPARE(view->model()->rowCount(), 9);
        QStringList states;
        for (int row = 0; row < 9; ++row)
            states.append(view->model()->index(row, 3).data().toString());
        QVERIFY(states.contains(u"Not needed: there are as many connections as allowed."_s));
    }

    /// Each kind under a line with its sums; sorting goes on inside of the sections, and headings are nobody's address.
    void peersStandInSections()
    {
        Desk desk;
        auto page = desk.page<PeersPage>();
        TableView *view = table(*page, u"Peers"_s);
        auto *model = dynamic_cast<PeerModel *>(view->model());
        const auto firstCells = [&] {
            QStringList cells;
            for (int row = 0; row < model->rowCount(); ++row)
                cells.append(model->index(row, 0).data().toString());
            return cells;
        };
        const QStringList all = firstCells();
        QCOMPARE(all.size(), 11);
        QCOMPARE(all.indexOf(u"LAN (3)"_s), 0);
        QCOMPARE(all.indexOf(u"Group (1)"_s), 4);
        QCOMPARE(all.indexOf(u"Internet (1)"_s), 6);
        QCOMPARE(all.indexOf(u"HTTP (2)"_s), 8);
        const auto down = static_cast<int>(model->columnNames().indexOf(u"down"_s));
        model->sort(down, Qt::DescendingOrder);
        QCOMPARE(firstCells().indexOf(u"LAN (3)"_s), 0);
        QVERIFY(firstCells().at(1).startsWith("192.168.7.21"_L1)); // the fastest of them
        model->sort(down, Qt::AscendingOrder);
        QCOMPARE(firstCells().indexOf(u"LAN (3)"_s), 0);
        QVERIFY(firstCells().at(3).startsWith("192.168.7.21"_L1));
        QCOMPARE(model->index(0, down).data().toString(),
                 text::rate(BytesPerSecond{9 * 610'000} + BytesPerSecond{8 * 610'000}));
        view->setCurrentIndex(model->index(0, 0)); // a heading
        QVERIFY(!action(*page, u"Ban for an hour"_s)->isEnabled());
        // A peer of another kind from now on goes to its section, whatever the table is sorted by.
        EngineSnapshot moved = *desk.source.snapshot();
        auto peers = std::make_shared<PeerTable>(*moved.jobs[0].peers);
        (*peers)[0].type = PeerType::Internet;
        moved.jobs[0].peers = peers;
        moved.takenAtMonotonic += 5s;
        desk.source.setSnapshot(moved);
        page->showSnapshot(desk.source.snapshot());
        QCOMPARE(firstCells().indexOf(u"LAN (2)"_s), 0);
        const auto internet = firstCells().indexOf(u"Internet (2)"_s);
        QVERIFY(firstCells().mid(internet + 1, 2).join(u' ').contains(u"192.168.7.21"_s));
        action(*page, u"In sections"_s)->setChecked(false);
        QCOMPARE(model->rowCount(), 7);
    }

    void peersAreBannedAndForgiven()
    {
        Desk desk;
        auto page = desk.page<PeersPage>();
        TableView *view = table(*page, u"Peers"_s);
        view->setCurrentIndex({});
        for (int row = 0; row < view->model()->rowCount(); ++row)
            if (view->model()->index(row, 0).data().toString().startsWith("192.168.7.34"_L1))
                view->setCurrentIndex(view->model()->index(row, 0));
        action(*page, u"Copy address"_s)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"192.168.7.34"_s);
        action(*page, u"Ban for an hour"_s)->trigger();
        QCOMPARE(desk.source.commandsSeen, QStringList{u"ban 192.168.7.34 3600"_s});
        desk.notices.posted.back().onAction();
        QCOMPARE(desk.source.commandsSeen.back(), u"unban 192.168.7.34"_s);
        TableView *bans = table(*page, u"Banned peers"_s);
        QCOMPARE(bans->model()->rowCount(), 2);
        bans->setCurrentIndex(bans->model()->index(0, 0));
        action(*page, u"End the ban"_s)->trigger();
        QCOMPARE(desk.source.commandsSeen.size(), 3);
    }

    /// 10,000 rows, random differences: never a reset, and every row where it belongs.
    void g15_peersKeepTheirPlacesThroughTenThousandRows()
    {
        PeerModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setCandidatesShown(true);
        model.sort(4, Qt::DescendingOrder);
        QRandomGenerator random(7);
        std::vector<PeerLine> lines;
        const auto fresh = [&random] {
            PeerLine line{.job = JobId{random.bounded(1, 9)}, .jobName = u"a"_s, .content = {}, .peer = {}};
            line.peer.id = PeerRowId{random.generate()};
            line.peer.address = u"10.0.0.%1"_s.arg(random.bounded(255));
            line.peer.downloadRateBytes = BytesPerSecond{random.generate() % 1000};
            return line;
        };
        for (int i = 0; i < 10'000; ++i)
            lines.push_back(fresh());
        MonotonicTime time = now;
        bool reset = false;
        connect(&model, &QAbstractItemModel::modelReset, this, [&reset] { reset = true; });
        for (int round = 0; round < 4; ++round) {
            model.update(std::make_shared<const std::vector<PeerLine>>(lines), time += 2s);
            QCOMPARE(model.rowCount(), static_cast<int>(lines.size()));
            for (int i = 0; i < 500; ++i) {
                lines[random.bounded(static_cast<quint32>(lines.size()))].peer.downloadRateBytes =
                    BytesPerSecond{random.generate() % 1000};
                if (i % 5 == 0)
                    lines.erase(lines.begin() + random.bounded(static_cast<int>(lines.size())));
                if (i % 7 == 0)
                    lines.push_back(fresh());
            }
        }
        for (int row = 1; row < model.rowCount(); ++row)
            QVERIFY(model.rowAt(row - 1).peer.downloadRateBytes >= model.rowAt(row).peer.downloadRateBytes);
        QVERIFY(!reset);
    }
};

QTEST_MAIN(TestPeersPage)
#include "tst_peerspage.moc"
