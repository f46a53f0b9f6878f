// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/RoutePlan.h"

#include <QTest>

using namespace freshet::delta;

class TestDeltaRoute : public QObject {
    Q_OBJECT

    const std::vector<RouteEdge> m_series{{0, 3, 1000}, {1, 2, 50}, {2, 3, 60}, {1, 3, 100}};

private Q_SLOTS:
    void theCheapestInBytesWins()
    {
        const auto direct = planRoute(m_series, 1, 3, InstalledUse::All);
        QVERIFY(direct);
        QCOMPARE(direct->best.edges, std::vector<std::size_t>{3});
        QCOMPARE(direct->best.bytes, std::uint64_t{100});
        QCOMPARE(direct->reason, RouteReason::Cheapest);
        QCOMPARE(direct->alternatives.size(), std::size_t{2}); // the chain, then the full pack
        QCOMPARE(direct->alternatives[0].bytes, std::uint64_t{110});
        QCOMPARE(direct->alternatives[1].bytes, std::uint64_t{1000});
        QCOMPARE(planRoute(m_series, 2, 3, InstalledUse::All)->best.edges, std::vector<std::size_t>{2});
    }
    void aChainOnlyWhenItIsSmaller()
    {
        auto edges = m_series;
        edges[3].bytes = 111;
        QCOMPARE(planRoute(edges, 1, 3, InstalledUse::All)->best.edges, (std::vector<std::size_t>{1, 2}));
        edges[3].bytes = 110;
        QCOMPARE(planRoute(edges, 1, 3, InstalledUse::All)->best.edges, std::vector<std::size_t>{3});
    }
    void fullWhereNothingElseHelps()
    {
        QCOMPARE(planRoute(m_series, 1, 3, InstalledUse::None)->best.edges,
                 std::vector<std::size_t>{0}); // f38: modified files
        QCOMPARE(planRoute(m_series, 0, 3, InstalledUse::All)->best.edges, std::vector<std::size_t>{0});
        QCOMPARE(planRoute(m_series, 7, 3, InstalledUse::All)->best.edges,
                 std::vector<std::size_t>{0}); // a release that nobody knows
        auto edges = m_series;
        edges[0].bytes = 40;
        QCOMPARE(planRoute(edges, 2, 3, InstalledUse::All)->best.edges, std::vector<std::size_t>{0});
    }
    void changedFilesAreTakenOutOfTheFullPack()
    {
        const auto repaired = planRoute(m_series, 1, 3, InstalledUse::Repaired, 300);
        QCOMPARE(repaired->best.edges, std::vector<std::size_t>{3});
        QCOMPARE(repaired->best.bytes, std::uint64_t{400});
        QCOMPARE(repaired->alternatives.size(), std::size_t{1}); // no chain
        QCOMPARE(planRoute(m_series, 1, 3, InstalledUse::Repaired, 901)->best.edges, std::vector<std::size_t>{0});
        QVERIFY(!planRoute({{1, 3, 100}}, 1, 3, InstalledUse::Repaired, 1)); // nothing to take them out of
    }
    void nothingToDoAndNoWay()
    {
        QCOMPARE(planRoute(m_series, 3, 3, InstalledUse::All)->reason, RouteReason::NothingToDo);
        QVERIFY(!planRoute({{1, 2, 5}}, 0, 2, InstalledUse::All));
        QVERIFY(!planRoute({}, 1, 2, InstalledUse::All));
        // p3: an edge that leads back is no way.
        QVERIFY(!planRoute({{3, 2, 5}}, 3, 1, InstalledUse::All));
    }
};

QTEST_APPLESS_MAIN(TestDeltaRoute)
#include "tst_delta_route.moc"
