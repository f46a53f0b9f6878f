// SPDX-License-Identifier: GPL-3.0-or-later
#include "SimMachine.h"
#include "SimSwarm.h"
#include "SimTopologies.h"

#include <QTest>

#include <functional>

using namespace freshet;
using namespace std::chrono_literals;

namespace {

MonotonicTime seconds(double s)
{
    return MonotonicTime{} + std::chrono::nanoseconds{static_cast<std::int64_t>(s * 1e9)};
}

/// What a scenario must achieve: everybody on and honest finishes, in time, with few copies.
struct Goal {
    double times = 1.25;  ///< the bound
    double copies = 1.05; ///< into the worst site
};

using Script = std::function<void(SimSwarm &)>;

/// The machine that reads over HTTP; the first of them.
SimHost *reader(SimSwarm &swarm)
{
    for (std::size_t i = 0; i < swarm.hostCount(); ++i)
        if (SimHost &host = swarm.host(i); host.machine && host.fetches() && host.machine->isReading())
            return &host;
    return nullptr;
}

/// Empty: as it should be. Else what was not, with the seed.
std::string play(SwarmSpec spec, const Script &script, Goal goal, std::uint64_t seed)
{
    spec.seed = seed;
    SimSwarm swarm(spec);
    script(swarm);
    const bool finished = swarm.run(1h);
    const std::string about = swarm.summary() + ", seed " + std::to_string(seed);
    if (!swarm.violation().empty())
        return swarm.violation();
    if (!finished)
        return "not finished after an hour: " + about;
    if (swarm.slowest() > goal.times * swarm.bound())
        return "slow: " + about;
    for (std::size_t i = 0; i < swarm.siteCount(); ++i)
        if (swarm.copiesInto(i) > goal.copies)
            return "too many copies: " + about;
    return {};
}

} // namespace

/// Machines that die, lie, stall and promise: one swarm each, drawn as a string ('h' honest, 's' seed, 'l' liar, 'z' stalls, 'c' claims
/// everything and fetches nothing).
class TroubleTest : public QObject {
    Q_OBJECT

private:
    static void check(const SwarmSpec &spec, const Script &script, Goal goal, std::uint64_t seeds = 3)
    {
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            const std::string wrong = play(spec, script, goal, seed);
            QVERIFY2(wrong.empty(), wrong.c_str());
        }
    }

private Q_SLOTS:
    void oneInThreeDiesAndComesBack()
    {
        check({.sites = {{"hhhhhhhhh", 60, 20}}},
              [](SimSwarm &swarm) {
                  swarm.startAll();
                  swarm.at(seconds(3), [&swarm] {
                      for (std::size_t i = 0; i < swarm.hostCount(); i += 3) {
                          swarm.kill(swarm.host(i));
                          swarm.startAt(seconds(6), swarm.host(i));
                      }
                  });
              },
              {.times = 1.20, .copies = 1.08});
    }

    void whoClaimsAndDiesHoldsNobodyUp_data()
    {
        QTest::addColumn<bool>("silently");
        QTest::newRow("the connection is reset") << false;
        QTest::newRow("nothing is heard any more") << true;
    }
    void whoClaimsAndDiesHoldsNobodyUp()
    {
        QFETCH(bool, silently);
        check({.sites = {{"hhhhhhhh", 60, 20}}},
              [silently](SimSwarm &swarm) {
                  swarm.startAll();
                  swarm.at(seconds(4), [&swarm, silently] {
                      if (SimHost *host = reader(swarm))
                          silently ? swarm.vanish(*host) : swarm.kill(*host);
                  });
              },
              {.times = 1.30, .copies = 1.08});
    }

    void readersDieOneAfterTheOther()
    {
        check({.sites = {{"hhhhhhhhhhhh", 60, 20}}},
              [](SimSwarm &swarm) {
                  swarm.startAll();
                  for (int i = 1; i <= 6; ++i)
                      swarm.at(seconds(i), [&swarm] {
                          if (SimHost *host = reader(swarm))
                              swarm.vanish(*host);
                      });
              },
              // Each of them is believed until its claim lapses.
              {.times = 2.00, .copies = 1.20});
    }

    void claimsOfEverythingDelayASiteBySecondsOnly_data()
    {
        QTest::addColumn<QString>("machines");
        QTest::addColumn<double>("times");
        QTest::newRow("one of eight") << "hhhhhhhc" << 2.0;
        QTest::newRow("four of eight") << "hhhhcccc" << 3.0;
        QTest::newRow("most") << "hhhhcccccccccccc" << 3.0;
    }
    void claimsOfEverythingDelayASiteBySecondsOnly()
    {
        QFETCH(QString, machines);
        QFETCH(double, times);
        check({.sites = {{machines.toStdString(), 60, 20}}}, [](SimSwarm &swarm) { swarm.startAll(); },
              {.times = times, .copies = 1.25});
    }

    void liarsAreFoundAndHonestPeersKept_data()
    {
        QTest::addColumn<QString>("machines");
        QTest::addColumn<bool>("hashes");
        QTest::newRow("one of eight") << "hhhhhhhl" << true;
        QTest::newRow("three of ten") << "hhhhhhhlll" << true;
        QTest::newRow("nobody tells block hashes") << "hhhhhhhl" << false;
        QTest::newRow("nothing but liars") << "hllllll" << true;
    }
    void liarsAreFoundAndHonestPeersKept()
    {
        QFETCH(QString, machines);
        QFETCH(bool, hashes);
        SwarmSpec spec{.sites = {{machines.toStdString(), 60, 20}}};
        spec.leafProofs = hashes;
        check(spec, [](SimSwarm &swarm) { swarm.startAll(); }, {.times = 1.5, .copies = 1.25});
    }

    /// Every peer wishes ill: some lie, some have everything and send nothing, some claim everything and fetch nothing.
    void a20_whereEveryPeerIsHostileThereIsStillHttp()
    {
        check({.sites = {{"hllllzzzzcccc", 60, 20}}}, [](SimSwarm &swarm) { swarm.startAll(); },
              {.times = 2.0, .copies = 1.25});
    }

    void whoHasEverythingAndSendsNothingIsNotWaitedFor()
    {
        check({.sites = {{"hhhhhhzz", 60, 20}}}, [](SimSwarm &swarm) { swarm.startAll(); },
              {.times = 2.6, .copies = 1.15});
    }

    void aSlowPeerWithTheLastPieceIsNotWaitedFor()
    {
        check({.sites = {{"hhhhhhs", 60, 20}}},
              [](SimSwarm &swarm) {
                  swarm.host(6).up.bytesPerSecond = 20'000; // it would need an hour for the whole
                  swarm.startAll();
              },
              {.times = 2.0, .copies = 1.15});
    }

    void theSameSeedGivesTheSameRun()
    {
        const auto run = [] {
            SwarmSpec spec{.sites = {{"hhhhhlcz", 60, 20}}};
            spec.seed = 7;
            SimSwarm swarm(spec);
            swarm.startAll();
            swarm.run(1h);
            return std::pair(swarm.time().steps(), swarm.now());
        };
        QCOMPARE(run(), run());
    }
};

QTEST_APPLESS_MAIN(TroubleTest)
#include "tst_trouble.moc"
