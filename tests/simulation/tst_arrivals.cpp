// SPDX-License-Identifier: GPL-3.0-or-later
#include "SimMachine.h"
#include "SimSwarm.h"
#include "SimTopologies.h"

#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;

namespace {

MonotonicTime seconds(double s)
{
    return MonotonicTime{} + std::chrono::nanoseconds{static_cast<std::int64_t>(s * 1e9)};
}

} // namespace

/// Machines, sources and networks that come late, go and come back.
class ArrivalsTest : public QObject {
    Q_OBJECT

private:
    static std::string text(SimSwarm &swarm)
    {
        return swarm.violation() + " " + swarm.summary() + ", seed " + std::to_string(swarm.spec().seed);
    }

private Q_SLOTS:
    void arrivalsSpreadOverTenSecondsAreOneSite()
    {
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            SwarmSpec spec{.sites = {{"hhhhhhhh", 60, 20}}, .content = 128_MiB};
            spec.seed = seed;
            SimSwarm swarm(spec);
            for (std::size_t i = 0; i < swarm.hostCount(); ++i)
                swarm.startAt(seconds(10.0 * static_cast<double>(i) / 7), swarm.host(i));
            QVERIFY2(swarm.run(1h) && swarm.violation().empty(), text(swarm).c_str());
            QVERIFY2(swarm.slowest() <= 1.10 * swarm.bound() && swarm.copiesInto(0) <= 1.03, text(swarm).c_str());
        }
    }

    void aSiteFetchesOnceWhateverTheOthersDo()
    {
        SwarmSpec spec{.sites = {{"hhhhhh", 40, 20}, {"h", 40, 20}, {"hhhhhhhhhhhh", 20, 10}}};
        SimSwarm swarm(spec);
        swarm.startAll();
        QVERIFY2(swarm.run(1h) && swarm.violation().empty(), text(swarm).c_str());
        for (std::size_t i = 0; i < swarm.siteCount(); ++i)
            QVERIFY2(swarm.copiesInto(i) <= 1.05, text(swarm).c_str());
        QVERIFY2(swarm.slowest() <= 1.15 * swarm.bound(), text(swarm).c_str());
    }

    void whileHttpIsLateASeedOfTheSiteIsEnough()
    {
        SwarmSpec spec{.sites = {{"shhhhhhh", 60, 20}}};
        spec.useHttp = false;
        SimSwarm swarm(spec);
        swarm.startAll();
        QVERIFY2(swarm.run(1h) && swarm.violation().empty(), text(swarm).c_str());
        QCOMPARE(swarm.copiesInto(0), 0.0);
    }

    void httpThatComesLateIsUsedOnce()
    {
        SwarmSpec spec{.sites = {{"hhhhhhhh", 60, 20}}};
        spec.useHttp = false;
        SimSwarm swarm(spec);
        swarm.startAll();
        swarm.at(seconds(60), [&swarm] {
            for (std::size_t i = 0; i < swarm.hostCount(); ++i)
                swarm.host(i).machine->setUseHttp(true);
        });
        QVERIFY2(swarm.run(1h) && swarm.violation().empty(), text(swarm).c_str());
        QVERIFY2(swarm.slowest() <= 60 + 1.15 * swarm.bound() && swarm.copiesInto(0) <= 1.10, text(swarm).c_str());
    }

    void aLanThatFallsInTwoAndHealsFetchesWhatItMust()
    {
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            SwarmSpec spec{.sites = {{"hhhhhhhh", 60, 20}}, .content = 128_MiB};
            spec.seed = seed;
            SimSwarm swarm(spec);
            swarm.startAll();
            swarm.at(seconds(4), [&swarm] { swarm.setSplit(swarm.site(0), true); });
            swarm.at(seconds(8), [&swarm] { swarm.setSplit(swarm.site(0), false); });
            QVERIFY2(swarm.run(1h) && swarm.violation().empty(), text(swarm).c_str());
            // While it was in two, each half fetched for itself: at most the four seconds twice.
            QVERIFY2(swarm.copiesInto(0) <= 1.30 && swarm.slowest() <= 1.40 * swarm.bound(), text(swarm).c_str());
        }
    }

    void aFullDiskPausesOneMachineAlone()
    {
        SwarmSpec spec{.sites = {{"hhhhhhhh", 60, 20}}};
        SimSwarm swarm(spec);
        swarm.host(3).diskPieces = 20;
        swarm.startAll();
        swarm.at(seconds(30), [&swarm] { swarm.host(3).machine->resume(); });
        QVERIFY2(swarm.run(1h) && swarm.violation().empty(), text(swarm).c_str());
        QVERIFY2(swarm.host(2).finished < seconds(20) && swarm.host(3).finished < seconds(45), text(swarm).c_str());
    }
};

QTEST_APPLESS_MAIN(ArrivalsTest)
#include "tst_arrivals.moc"
