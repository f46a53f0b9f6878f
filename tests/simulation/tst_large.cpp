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
        QTest::newRow("120") << 120 << 32;
        QTest::newRow("1000") << 1000 << 8;
    }
    void aLargeSiteIsOneSite()
    {
        QFETCH(int, machines);
        QFETCH(int, mebibytes);
        SwarmSpec spec{.sites = {{std::string(static_cast<std::size_t>(machines), 'h'), 20, 10}},
                       .content = Bytes{static_cast<std::uint64_t>(mebibytes) << 20}};
        SimSwarm swarm(spec);
        swarm.startAll();
        const bool finished = swarm.run(1h);
        const std::string text = swarm.violation() + " " + swarm.summary();
        QVERIFY2(finished && swarm.violation().empty(), text.c_str());
        QVERIFY2(swarm.copiesInto(0) <= 1.30 && swarm.slowest() <= 1.8 * swarm.bound(), text.c_str());
    }
};

QTEST_APPLESS_MAIN(LargeTest)
#include "tst_large.moc"
