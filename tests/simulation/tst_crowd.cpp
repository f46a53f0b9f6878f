// SPDX-License-Identifier: GPL-3.0-or-later
#include "SimSwarm.h"
#include "SimTopologies.h"

#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;

/// Everybody starts at the same time.
class CrowdTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void flashCrowd_data()
    {
        QTest::addColumn<double>("times");
        QTest::addColumn<double>("copies");
        QTest::newRow("A") << 1.15 << 1.10;
        QTest::newRow("B") << 1.15 << 1.15;
        QTest::newRow("C") << 1.15 << 1.10;
        // Against the bound without exchange between sites, which they beat.
        QTest::newRow("B2") << 0.70 << 1.25;
    }
    void flashCrowd()
    {
        QFETCH(double, times);
        QFETCH(double, copies);
        const std::string name = QTest::currentDataTag();
        for (const std::uint64_t seed : {1, 5, 9}) {
            SwarmSpec spec = topology(name);
            spec.seed = seed;
            SimSwarm swarm(spec);
            swarm.startAll();
            QVERIFY2(swarm.run(1h), swarm.summary().c_str());
            QVERIFY2(swarm.violation().empty(), swarm.violation().c_str());
            QVERIFY2(swarm.slowest() <= times * swarm.bound(), swarm.summary().c_str());
            for (std::size_t i = 0; i < swarm.siteCount(); ++i)
                QVERIFY2(swarm.copiesInto(i) <= copies, swarm.summary().c_str());
        }
    }
};

QTEST_APPLESS_MAIN(CrowdTest)
#include "tst_crowd.moc"
