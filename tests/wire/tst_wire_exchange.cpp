// SPDX-License-Identifier: GPL-3.0-or-later
// Two good peers on loopback: what goes through a whole connection, both ends ours.
#include "tests/support/LeechHost.h"
#include "tests/support/SeedHost.h"
#include "tests/support/WireEnd.h"

#include "core/meta/BlockProof.h"

#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

namespace {

constexpr Bytes pieceLength = 256_KiB;
const Bytes contentLength = 3_MiB + 70_KiB + 3_B;

} // namespace

class TestWireExchange : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void transfers_data()
    {
        QTest::addColumn<bool>("hybrid");
        QTest::addColumn<bool>("leechDials");
        QTest::addColumn<bool>("fromFile");
        for (const bool hybrid : {false, true})
            for (const bool leechDials : {false, true})
                for (const bool fromFile : {false, true})
                    QTest::addRow("%s, the %s dials, from %s", hybrid ? "hybrid" : "v2", leechDials ? "leech" : "seed",
                                  fromFile ? "file" : "memory")
                        << hybrid << leechDials << fromFile;
    }
    void transfers()
    {
        QFETCH(bool, hybrid);
        QFETCH(bool, leechDials);
        QFETCH(bool, fromFile);
        const WireContent content(contentLength, pieceLength,
                                  hybrid ? WireContent::Kind::Hybrid : WireContent::Kind::V2);
        SeedHost seed(content, fromFile ? SeedHost::From::File : SeedHost::From::Memory);
        LeechHost leech(content.metainfo());
        WireEnd seedEnd(content, seed, allOf(content));
        WireEnd leechEnd(content, leech, nothingOf(content));
        if (leechDials)
            leechEnd.dial(seedEnd.listen());
        else
            seedEnd.dial(leechEnd.listen());
        QTRY_VERIFY(leech.isComplete());
        QVERIFY(leech.bytes() == content.bytes());
        QCOMPARE(leech.badPieces(), 0);

        const PeerConnection &in = *leechEnd.peer();
        const PeerConnection &out = *seedEnd.peer();
        QVERIFY(in.features() == (WireFeatures{.extensions = true, .fast = true, .v2 = true}));
        QVERIFY(out.features() == in.features());
        QCOMPARE(in.direction(), leechDials ? PeerDirection::Outgoing : PeerDirection::Incoming);
        QCOMPARE(in.counters().payloadReceived, content.geometry().contentLength());
        QCOMPARE(out.counters().payloadSent, content.geometry().contentLength());
        QCOMPARE(in.counters().wasted, 0_B);
        QVERIFY(out.counters().sent >= out.counters().payloadSent);
        QVERIFY(in.pieces().isComplete());
        QVERIFY(out.pieces().isEmpty());
        QVERIFY(in.extensions().uploadOnly);
        QVERIFY(in.extensions().clientName.startsWith(QStringLiteral("Freshet ")));
        QVERIFY(in.responseTime() && *in.responseTime() > 0us);
        QVERIFY(in.downloadRate(SystemClock().monotonic()) > BytesPerSecond{});
        QCOMPARE(in.outstanding(), std::size_t{0});
        QVERIFY(!in.isEncrypted());
    }

    void hybridIsReachableByV1AndV2()
    {
        const WireContent content(contentLength, pieceLength, WireContent::Kind::Hybrid);
        SeedHost seed(content);
        WireEnd seedEnd(content, seed, allOf(content));
        const PeerEndpoint at = seedEnd.listen();
        const PeerContent both = content.peerContent();
        PeerContent v2Only = both;
        v2Only.v1InfoHash.reset();
        for (const PeerContent &about : {both, v2Only}) {
            LeechHost leech(content.metainfo());
            WireEnd leechEnd(content, leech, nothingOf(content));
            leechEnd.dial(at, about);
            QTRY_VERIFY(leech.isComplete());
            QVERIFY(leechEnd.peer()->features().v2);
        }
    }

    void f18_overIpv6()
    {
        const WireContent content(contentLength, pieceLength);
        SeedHost seed(content);
        LeechHost leech(content.metainfo());
        WireEnd seedEnd(content, seed, allOf(content));
        WireEnd leechEnd(content, leech, nothingOf(content));
        const PeerEndpoint at = seedEnd.listen(QHostAddress(QHostAddress::LocalHostIPv6));
        QCOMPARE(at.address.protocol(), QAbstractSocket::IPv6Protocol);
        leechEnd.dial(at);
        QTRY_VERIFY(leech.isComplete());
        QCOMPARE(seedEnd.peer()->endpoint().address, QHostAddress(QHostAddress::LocalHostIPv6));
    }

    void f18_listensOnBothFamiliesApart()
    {
        const WireContent content(contentLength, pieceLength);
        SeedHost seed(content);
        WireEnd end(content, seed, allOf(content));
        PeerListener listener(end.lobby());
        const auto at = listener.listenOnAll(0);
        QVERIFY(at);
        QCOMPARE(at->size(), std::size_t{2});
        QCOMPARE(at->front().port, at->back().port);
        for (const auto host : {QHostAddress::LocalHost, QHostAddress::LocalHostIPv6}) {
            LeechHost leech(content.metainfo());
            WireEnd leechEnd(content, leech, nothingOf(content));
            leechEnd.dial({.address = QHostAddress(host), .port = at->front().port});
            QTRY_VERIFY(leech.isComplete());
            QCOMPARE(end.peer()->endpoint().address, QHostAddress(host));
        }
        const auto again = PeerListener(end.lobby()).listen({QHostAddress(QHostAddress::AnyIPv4), at->front().port});
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::InvalidArgument);
    }

    void piecesAreToldAsTheyCome()
    {
        const WireContent content(contentLength, pieceLength);
        RecordingHost one;
        RecordingHost two;
        PieceSet some = nothingOf(content);
        some.insert(PieceIndex{2});
        some.insert(PieceIndex{12});
        WireEnd first(content, one, some);
        WireEnd second(content, two, nothingOf(content));
        second.dial(first.listen());
        QTRY_COMPARE(two.piecesTold, 1);
        QCOMPARE(second.peer()->pieces().count(), 2U);
        QVERIFY(second.peer()->pieces().contains(PieceIndex{12}));
        QTRY_COMPARE(one.piecesTold, 1);
        first.peer()->sendHave(PieceIndex{5});
        QTRY_COMPARE(two.haves, std::vector{PieceIndex{5}});
        QVERIFY(second.peer()->pieces().contains(PieceIndex{5}));
    }

    void nothingIsAskedOfAChokingPeer()
    {
        const WireContent content(contentLength, pieceLength);
        RecordingHost seed;
        RecordingHost leech;
        WireEnd seedEnd(content, seed, allOf(content));
        WireEnd leechEnd(content, leech, nothingOf(content));
        leechEnd.dial(seedEnd.listen());
        QTRY_COMPARE(leech.piecesTold, 1);
        QVERIFY(!leechEnd.peer()->request(BlockIndex{0}));
        seedEnd.peer()->setChoking(false);
        QTRY_COMPARE(leech.unchokes, 1);
        QVERIFY(leechEnd.peer()->request(BlockIndex{0}));
        QVERIFY(!leechEnd.peer()->request(BlockIndex{0})); // twice the same
        QTRY_COMPARE(seed.requests, std::vector{BlockIndex{0}});
        QCOMPARE(seedEnd.peer()->theirRequests().size(), std::size_t{1});

        // A choke rejects what is open (BEP 6), and says so.
        seedEnd.peer()->setChoking(true);
        QTRY_COMPARE(leech.rejected, std::vector{BlockIndex{0}});
        QCOMPARE(leech.chokes, 1);
        QCOMPARE(leechEnd.peer()->outstanding(), std::size_t{0});
        QVERIFY(!seedEnd.peer()->sendBlock(BlockIndex{0}, content.block(BlockIndex{0}), content.keeper()));
        QVERIFY(leech.closed.empty() && seed.closed.empty());
    }

    void a6_cancelledRequestsAreNotServed()
    {
        const WireContent content(contentLength, pieceLength);
        RecordingHost seed;
        RecordingHost leech;
        WireEnd seedEnd(content, seed, allOf(content));
        WireEnd leechEnd(content, leech, nothingOf(content));
        leechEnd.dial(seedEnd.listen());
        QTRY_COMPARE(leech.piecesTold, 1);
        seedEnd.peer()->setChoking(false);
        QTRY_COMPARE(leech.unchokes, 1);
        for (std::uint32_t b = 0; b < 3; ++b)
            QVERIFY(leechEnd.peer()->request(BlockIndex{b}));
        QTRY_COMPARE(seed.requests.size(), std::size_t{3});
        leechEnd.peer()->cancel(BlockIndex{1});
        QCOMPARE(leechEnd.peer()->outstanding(), std::size_t{2});
        QTRY_COMPARE(seed.cancelled, std::vector{BlockIndex{1}});
        QVERIFY(!seedEnd.peer()->sendBlock(BlockIndex{1}, content.block(BlockIndex{1}), content.keeper()));
        QVERIFY(seedEnd.peer()->sendBlock(BlockIndex{0}, content.block(BlockIndex{0}), content.keeper()));
        QVERIFY(seedEnd.peer()->sendBlock(BlockIndex{2}, content.block(BlockIndex{2}), content.keeper()));

        // A cancel that comes too late: the block is counted and not told.
        QTRY_COMPARE(leech.blocks.size(), std::size_t{2});
        QVERIFY(leechEnd.peer()->request(BlockIndex{3}));
        QTRY_COMPARE(seed.requests.size(), std::size_t{4});
        QVERIFY(seedEnd.peer()->sendBlock(BlockIndex{3}, content.block(BlockIndex{3}), content.keeper()));
        leechEnd.peer()->cancel(BlockIndex{3});
        QTRY_COMPARE(leechEnd.peer()->counters().wasted, blockLength);
        QCOMPARE(leech.wasted, blockLength);
        QCOMPARE(leech.blocks.size(), std::size_t{2});
        QVERIFY(leech.rejected.empty());
        QVERIFY(leech.closed.empty() && seed.closed.empty());
    }

    void hashesOfEveryPieceCanBeAsked()
    {
        for (const Bytes length : {contentLength, 100_KiB, 17_KiB}) {
            const WireContent content(length, pieceLength);
            SeedHost seed(content);
            RecordingHost leech;
            WireEnd seedEnd(content, seed, allOf(content));
            WireEnd leechEnd(content, leech, nothingOf(content));
            leechEnd.dial(seedEnd.listen());
            QTRY_COMPARE(leech.piecesTold, 1);
            for (PieceIndex p{0}; p.value() < content.geometry().pieceCount(); ++p)
                QVERIFY(leechEnd.peer()->requestHashes(p));
            QVERIFY(!leechEnd.peer()->requestHashes(PieceIndex{0})); // under way
            QTRY_COMPARE(leech.hashes.size(), std::size_t{content.geometry().pieceCount()});
            for (const auto &[piece, hashes] : leech.hashes)
                QVERIFY(hashes == blockHashes(content.piece(piece)));
            QVERIFY(leechEnd.peer()->requestHashes(PieceIndex{0}));
        }
        const WireContent small(16_KiB, 16_KiB);
        RecordingHost one;
        RecordingHost two;
        WireEnd first(small, one, allOf(small));
        WireEnd second(small, two, nothingOf(small));
        second.dial(first.listen());
        QTRY_COMPARE(two.piecesTold, 1);
        QVERIFY(!second.peer()->requestHashes(PieceIndex{0})); // the root is all there is
    }

    void hashRequestsCanBeRejected()
    {
        const WireContent content(contentLength, pieceLength);
        RecordingHost seed;
        RecordingHost leech;
        WireEnd seedEnd(content, seed, allOf(content));
        WireEnd leechEnd(content, leech, nothingOf(content));
        leechEnd.dial(seedEnd.listen());
        QTRY_COMPARE(leech.piecesTold, 1);
        QVERIFY(leechEnd.peer()->requestHashes(PieceIndex{4}));
        QTRY_COMPARE(seed.hashRequests.size(), std::size_t{1});
        seedEnd.peer()->rejectHashes(seed.hashRequests.front());
        QTRY_COMPARE(leech.hashesRejected, std::vector{PieceIndex{4}});
    }

    void claimsGoThrough()
    {
        const WireContent content(contentLength, pieceLength);
        RecordingHost one;
        RecordingHost two;
        WireEnd first(content, one, nothingOf(content));
        WireEnd second(content, two, nothingOf(content));
        second.dial(first.listen());
        QTRY_VERIFY(second.peer() && second.peer()->speaksClaims());
        const ClaimMessage claims{.claims = {{.origin = SiteRank{7},
                                              .sequence = 3,
                                              .willing = true,
                                              .lapse = 1500ms,
                                              .runs = {{PieceIndex{2}, 4}},
                                              .fetched = {{PieceIndex{1}, 1}},
                                              .rate = BytesPerSecond{1000}}}};
        second.peer()->sendClaims(claims);
        QTRY_COMPARE(one.claims.size(), std::size_t{1});
        QVERIFY(one.claims.front() == claims);
    }

    void pausedReadingTellsNothing()
    {
        const WireContent content(contentLength, pieceLength);
        SeedHost seed(content);
        LeechHost leech(content.metainfo());
        WireEnd seedEnd(content, seed, allOf(content));
        WireEnd leechEnd(content, leech, nothingOf(content));
        int blocks = 0;
        leech.batchHook = [&](PeerConnection &peer) {
            if (peer.counters().blocksReceived >= 5 && blocks == 0) {
                blocks = static_cast<int>(peer.counters().blocksReceived);
                peer.pauseReading();
            }
        };
        leechEnd.dial(seedEnd.listen());
        QTRY_VERIFY(blocks != 0);
        // What was asked has arrived in the kernel by now, and stays there.
        QTRY_VERIFY(seedEnd.peer()->theirRequests().empty() && seedEnd.peer()->sendQueueBytes() == 0);
        QCOMPARE(static_cast<int>(leechEnd.peer()->counters().blocksReceived), blocks);
        leechEnd.peer()->resumeReading();
        QTRY_VERIFY(leech.isComplete());
    }

    void pausedInTheMiddleOfABatch()
    {
        const WireContent content(contentLength, pieceLength);
        SeedHost seed(content);
        RecordingHost leech;
        WireEnd seedEnd(content, seed, allOf(content));
        WireEnd leechEnd(content, leech, nothingOf(content));
        leech.blockHook = [](PeerConnection &peer) {
            peer.pauseReading();
            QMetaObject::invokeMethod(&peer, [&peer] { peer.resumeReading(); }, Qt::QueuedConnection);
        };
        leechEnd.dial(seedEnd.listen());
        QTRY_COMPARE(leech.piecesTold, 1);
        leechEnd.peer()->setInterested(true);
        QTRY_COMPARE(leech.unchokes, 1);
        for (std::uint32_t b = 0; b < 40; ++b)
            QVERIFY(leechEnd.peer()->request(BlockIndex{b}));
        QTRY_COMPARE(leech.blocks.size(), std::size_t{40});
        for (const auto &[block, bytes] : leech.blocks)
            QVERIFY(
                std::ranges::equal(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))),
                                   content.block(block)));
    }

    void mayBeDestroyedInItsCalls()
    {
        const WireContent content(contentLength, pieceLength);
        SeedHost seed(content);
        WireEnd seedEnd(content, seed, allOf(content));
        const PeerEndpoint at = seedEnd.listen();
        for (int where = 0; where < 3; ++where) {
            LeechHost leech(content.metainfo());
            WireEnd leechEnd(content, leech, nothingOf(content));
            bool gone = false;
            const auto destroy = [&](PeerConnection &peer) {
                if (peer.counters().blocksReceived > 0 || where == 2) {
                    leechEnd.forget(&peer);
                    gone = true;
                }
            };
            RecordingHost &hooks = leech;
            if (where == 0)
                hooks.batchHook = destroy;
            else if (where == 1)
                seed.requestHook = [&](PeerConnection &peer) {
                    seedEnd.forget(&peer);
                    gone = true;
                };
            else
                hooks.closedHook = destroy;
            leechEnd.dial(at);
            if (where == 2) {
                QTRY_VERIFY(leechEnd.peer());
                leechEnd.peer()->close({.code = ErrorCode::Cancelled});
                QVERIFY(leech.closed.empty()); // told from the event loop
            }
            QTRY_VERIFY(gone);
            seed.requestHook = nullptr;
        }
    }

    void f6_aFileThatCannotBeReadEndsTheConnection()
    {
        const WireContent content(contentLength, pieceLength);
        RecordingHost seed;
        RecordingHost leech;
        WireEnd seedEnd(content, seed, allOf(content));
        WireEnd leechEnd(content, leech, nothingOf(content));
        leechEnd.dial(seedEnd.listen());
        QTRY_COMPARE(leech.piecesTold, 1);
        seedEnd.peer()->setChoking(false);
        QTRY_COMPARE(leech.unchokes, 1);
        QVERIFY(leechEnd.peer()->request(BlockIndex{0}));
        QTRY_COMPARE(seed.requests.size(), std::size_t{1});
        const WireContent shorter(1_KiB, 16_KiB);
        QVERIFY(seedEnd.peer()->sendBlock(BlockIndex{0}, shorter.file(), 0_B));
        QTRY_COMPARE(seed.verdict(), QStringLiteral("DISK_IO"));
        QTRY_COMPARE(leech.verdict(), QStringLiteral("CONNECTION_LOST"));
        QVERIFY(leech.blocks.empty());
    }

    void f17_aPeerThatVanishesIsTold()
    {
        const WireContent content(contentLength, pieceLength);
        RecordingHost seed;
        RecordingHost leech;
        auto seedEnd = std::make_unique<WireEnd>(content, seed, allOf(content));
        WireEnd leechEnd(content, leech, nothingOf(content));
        leechEnd.dial(seedEnd->listen());
        QTRY_COMPARE(leech.piecesTold, 1);
        seedEnd->peer()->setChoking(false);
        QTRY_COMPARE(leech.unchokes, 1);
        QVERIFY(leechEnd.peer()->request(BlockIndex{9}));
        seedEnd.reset();
        std::size_t open = 0;
        leech.closedHook = [&](PeerConnection &peer) { open = peer.outstandingBlocks().size(); };
        QTRY_COMPARE(leech.verdict(), QStringLiteral("CONNECTION_LOST"));
        QCOMPARE(open, std::size_t{1});
        QVERIFY(seed.closed.empty()); // destruction tells nothing
        QVERIFY(!leechEnd.peer()->request(BlockIndex{10}));
        QCOMPARE(leechEnd.lobby().livePeers(), std::size_t{0});
    }

    void dialsThatFail()
    {
        const WireContent content(contentLength, pieceLength);
        RecordingHost host;
        PeerEndpoint nobody;
        {
            WireEnd other(content, host, nothingOf(content));
            nobody = other.listen();
        }
        WireEnd end(content, host, nothingOf(content));
        end.dial(nobody);
        QTRY_COMPARE(end.failures.size(), std::size_t{1});
        QCOMPARE(end.failures[0].code, ErrorCode::ConnectFailed);
        end.dial({.address = QHostAddress(QHostAddress::LocalHost), .port = 0});
        QCOMPARE(end.failures[1].code, ErrorCode::InvalidArgument);

        // Somebody who has the content under another name.
        const WireContent other(contentLength, pieceLength, WireContent::Kind::V2, 2);
        RecordingHost otherHost;
        WireEnd otherEnd(other, otherHost, allOf(other));
        end.dial(otherEnd.listen());
        QTRY_COMPARE(end.failures.size(), std::size_t{3});
        QCOMPARE(end.failures[2].code, ErrorCode::ConnectionLost);
        QCOMPARE(otherEnd.readies, 0);
        QCOMPARE(end.dialer().attempts(), std::size_t{0});
    }

    void abandonedDialsTellNothing()
    {
        const WireContent content(contentLength, pieceLength);
        RecordingHost host;
        WireEnd other(content, host, allOf(content));
        WireEnd end(content, host, nothingOf(content));
        const auto dial = end.dialer().dial(other.listen(), content.peerContent());
        QVERIFY(dial);
        end.dialer().abandon(*dial);
        end.dial(other.listen());
        QTRY_COMPARE(end.readies, 1);
        QVERIFY(end.failures.empty());
        QCOMPARE(end.lobby().waiting(), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(TestWireExchange)
#include "tst_wire_exchange.moc"
