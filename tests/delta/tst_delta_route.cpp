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
        const auto direct = planRoute(m_series, 1, 3, true);
        QVERIFY(direct);
        QCOMPARE(direct->best.edges, std::vector<std::size_t>{3});
        QCOMPARE(direct->best.bytes, std::uint64_t{100});
        QCOMPARE(direct->reason, RouteReason::Cheapest);
        QCOMPARE(direct->alternatives.size(), std::size_t{2}); // the chain, then the full pack
        QCOMPARE(direct->alternatives[0].bytes, std::uint64_t{110});
        QCOMPARE(direct->alternatives[1].bytes, std::uint64_t{1000});
        QCOMPARE(planRoute(m_series, 2, 3, true)->best.edges, std::vector<std::size_t>{2});
    }
    void aChainOnlyWhenItIsSmaller()
    {
        auto edges = m_series;
        edges[3].bytes = 111;
        QCOMPARE(planRoute(edges, 1, 3, true)->best.edges, (std::vector<std::size_t>{1, 2}));
        edges[3].bytes = 110;
        QCOMPARE(planRoute(edges, 1, 3, true)->best.edges, std::vector<std::size_t>{3});
    }
    void fullWhereNothingElseHelps()
    {
        QCOMPARE(planRoute(m_series, 1, 3, false)->best.edges, std::vector<std::size_t>{0}); // f38: modified files
        QCOMPARE(planRoute(m_series, 0, 3, true)->best.edges, std::vector<std::size_t>{0});
        QCOMPARE(planRoute(m_series, 7, 3, true)->best.edges,
                 std::vector<std::size_t>{0}); // a release that nobody knows
        auto edges = m_series;
        edges[0].bytes = 40;
        QCOMPARE(planRoute(edges, 2, 3, true)->best.edges, std::vector<std::size_t>{0});
    }
    void nothingToDoAndNoWay()
    {
        QCOMPARE(planRoute(m_series, 3, 3, true)->reason, RouteReason::NothingToDo);
        QVERIFY(!planRoute({{1, 2, 5}}, 0, 2, true));
        QVERIFY(!planRoute({}, 1, 2, true));
        // p3: an edge that leads back is no way.
        QVERIFY(!planRoute({{3, 2, 5}}, 3, 1, true));
    }
};

QTEST_APPLESS_MAIN(TestDeltaRoute)
#include "tst_delta_route.moc"
