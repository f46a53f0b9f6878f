// SPDX-License-Identifier: GPL-3.0-or-later
#include "SimMachine.h"
#include "SimSwarm.h"
#include "SimTopologies.h"

#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;

/// Sites in which nobody is connected with everybody.
class LargeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLargeSiteIsOneSite_data()
    {
        QTest::addColumn<int>("machines");
        QTest::addColumn<int>("mebibytes");
        QTest::addColumn<int>("connections");
        QTest::addColumn<double>("times");
        QTest::addColumn<double>("copies");
        QTest::newRow("120") << 120 << 32 << 50 << 1.8 << 1.30;
        // So small a content is gone before all of them have found anybody: a bound for a flash crowd that is as bad as can be.
        QTest::newRow("1000") << 1000 << 8 << 16 << 3.0 << 3.0;
    }
    void aLargeSiteIsOneSite()
    {
        QFETCH(int, machines);
        QFETCH(int, mebibytes);
        QFETCH(int, connections);
        QFETCH(double, times);
        QFETCH(double, copies);
        SwarmSpec spec{.sites = {{std::string(static_cast<std::size_t>(machines), 'h'), 20, 10}},
                       .content = Bytes{static_cast<std::uint64_t>(mebibytes) << 20}};
        spec.maximumConnections = static_cast<std::uint32_t>(connections);
        SimSwarm swarm(spec);
        swarm.startAll();
        const bool finished = swarm.run(1h);
        const std::string text = swarm.violation() + " " + swarm.summary();
        QVERIFY2(finished && swarm.violation().empty(), text.c_str());
        QVERIFY2(swarm.copiesInto(0) <= copies && swarm.slowest() <= times * swarm.bound(), text.c_str());
    }
};

QTEST_APPLESS_MAIN(LargeTest)
#include "tst_large.moc"
