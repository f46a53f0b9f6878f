// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/swarm/Endpoints.h"
#include "tests/support/WireEnd.h"
#include "tests/swarm/LyingHost.h"
#include "tests/swarm/SwarmMachine.h"

#include <QTest>

#include <random>

using namespace freshet;
using namespace freshet::test;

namespace {

constexpr int patience = 20'000;

/// Peers that are programs of their own: a port each, so that a ban of one is none of another.
struct Crowd {
    explicit Crowd(const WireContent &about)
        : content(about)
    {
    }

    LyingHost &add()
    {
        hosts.push_back(std::make_unique<LyingHost>(content));
        ends.push_back(std::make_unique<WireEnd>(content, *hosts.back(), allOf(content)));
        addresses.push_back(peerAddressOf(ends.back()->listen()));
        return *hosts.back();
    }
    /// Nobody answers until all of the first `count` were asked for blocks.
    void holdBack()
    {
        for (const auto &host : hosts)
            host->serves = false;
    }
    bool release(std::size_t count)
    {
        const auto asked = [&] {
            for (std::size_t i = 0; i < count; ++i)
                if (!ends[i]->peer() || ends[i]->peer()->theirRequests().empty())
                    return false;
            return true;
        };
        if (!QTest::qWaitFor(asked))
            return false;
        for (std::size_t i = 0; i < hosts.size(); ++i) {
            hosts[i]->serves = true;
            for (PeerConnection *peer : ends[i]->peers())
                hosts[i]->serveNow(*peer);
        }
        return true;
    }
    [[nodiscard]] std::size_t numberOf(const PeerAddress &address) const
    {
        return static_cast<std::size_t>(std::ranges::find(addresses, address) - addresses.begin());
    }

    const WireContent &content;
    std::vector<std::unique_ptr<LyingHost>> hosts;
    std::vector<std::unique_ptr<WireEnd>> ends;
    std::vector<PeerAddress> addresses;
};

} // namespace

/// Attacks A1, A2, A20, fault F35 and promise P8 with real sockets and a real store: who sends bad bytes is banned, nobody else is, and the
/// content comes.
class SwarmLiarsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void p8_a1_aBadBlockConvictsExactlyItsSender_data()
    {
        QTest::addColumn<LyingHost::Hashes>("liarsHashes");
        QTest::newRow("told by all") << LyingHost::Hashes::Told;
        QTest::newRow("rejected by the liar") << LyingHost::Hashes::Rejected;
        QTest::newRow("not answered by the liar") << LyingHost::Hashes::NotAnswered;
    }
    void p8_a1_aBadBlockConvictsExactlyItsSender()
    {
        QFETCH(const LyingHost::Hashes, liarsHashes);
        // One piece, so that both send blocks of it.
        const WireContent content(1_MiB, 1_MiB);
        Crowd crowd(content);
        LyingHost &liar = crowd.add();
        crowd.add();
        liar.hashes = liarsHashes;
        liar.spoils = [&](BlockIndex) { return liar.spoilt == 0; }; // a single block
        crowd.holdBack();

        SwarmMachine machine;
        machine.fetch(content);
        for (const PeerAddress &address : crowd.addresses)
            machine.meet(address);
        QVERIFY(crowd.release(2));
        QTRY_VERIFY_WITH_TIMEOUT(machine.isComplete(), patience);
        QCOMPARE(machine.mistakes(content), QString());
        QCOMPARE(liar.spoilt, 1);
        QCOMPARE(machine.banned.size(), 1U);
        QCOMPARE(machine.banned.front().peer, crowd.addresses[0]);
        QCOMPARE(machine.banned.front().bad, blockLength); // the good blocks of both are kept
        // Beside it only what both had been asked for.
        QVERIFY2(machine.wasted < 768_KiB, qPrintable(QString::number(machine.wasted.value())));
        QVERIFY(machine.isBanned(crowd.addresses[0], content));
        QVERIFY(!machine.isBanned(crowd.addresses[1], content));
        QTRY_VERIFY(!crowd.ends[0]->peer() || crowd.ends[0]->peer()->isClosed());
    }

    void a1_withoutHashesASingleSourceConvicts()
    {
        const WireContent content(1_MiB, 1_MiB);
        Crowd crowd(content);
        LyingHost &liar = crowd.add();
        crowd.add();
        for (const auto &host : crowd.hosts)
            host->hashes = LyingHost::Hashes::Rejected;
        liar.spoils = [&](BlockIndex) { return true; };
        crowd.holdBack();

        SwarmMachine machine;
        machine.fetch(content);
        for (const PeerAddress &address : crowd.addresses)
            machine.meet(address);
        QVERIFY(crowd.release(2));
        QTRY_VERIFY_WITH_TIMEOUT(machine.isComplete(), patience);
        QCOMPARE(machine.mistakes(content), QString());
        for (const auto &banned : machine.banned)
            QCOMPARE(banned.peer, crowd.addresses[0]);
        QVERIFY(machine.wasted >= 1_MiB); // what both sent together was for nothing
    }

    void p8_aLargePieceIsNotKeptButItsLiarConvicted()
    {
        const WireContent content(8_MiB, 8_MiB);
        Crowd crowd(content);
        LyingHost &liar = crowd.add();
        crowd.add();
        liar.spoils = [&](BlockIndex) { return liar.spoilt == 0; };
        crowd.holdBack();

        SwarmMachine machine;
        machine.fetch(content);
        for (const PeerAddress &address : crowd.addresses)
            machine.meet(address);
        QVERIFY(crowd.release(2));
        QTRY_VERIFY_WITH_TIMEOUT(machine.isComplete(), patience);
        QCOMPARE(machine.mistakes(content), QString());
        QCOMPARE(machine.banned.size(), 1U);
        QCOMPARE(machine.banned.front().peer, crowd.addresses[0]);
        QCOMPARE(machine.banned.front().bad, blockLength);
        QVERIFY(machine.wasted >= 8_MiB);
    }

    void p8_whoLeavesAtOnceIsBannedNevertheless()
    {
        const WireContent content(1_MiB, 1_MiB);
        Crowd crowd(content);
        LyingHost &liar = crowd.add();
        crowd.add();
        liar.spoils = [&](BlockIndex) { return liar.spoilt == 0; };
        liar.leavesAfter = [](int sent) { return sent == 8; };
        crowd.holdBack();

        SwarmMachine machine;
        machine.fetch(content);
        for (const PeerAddress &address : crowd.addresses)
            machine.meet(address);
        QVERIFY(crowd.release(2));
        QTRY_VERIFY_WITH_TIMEOUT(machine.isComplete(), patience);
        QCOMPARE(machine.mistakes(content), QString());
        QCOMPARE(machine.banned.size(), 1U);
        QVERIFY(machine.isBanned(crowd.addresses[0], content));
    }

    void p8_aLiarCannotPutItsBanOnAnother()
    {
        const WireContent content(1_MiB, 1_MiB);
        Crowd crowd(content);
        crowd.add();
        SwarmMachine machine;
        machine.fetch(content);
        // It comes to us, and says that it listens where the honest one does.
        LyingHost liar(content);
        liar.spoils = [](BlockIndex) { return true; };
        PeerOptions options;
        options.listenPort = crowd.addresses.front().port;
        WireEnd liarEnd(content, liar, allOf(content), {}, options);
        liarEnd.dial(endpointOf(machine.address()));
        QTRY_COMPARE_WITH_TIMEOUT(machine.banned.size(), 1U, patience);
        QVERIFY(machine.banned.front().peer != crowd.addresses.front());
        QVERIFY(!machine.isBanned(crowd.addresses.front(), content));
        machine.meet(crowd.addresses.front());
        QTRY_VERIFY_WITH_TIMEOUT(machine.isComplete(), patience);
        QCOMPARE(machine.mistakes(content), QString());
        QCOMPARE(machine.banned.size(), 1U);
    }

    void p8_aBanIsForThatContent()
    {
        const WireContent one(256_KiB, 256_KiB, WireContent::Kind::V2, 1);
        const WireContent two(256_KiB, 256_KiB, WireContent::Kind::V2, 2);
        Crowd crowd(one);
        crowd.add().spoils = [](BlockIndex) { return true; };
        SwarmMachine machine;
        machine.fetch(one);
        machine.meet(crowd.addresses.front());
        QTRY_COMPARE_WITH_TIMEOUT(machine.banned.size(), 1U, patience);
        QVERIFY(machine.isBanned(crowd.addresses.front(), one));
        QVERIFY(!machine.isBanned(crowd.addresses.front(), two));
        QVERIFY(!machine.isBannedFromAll(crowd.addresses.front()));
        // It is not dialled again.
        QCOMPARE(machine.swarm(one).candidates().front().state, CandidateState::Banned);
    }

    void p8_property_noHonestPeerIsEverBanned_data()
    {
        QTest::addColumn<double>("liars");
        QTest::newRow("30 %") << 0.3;
        QTest::newRow("half") << 0.5;
        QTest::newRow("a20 all but one") << 1.0;
    }
    void p8_property_noHonestPeerIsEverBanned()
    {
        QFETCH(const double, liars);
        int convicted = 0;
        for (std::uint32_t seed = 1; seed <= 8; ++seed) {
            std::mt19937_64 random(seed);
            const auto upTo = [&random](std::uint64_t n) { return random() % n; };
            const auto chance = [&random](double p) { return std::bernoulli_distribution(p)(random); };
            const Bytes pieceLength{(16_KiB).value() << upTo(7)};
            const WireContent content(Bytes{1 + upTo((3_MiB).value())}, pieceLength, WireContent::Kind::V2, seed);
            Crowd crowd(content);
            std::vector<bool> lies;
            const auto count = 3 + upTo(5);
            for (std::uint64_t i = 0; i < count; ++i) {
                LyingHost &host = crowd.add();
                lies.push_back(i > 0 && chance(liars));
                host.hashes = static_cast<LyingHost::Hashes>(upTo(lies.back() ? 3 : 2));
                if (lies.back())
                    host.spoils = [p = std::array{0.02, 0.3, 1.0}[upTo(3)], own = std::mt19937_64(random())](
                                      BlockIndex) mutable { return std::bernoulli_distribution(p)(own); };
            }
            SwarmMachine machine;
            machine.fetch(content);
            for (const PeerAddress &address : crowd.addresses)
                machine.meet(address);
            const std::string which = "seed " + std::to_string(seed);
            QVERIFY2(QTest::qWaitFor([&] { return machine.isComplete(); }, patience), which.c_str());
            QVERIFY2(machine.mistakes(content).isEmpty(), qPrintable(machine.mistakes(content)));
            for (const auto &banned : machine.banned) {
                const std::size_t number = crowd.numberOf(banned.peer);
                QVERIFY2(number < crowd.hosts.size() && lies[number] && crowd.hosts[number]->spoilt > 0, which.c_str());
                ++convicted;
            }
        }
        QVERIFY2(convicted >= 1, qPrintable(QString::number(convicted))); // the liars did lie
    }

    void f35_allVanishAndOneComesBack()
    {
        const WireContent content(4_MiB, 256_KiB);
        Crowd crowd(content);
        for (int i = 0; i < 4; ++i)
            crowd.add().leavesAfter = [](int sent) { return sent >= 20; };
        SwarmMachine machine;
        machine.fetch(content);
        for (const PeerAddress &address : crowd.addresses)
            machine.meet(address);
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::all_of(crowd.hosts, [](const auto &host) { return host->sent >= 20; }),
                                 patience);
        QTRY_COMPARE(machine.side().swarm().peerCount(), 0U);
        QVERIFY(!machine.isComplete());
        LyingHost honest(content);
        WireEnd back(content, honest, allOf(content));
        back.dial(endpointOf(machine.address()));
        QTRY_VERIFY_WITH_TIMEOUT(machine.isComplete(), patience);
        QCOMPARE(machine.mistakes(content), QString());
        QVERIFY(machine.banned.empty());
    }
};

QTEST_GUILESS_MAIN(SwarmLiarsTest)
#include "tst_swarm_liars.moc"
