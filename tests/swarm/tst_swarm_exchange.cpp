// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/swarm/Endpoints.h"
#include "tests/support/RawPeer.h"
#include "tests/support/WireEnd.h"
#include "tests/swarm/LyingHost.h"
#include "tests/swarm/SwarmMachine.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 20'000;

/// A peer of the test's own that is connected with `machine` and writes down what it is told.
struct Listener {
    Listener(const WireContent &content, const SwarmMachine &machine, PieceSet have)
        : end(content, host, std::move(have))
    {
        end.dial(endpointOf(machine.address()));
    }
    bool isConnected()
    {
        return QTest::qWaitFor([this] { return !host.extensions.empty(); });
    }
    PeerConnection &peer() { return *end.peer(); }

    RecordingHost host;
    WireEnd end;
};

SiteClaim claim(std::uint64_t rank, std::uint32_t sequence, PieceRun run)
{
    return {.origin = SiteRank{rank}, .sequence = sequence, .willing = true, .lapse = 2s, .runs = {run}};
}

} // namespace

/// What machines give each other and tell each other, with real sockets and real caches.
class SwarmExchangeTest : public QObject {
    Q_OBJECT

    const WireContent m_content{4_MiB + 77_B, 256_KiB};

private Q_SLOTS:
    void aContentGoesFromMachineToMachine()
    {
        SwarmMachine seed;
        seed.seed(m_content);
        SwarmMachine second;
        second.fetch(m_content);
        second.meet(seed.address());
        SwarmMachine third; // what the second has is given on at once
        third.fetch(m_content);
        third.meet(second.address());
        QTRY_VERIFY_WITH_TIMEOUT(second.isComplete() && third.isComplete(), patience);
        QCOMPARE(second.mistakes(m_content), QString());
        QCOMPARE(third.mistakes(m_content), QString());
        QCOMPARE(third.wasted, Bytes{});
        QCOMPARE(second.uploaded, m_content.geometry().contentLength());
        QTRY_COMPARE(second.swarm(m_content).peerCount(), 0U); // nobody needs anything of anybody
    }

    void a4_whoPromisesAndDoesNotDeliverHoldsNobodyUp()
    {
        LyingHost silent(m_content);
        silent.serves = false;
        WireEnd silentEnd(m_content, silent, allOf(m_content));
        LyingHost honest(m_content);
        WireEnd honestEnd(m_content, honest, allOf(m_content));
        SwarmMachine machine;
        machine.fetch(m_content);
        machine.meet(silentEnd.listen());
        QTRY_VERIFY(silentEnd.peer() && !silentEnd.peer()->theirRequests().empty());
        machine.meet(honestEnd.listen());
        QTRY_VERIFY_WITH_TIMEOUT(machine.isComplete(), patience);
        QCOMPARE(machine.mistakes(m_content), QString());
        QVERIFY(machine.banned.empty()); // to be slow is no lie
    }

    // Uploads

    void a26_f7_whatRottedInTheCacheIsNotGivenAway()
    {
        SwarmMachine machine;
        machine.seed(m_content);
        QFile file(machine.file(m_content));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(3 * (256_KiB).value() + 5) && file.write("rot") == 3);
        file.close();
        QSignalSpy damaged(&machine.swarm(m_content).uploads(), &Uploads::damaged);
        Listener listener(m_content, machine, nothingOf(m_content));
        QVERIFY(listener.isConnected());
        QTRY_COMPARE(listener.host.unchokes, 1);
        listener.peer().setInterested(true);
        QVERIFY(listener.peer().request(BlockIndex{3 * 16}));
        QVERIFY(listener.peer().request(BlockIndex{4 * 16}));
        QTRY_COMPARE(listener.host.rejected, std::vector{BlockIndex{3 * 16}});
        QTRY_COMPARE(listener.host.blocks.size(), 1U);
        QCOMPARE(listener.host.blocks.front().first, BlockIndex{4 * 16});
        QCOMPARE(damaged.size(), 1);
        QVERIFY(!machine.swarm(m_content).uploads().offered().contains(PieceIndex{3}));
    }

    void f6_whatCannotBeReadIsRejected()
    {
        SwarmMachine machine;
        machine.seed(m_content);
        QVERIFY(QFile::resize(machine.file(m_content), 1000));
        Listener listener(m_content, machine, nothingOf(m_content));
        QVERIFY(listener.isConnected());
        QTRY_COMPARE(listener.host.unchokes, 1);
        listener.peer().setInterested(true);
        QVERIFY(listener.peer().request(BlockIndex{7}));
        QTRY_COMPARE(listener.host.rejected, std::vector{BlockIndex{7}});
        QVERIFY(!listener.peer().isClosed());
    }

    void a6_whatIsNotHereIsRejected()
    {
        SwarmMachine machine;
        machine.fetch(m_content);
        RawPeer peer(m_content, endpointOf(machine.address()));
        QVERIFY(peer.greets());
        peer.sayRequest(BlockIndex{0});
        QVERIFY(peer.waitFor(WireMessageId::Reject));
        QCOMPARE(peer.count(WireMessageId::Piece), 0);
    }

    // Hashes

    void a2_blockHashesAreToldAndProven()
    {
        SwarmMachine machine;
        machine.seed(m_content);
        Listener listener(m_content, machine, nothingOf(m_content));
        QVERIFY(listener.isConnected());
        const std::uint32_t last = m_content.geometry().pieceCount() - 1;
        QVERIFY(listener.peer().requestHashes(PieceIndex{5}));
        QVERIFY(listener.peer().requestHashes(PieceIndex{last}));
        QTRY_COMPARE(listener.host.hashes.size(), 2U); // the connection has proven them up to the pieces root
        QCOMPARE(listener.host.hashes[0].second.size(), 16U);
        QCOMPARE(listener.host.hashes[1].second.size(), 1U);
    }

    void a6_whoAsksForHashesForEverIsNotReadFor()
    {
        SwarmMachine machine;
        machine.seed(m_content);
        Listener listener(m_content, machine, nothingOf(m_content));
        QVERIFY(listener.isConnected());
        std::size_t asked = 0;
        for (int round = 0; round < 8; ++round) {
            for (std::uint32_t piece = 0; piece < 8; ++piece)
                asked += listener.peer().requestHashes(PieceIndex{piece}) ? 1 : 0;
            QTRY_COMPARE(listener.host.hashes.size() + listener.host.hashesRejected.size(), asked);
        }
        QCOMPARE(asked, 64U);
        QVERIFY2(listener.host.hashes.size() >= 8, qPrintable(QString::number(listener.host.hashes.size())));
        QVERIFY2(listener.host.hashes.size() < 40, qPrintable(QString::number(listener.host.hashes.size())));
        QVERIFY(!listener.peer().isClosed());
    }

    void hashesOfWhatIsNotHereAreRejected()
    {
        SwarmMachine machine;
        machine.fetch(m_content);
        Listener listener(m_content, machine, nothingOf(m_content));
        QVERIFY(listener.isConnected());
        QVERIFY(listener.peer().requestHashes(PieceIndex{5}));
        QTRY_COMPARE(listener.host.hashesRejected, std::vector{PieceIndex{5}});
    }

    // Claims

    void theSiteIsToldWhatIsFetchedBeyondIt()
    {
        SwarmMachine machine;
        machine.fetch(m_content);
        Listener listener(m_content, machine, nothingOf(m_content));
        QVERIFY(listener.isConnected());
        SwarmPicker &board = machine.side().board();
        board.setUseHttp(true);
        board.onRequested({PieceIndex{3}, 2});
        machine.side().fetch().onBoardChanged();
        const auto told = [&] {
            return std::ranges::any_of(listener.host.claims, [](const ClaimMessage &message) {
                return message.claims.size() == 1
                       && message.claims.front().runs == std::vector{PieceRun{PieceIndex{3}, 2}};
            });
        };
        QTRY_VERIFY(told());
        QVERIFY(listener.host.claims.back().claims.front().willing);
        const std::size_t before = listener.host.claims.size();
        QTRY_VERIFY(listener.host.claims.size() > before); // renewed before it lapses
    }

    void claimsOfTheSiteAreHeard()
    {
        SwarmMachine machine;
        machine.fetch(m_content);
        Listener listener(m_content, machine, nothingOf(m_content));
        QVERIFY(listener.isConnected());
        listener.peer().sendClaims({.claims = {claim(7, 1, {PieceIndex{2}, 3})}});
        const ClaimBook &book = machine.side().board().claims();
        QTRY_COMPARE(book.claimed().count(), 3U);
        listener.peer().close({.code = ErrorCode::Cancelled});
        QTRY_COMPARE(book.claimed().count(), 0U); // with the connection its word ends
    }

    void a4_claimsFromElsewhereAreNotHeard()
    {
        SwarmOptions options = SwarmMachine::defaults();
        options.mode = DownloadMode::Internet;
        options.classTable = {
            {.prefix = *IpAddress::fromText("127.0.0.0"), .prefixLength = 8, .peerClass = PeerClass::Internet}};
        SwarmMachine machine(std::move(options));
        machine.fetch(m_content);
        Listener listener(m_content, machine, nothingOf(m_content));
        QVERIFY(listener.isConnected());
        listener.peer().sendClaims({.claims = {claim(7, 1, {PieceIndex{2}, 3})}});
        QVERIFY(listener.peer().requestHashes(PieceIndex{0})); // its answer comes after the claims were read
        QTRY_COMPARE(listener.host.hashesRejected.size(), 1U);
        QCOMPARE(machine.side().board().claims().claimed().count(), 0U);
        QVERIFY(listener.host.claims.empty()); // nor is it told any
    }
};

QTEST_GUILESS_MAIN(SwarmExchangeTest)
#include "tst_swarm_exchange.moc"
