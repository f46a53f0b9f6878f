// SPDX-License-Identifier: GPL-3.0-or-later
// Peers that lie, flood, stall or impersonate, against a whole connection on loopback.
#include "tests/support/LeechHost.h"
#include "tests/support/RawPeer.h"
#include "tests/support/SeedHost.h"
#include "tests/support/WireEnd.h"

#include "core/meta/BlockProof.h"
#include "core/wire/ClaimMessage.h"
#include "core/wire/FastSet.h"

#include <QTest>

#include <array>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

namespace {

const QString protocolError = QStringLiteral("PEER_PROTOCOL");
const QString timeoutError = QStringLiteral("TIMEOUT");

void plain(RawPeer &peer, WireMessageId id)
{
    peer.say([id](WireEncoder &to) { to.plain(id); });
}

void piece(RawPeer &peer, WireMessageId id, std::uint32_t index)
{
    peer.say([=](WireEncoder &to) { to.piece(id, index); });
}

/// A message of claims that holds nothing sensible but its version.
std::array<std::byte, 2> claimsOfVersion(std::uint8_t version)
{
    return {std::byte{version}, std::byte{'x'}};
}

} // namespace

class TestWireHostile : public QObject {
    Q_OBJECT

    const WireContent m_content{2_MiB + 1_B, 256_KiB};

private Q_SLOTS:
    void messagesThatBreakARule_data()
    {
        using Do = std::function<void(RawPeer &)>;
        QTest::addColumn<Do>("misbehave");
        QTest::addColumn<bool>("plainPeer"); // offers no extension of the protocol
        const auto row = [](const char *name, Do misbehave, bool plainPeer = false) {
            QTest::newRow(name) << std::move(misbehave) << plainPeer;
        };
        row("a4 have beyond the content", [](RawPeer &p) { piece(p, WireMessageId::Have, 9); });
        row("a4 have 2^32-1", [](RawPeer &p) { piece(p, WireMessageId::Have, 0xffff'ffff); });
        row("a4 have all twice", [](RawPeer &p) {
            plain(p, WireMessageId::HaveAll);
            plain(p, WireMessageId::HaveAll);
        });
        row("a4 have none after have all", [](RawPeer &p) {
            plain(p, WireMessageId::HaveAll);
            plain(p, WireMessageId::HaveNone);
        });
        row("a4 have all without the fast extension", [](RawPeer &p) { plain(p, WireMessageId::HaveAll); }, true);
        row("a4 the same have for ever", [](RawPeer &p) {
            for (int i = 0; i < 1100; ++i)
                piece(p, WireMessageId::Have, 1);
        });
        row("a5 late bitfield with spare bits", [](RawPeer &p) {
            plain(p, WireMessageId::Interested);
            p.say([](WireEncoder &to) { to.bitfield(std::array{std::byte{0xff}, std::byte{0xc0}}); });
        });
        row("a5 late bitfield that is short", [](RawPeer &p) {
            plain(p, WireMessageId::Interested);
            p.say([](WireEncoder &to) { to.bitfield(std::array{std::byte{0xff}}); });
        });
        row("a5 the same bitfield for ever", [](RawPeer &p) {
            for (int i = 0; i < 1100; ++i)
                p.say([](WireEncoder &to) { to.bitfield(std::array{std::byte{0xff}, std::byte{0x80}}); });
        });
        row("a5 short bitfield",
            [](RawPeer &p) { p.say([](WireEncoder &to) { to.bitfield(std::array{std::byte{0xff}}); }); });
        row("a5 long bitfield", [](RawPeer &p) {
            p.say([](WireEncoder &to) { to.bitfield(std::array{std::byte{0xff}, std::byte{0x80}, std::byte{0}}); });
        });
        row("a5 bitfield with spare bits", [](RawPeer &p) {
            p.say([](WireEncoder &to) { to.bitfield(std::array{std::byte{0xff}, std::byte{0xc0}}); });
        });
        row("a5 bitfield that claims 2 GiB", [](RawPeer &p) { p.send(QByteArray("\x80\0\0\0\5", 5)); });
        row("a1 a block nobody asked for", [](RawPeer &p) { p.sayBlock(BlockIndex{0}); });
        row("a1 a block beyond the content", [](RawPeer &p) {
            p.say([](WireEncoder &to) { to.blockHead(9, 0, 1); });
            p.send(QByteArray(1, 'x'));
        });
        row("a2 hashes nobody asked for", [this](RawPeer &p) {
            const auto span = blockHashesOf(m_content.geometry(), m_content.metainfo().piecesRoot, PieceIndex{0});
            const std::vector<Sha256Digest> hashes(answerSize(span));
            p.say([&](WireEncoder &to) { to.hashes(WireMessageId::Hashes, span, hashes); });
        });
        row("a6 request beyond the content",
            [](RawPeer &p) { p.say([](WireEncoder &to) { to.range(WireMessageId::Request, 9, 0, 16384); }); });
        row("a6 request beyond its piece",
            [](RawPeer &p) { p.say([](WireEncoder &to) { to.range(WireMessageId::Request, 0, 262144, 16384); }); });
        row("a6 request whose end wraps", [](RawPeer &p) {
            p.say([](WireEncoder &to) { to.range(WireMessageId::Request, 0, 0xffff'c000, 0x8000); });
        });
        row("a6 request of nothing",
            [](RawPeer &p) { p.say([](WireEncoder &to) { to.range(WireMessageId::Request, 0, 0, 0); }); });
        row("a6 cancel beyond the content",
            [](RawPeer &p) { p.say([](WireEncoder &to) { to.range(WireMessageId::Cancel, 9, 0, 16384); }); });
        row("a9 choke and unchoke for ever", [](RawPeer &p) {
            for (int i = 0; i < 50; ++i) {
                plain(p, WireMessageId::Unchoke);
                plain(p, WireMessageId::Choke);
            }
        });
        row("a9 interest comes and goes for ever", [](RawPeer &p) {
            for (int i = 0; i < 50; ++i) {
                plain(p, WireMessageId::Interested);
                plain(p, WireMessageId::NotInterested);
            }
        });
        row("a9 allowed fast beyond the content", [](RawPeer &p) { piece(p, WireMessageId::AllowedFast, 9); });
        row("a9 suggests beyond the content", [](RawPeer &p) { piece(p, WireMessageId::Suggest, 9); });
        row("a9 rejects what was not asked", [](RawPeer &p) {
            for (int i = 0; i < 60; ++i)
                p.say([](WireEncoder &to) { to.range(WireMessageId::Reject, 0, 0, 16384); });
        });
        row(
            "a9 reject without the fast extension",
            [](RawPeer &p) { p.say([](WireEncoder &to) { to.range(WireMessageId::Reject, 0, 0, 16384); }); }, true);
        row("a10 extension handshake of depth", [](RawPeer &p) {
            const std::string deep = "d1:a" + std::string(1000, 'l') + std::string(1000, 'e') + "e";
            p.say([&](WireEncoder &to) { to.extended(0, std::as_bytes(std::span(deep))); });
        });
        row(
            "a10 extension message without the extension",
            [](RawPeer &p) { p.say([](WireEncoder &to) { to.extended(0, std::as_bytes(std::span("de", 2))); }); },
            true);
        row("a10 claims that are none",
            [](RawPeer &p) { p.say([](WireEncoder &to) { to.extended(1, claimsOfVersion(ClaimMessage::version)); }); });
        row("a2 hashes without hashes", [this](RawPeer &p) {
            const auto span = blockHashesOf(m_content.geometry(), m_content.metainfo().piecesRoot, PieceIndex{0});
            p.say([&](WireEncoder &to) { to.hashes(WireMessageId::Hashes, span); });
        });
        row("p13 a message that claims 4 GiB", [](RawPeer &p) { p.send(QByteArray("\xff\xff\xff\xff", 4)); });
    }
    void messagesThatBreakARule()
    {
        QFETCH(std::function<void(RawPeer &)>, misbehave);
        QFETCH(bool, plainPeer);
        RecordingHost host;
        WireEnd end(m_content, host, allOf(m_content));
        RawPeer peer(m_content, end.listen());
        Handshake hello = peer.handshake();
        if (plainPeer)
            hello.features = {};
        QVERIFY(peer.greets(hello));
        misbehave(peer);
        QTRY_COMPARE(host.verdict(), protocolError);
        QVERIFY(peer.waitClosed());
        QVERIFY(host.blocks.empty() && host.hashes.empty() && host.requests.empty() && host.claims.empty());
        QVERIFY(!host.closed.front().detail.isEmpty());
    }

    void a5_aLateBitfieldIsManyHaves()
    {
        RecordingHost host;
        WireEnd end(m_content, host, allOf(m_content));
        RawPeer peer(m_content, end.listen());
        QVERIFY(peer.greets());
        piece(peer, WireMessageId::Have, 1);
        peer.say([](WireEncoder &to) { to.bitfield(std::array{std::byte{0x60}, std::byte{0x80}}); }); // 1, 2 and 8
        QTRY_COMPARE(host.haves, (std::vector{PieceIndex{1}, PieceIndex{2}, PieceIndex{8}}));
        QCOMPARE(end.peer()->pieces().count(), 3U);
        peer.say([](WireEncoder &to) { to.bitfield(std::array{std::byte{0}, std::byte{0}}); }); // takes nothing back
        piece(peer, WireMessageId::Have, 0);
        QTRY_COMPARE(host.haves.size(), 4U);
        QCOMPARE(end.peer()->pieces().count(), 4U);
        QCOMPARE(host.verdict(), QString());
    }

    void a1_blocksOfTheWrongSizeOrTwice()
    {
        for (const int how : {0, 1, 2}) {
            RecordingHost host;
            WireEnd end(m_content, host, nothingOf(m_content));
            RawPeer peer(m_content, end.listen());
            QVERIFY(peer.greets());
            plain(peer, WireMessageId::HaveAll);
            plain(peer, WireMessageId::Unchoke);
            QTRY_COMPARE(host.unchokes, 1);
            QVERIFY(end.peer()->request(BlockIndex{3}));
            QVERIFY(peer.waitFor(WireMessageId::Request));
            if (how == 0) { // short
                peer.say([](WireEncoder &to) { to.blockHead(0, 3 * 16384, 100); });
                peer.send(QByteArray(100, 'x'));
            } else if (how == 1) { // at an offset that is no block
                peer.say([](WireEncoder &to) { to.blockHead(0, 3 * 16384 + 1, 16384); });
                peer.send(QByteArray(16384, 'x'));
            } else { // the second time it is unasked
                peer.sayBlock(BlockIndex{3});
                peer.sayBlock(BlockIndex{3});
            }
            QTRY_COMPARE(host.verdict(), protocolError);
            QCOMPARE(host.blocks.size(), std::size_t{how == 2 ? 1U : 0U});
        }
    }

    void a1_aCorruptBlockIsTheHostsToFind()
    {
        // The codec passes bytes on as they are; who sent them is known, so that one bad block convicts its sender.
        RecordingHost host;
        WireEnd end(m_content, host, nothingOf(m_content));
        RawPeer peer(m_content, end.listen());
        QVERIFY(peer.greets());
        plain(peer, WireMessageId::HaveAll);
        plain(peer, WireMessageId::Unchoke);
        QTRY_COMPARE(host.unchokes, 1);
        PeerConnection *told = nullptr;
        host.blockHook = [&](PeerConnection &from) { told = &from; };
        QVERIFY(end.peer()->request(BlockIndex{3}));
        peer.say([](WireEncoder &to) { to.blockHead(0, 3 * 16384, 16384); });
        peer.send(QByteArray(16384, 'x'));
        QTRY_COMPARE(told, end.peer());
        QCOMPARE(host.blocks.front().second, QByteArray(16384, 'x'));
    }

    void a2_hashesThatProveNothing()
    {
        for (const bool right : {true, false}) {
            RecordingHost host;
            WireEnd end(m_content, host, nothingOf(m_content));
            RawPeer peer(m_content, end.listen());
            QVERIFY(peer.greets());
            plain(peer, WireMessageId::HaveAll);
            QTRY_COMPARE(host.piecesTold, 1);
            QVERIFY(end.peer()->requestHashes(PieceIndex{2}));
            QVERIFY(peer.waitFor(WireMessageId::HashRequest));
            const HashSpan span = blockHashesOf(m_content.geometry(), m_content.metainfo().piecesRoot, PieceIndex{2});
            const auto leaves = blockHashes(m_content.piece(PieceIndex{2}));
            auto hashes = hashesFromBlocks(m_content.geometry(), span, leaves, m_content.metainfo().pieceLayer);
            if (!right)
                hashes[5] = Sha256Digest{};
            peer.say([&](WireEncoder &to) { to.hashes(WireMessageId::Hashes, span, hashes); });
            if (right) {
                QTRY_COMPARE(host.hashes.size(), std::size_t{1});
                QVERIFY(host.hashes.front().second == leaves);
                // The same again was not asked for.
                peer.say([&](WireEncoder &to) { to.hashes(WireMessageId::Hashes, span, hashes); });
            }
            QTRY_COMPARE(host.verdict(), protocolError);
            QCOMPARE(host.hashes.size(), std::size_t{right ? 1U : 0U});
        }
    }

    void a2_strangeHashRequestsAreRejected()
    {
        RecordingHost host;
        WireEnd end(m_content, host, allOf(m_content));
        RawPeer peer(m_content, end.listen());
        QVERIFY(peer.greets());
        const HashSpan good = blockHashesOf(m_content.geometry(), m_content.metainfo().piecesRoot, PieceIndex{1});
        std::vector<HashSpan> strange(7, good);
        strange[0].root = PiecesRoot{};
        strange[1].length = 3;
        strange[2].length = 0;
        strange[3].index = 0xffff'fff0;
        strange[4].baseLayer = 200;
        strange[5].proofLayers = 0xffff'ffff;
        strange[6].length = 1U << 31;
        for (const HashSpan &span : strange)
            peer.say([&](WireEncoder &to) { to.hashes(WireMessageId::HashRequest, span); });
        QVERIFY(peer.waitFor(WireMessageId::HashReject, 7));
        QVERIFY(host.hashRequests.empty());
        for (int i = 0; i < 3; ++i)
            peer.say([&](WireEncoder &to) { to.hashes(WireMessageId::HashRequest, good); });
        QTRY_COMPARE(host.hashRequests.size(), std::size_t{1}); // asked thrice, told once
        QVERIFY(host.closed.empty());
    }

    void a3_ourselves()
    {
        RecordingHost host;
        WireEnd end(m_content, host, allOf(m_content));
        const PeerEndpoint at = end.listen();
        end.dial(at);
        QTRY_COMPARE(end.failures.size(), std::size_t{1});
        QTRY_COMPARE(end.lobby().waiting(), std::size_t{0});
        QCOMPARE(end.readies, 0);
        // Somebody with our id is taken for ourselves, which harms nobody else.
        RawPeer copy(m_content, at);
        Handshake hello = copy.handshake();
        hello.peerId = end.lobby().ourId();
        QVERIFY(!copy.greets(hello));
    }

    void a3_theSamePeerTwice()
    {
        RecordingHost host;
        WireEnd end(m_content, host, allOf(m_content));
        const PeerEndpoint at = end.listen();
        RawPeer first(m_content, at);
        QVERIFY(first.greets());
        RawPeer second(m_content, at);
        QVERIFY(!second.greets(first.handshake()));
        QVERIFY(second.waitClosed());
        QVERIFY(first.isOpen());
        QCOMPARE(end.readies, 1);
        // A copied id at another address is another peer.
        RawPeer thief(m_content, at, QHostAddress(QStringLiteral("127.0.0.9")));
        QVERIFY(thief.greets(first.handshake()));
        QCOMPARE(end.readies, 2);
        // And when the older is gone, the younger may come.
        first.socket().abort();
        QTRY_COMPARE(host.closed.size(), std::size_t{1});
        RawPeer again(m_content, at);
        QVERIFY(again.greets(first.handshake()));
    }

    void a3_bothDialAtOnce()
    {
        RecordingHost one;
        RecordingHost two;
        WireEnd first(m_content, one, allOf(m_content));
        WireEnd second(m_content, two, nothingOf(m_content));
        const PeerEndpoint firstAt = first.listen();
        const PeerEndpoint secondAt = second.listen();
        first.dial(secondAt);
        second.dial(firstAt);
        QTRY_COMPARE(first.dialer().attempts() + second.dialer().attempts(), std::size_t{0});
        QTRY_COMPARE(first.lobby().waiting() + second.lobby().waiting(), std::size_t{0});
        QTRY_COMPARE(first.lobby().livePeers(), std::size_t{1});
        QTRY_COMPARE(second.lobby().livePeers(), std::size_t{1});
        const auto open = [](const WireEnd &end) {
            PeerConnection *found = nullptr;
            for (PeerConnection *peer : end.peers())
                if (!peer->isClosed())
                    found = peer;
            return found;
        };
        QTRY_VERIFY(open(first) && open(second) && two.piecesTold >= 1);
        // Both kept the same one.
        QVERIFY(open(first)->direction() != open(second)->direction());
        QCOMPARE(open(first)->direction(),
                 first.lobby().ourId() < second.lobby().ourId() ? PeerDirection::Outgoing : PeerDirection::Incoming);
    }

    void a6_requestsOfAChokedPeerAreRejected()
    {
        RecordingHost host;
        WireEnd end(m_content, host, allOf(m_content));
        RawPeer peer(m_content, end.listen());
        QVERIFY(peer.greets());
        for (std::uint32_t b = 0; b < 100; ++b)
            peer.sayRequest(BlockIndex{b});
        QVERIFY(peer.waitFor(WireMessageId::Reject, 100));
        QVERIFY(host.requests.empty());
        QVERIFY(host.closed.empty());
        for (std::uint32_t i = 0; i < 300; ++i)
            peer.sayRequest(BlockIndex{i % 100});
        QTRY_COMPARE(host.verdict(), protocolError);
        QVERIFY(host.requests.empty());
    }

    void a6_requestFlood()
    {
        const WireContent big(10_MiB, 256_KiB);
        RecordingHost host;
        WireEnd end(big, host, allOf(big));
        RawPeer peer(big, end.listen());
        QVERIFY(peer.greets());
        QTRY_VERIFY(end.peer());
        end.peer()->setChoking(false);
        QVERIFY(peer.waitFor(WireMessageId::Unchoke));
        for (std::uint32_t b = 0; b < 400; ++b)
            peer.sayRequest(BlockIndex{b});
        QVERIFY(peer.waitFor(WireMessageId::Reject, 150));
        QCOMPARE(host.requests.size(), std::size_t{250});
        QCOMPARE(end.peer()->theirRequests().size(), std::size_t{250});
        QVERIFY(host.closed.empty());
        for (std::uint32_t b = 400; b < 600; ++b)
            peer.sayRequest(BlockIndex{b});
        QTRY_COMPARE(host.verdict(), protocolError);
        QCOMPARE(host.requests.size(), std::size_t{250});
    }

    void a6_strangeRequestsAreRejectedNotServed()
    {
        RecordingHost host;
        WireEnd end(m_content, host, allOf(m_content));
        RawPeer peer(m_content, end.listen());
        QVERIFY(peer.greets());
        QTRY_VERIFY(end.peer());
        end.peer()->setChoking(false);
        QVERIFY(peer.waitFor(WireMessageId::Unchoke));
        peer.say([](WireEncoder &to) { to.range(WireMessageId::Request, 0, 1, 16384); }); // not aligned
        peer.say([](WireEncoder &to) { to.range(WireMessageId::Request, 0, 0, 100); });   // part of a block
        peer.say([](WireEncoder &to) { to.range(WireMessageId::Request, 0, 0, 32768); }); // two blocks
        QVERIFY(peer.waitFor(WireMessageId::Reject, 3));
        QVERIFY(host.requests.empty());
        QCOMPARE(end.peer()->counters().rejectsSent, std::uint64_t{3});
        peer.sayRequest(BlockIndex{0});
        peer.sayRequest(BlockIndex{0});
        peer.sayRequest(BlockIndex{1});
        QTRY_COMPARE(host.requests, (std::vector{BlockIndex{0}, BlockIndex{1}}));
    }

    void aPaddedLastBlockIsAnsweredPadded()
    {
        SeedHost host(m_content);
        WireEnd end(m_content, host, allOf(m_content));
        RawPeer peer(m_content, end.listen());
        QVERIFY(peer.greets());
        plain(peer, WireMessageId::Interested);
        QVERIFY(peer.waitFor(WireMessageId::Unchoke));
        peer.say([](WireEncoder &to) { to.range(WireMessageId::Request, 8, 0, 16384); }); // it has one byte
        QVERIFY(peer.waitFor(WireMessageId::Piece));
        const QByteArray payload = peer.messages().back().payload;
        QCOMPARE(payload, m_content.bytes().last(1) + QByteArray(16383, '\0'));
        peer.sayRequest(BlockIndex{128});
        QVERIFY(peer.waitFor(WireMessageId::Piece, 2));
        QCOMPARE(peer.messages().back().payload, m_content.bytes().last(1));
        QVERIFY(host.closed.empty());
    }

    void a8_slowHandshakes()
    {
        RecordingHost host;
        WireEnd end(m_content, host, allOf(m_content), {.handshakeTime = 150ms});
        const PeerEndpoint at = end.listen();
        RawPeer silent(m_content, at);
        QVERIFY(silent.connects());
        RawPeer slow(m_content, at);
        QVERIFY(slow.connects());
        const auto hello = slow.handshake().encode();
        slow.send(std::span(hello).first(60));
        RawPeer other(m_content, at);
        QVERIFY(other.connects());
        other.send(QByteArray("GET / HTTP/1.1\r\n"));
        QVERIFY(other.waitClosed()); // by its first byte
        QTRY_COMPARE(end.lobby().waiting(), std::size_t{2});
        QVERIFY(silent.waitClosed());
        QVERIFY(slow.waitClosed());
        QCOMPARE(end.readies, 0);
        QCOMPARE(end.lobby().waiting(), std::size_t{0});
    }

    void a8_slotsForStrangers()
    {
        RecordingHost host;
        WireEnd end(m_content, host, allOf(m_content), {.slots = {.perAddress = 2, .perPrefix = 3, .total = 100}});
        const PeerEndpoint at = end.listen();
        std::vector<std::unique_ptr<RawPeer>> silent;
        const auto knock = [&](const char *from) {
            silent.push_back(std::make_unique<RawPeer>(m_content, at, QHostAddress(QString::fromLatin1(from))));
            return silent.back()->connects();
        };
        QVERIFY(knock("127.0.0.5") && knock("127.0.0.5"));
        QTRY_COMPARE(end.lobby().waiting(), std::size_t{2});
        QVERIFY(knock("127.0.0.5"));
        QVERIFY(silent.back()->waitClosed());
        QVERIFY(knock("127.0.0.6"));
        QTRY_COMPARE(end.lobby().waiting(), std::size_t{3});
        QVERIFY(knock("127.0.0.7"));
        QVERIFY(silent.back()->waitClosed());
        RawPeer neighbour(m_content, at, QHostAddress(QStringLiteral("127.0.1.1")));
        QVERIFY(neighbour.greets());
        silent.front()->socket().abort();
        QTRY_COMPARE(end.lobby().waiting(), std::size_t{2});
        RawPeer late(m_content, at, QHostAddress(QStringLiteral("127.0.0.8")));
        QVERIFY(late.greets());
    }

    void a20_unwelcomeAddressesDoNotGetAByte()
    {
        RecordingHost host;
        WireEnd end(m_content, host, allOf(m_content));
        end.knocksAreWelcome = false;
        RawPeer peer(m_content, end.listen());
        QVERIFY(!peer.greets());
        QCOMPARE(end.knocks, 1);
        QCOMPARE(end.lobby().waiting(), std::size_t{0});
        QVERIFY(peer.received().isEmpty());
    }

    void a8_halfAMessage()
    {
        RecordingHost host;
        WireEnd end(m_content, host, allOf(m_content), {}, {.messageTime = 150ms});
        RawPeer peer(m_content, end.listen());
        QVERIFY(peer.greets());
        peer.send(QByteArray("\0\0\0\5\4\0", 6));
        QTRY_COMPARE(host.verdict(), timeoutError);
        QVERIFY(host.closed.front().detail.contains(QStringLiteral("finish")));
    }

    void a8_silence()
    {
        RecordingHost host;
        WireEnd end(m_content, host, allOf(m_content), {}, {.idleTime = 200ms, .keepAliveTime = 60ms});
        RawPeer peer(m_content, end.listen());
        QVERIFY(peer.greets());
        QTRY_COMPARE(host.verdict(), timeoutError);
        int keepAlives = 0;
        for (const auto &message : peer.messages())
            keepAlives += message.head.keepAlive ? 1 : 0;
        QVERIFY(keepAlives >= 1);
    }

    void a8_keepAlivesKeepAlive()
    {
        RecordingHost one;
        RecordingHost two;
        const PeerOptions options{.idleTime = 300ms, .keepAliveTime = 50ms};
        WireEnd first(m_content, one, allOf(m_content), {}, options);
        WireEnd second(m_content, two, nothingOf(m_content), {}, options);
        second.dial(first.listen());
        QTRY_COMPARE(two.piecesTold, 1);
        const Bytes before = second.peer()->counters().received;
        QTRY_VERIFY(second.peer()->counters().received >= before + 40_B); // ten keep-alives: longer than the idle time
        QVERIFY(one.closed.empty() && two.closed.empty());
    }

    void a8_whoNeverReadsIsClosed()
    {
        const WireContent big(64_MiB, 1_MiB);
        SeedHost host(big);
        WireEnd end(big, host, allOf(big), {}, {.sendStallTime = 200ms, .maximumTheirRequests = 4000});
        RawPeer peer(big, end.listen());
        QVERIFY(peer.greets());
        peer.socket().setReadBufferSize(1024);
        plain(peer, WireMessageId::Interested);
        QTRY_VERIFY(end.peer() && !end.peer()->amChoking());
        for (std::uint32_t b = 0; b < 4000; ++b)
            peer.sayRequest(BlockIndex{b});
        std::size_t most = 0;
        QTRY_VERIFY_WITH_TIMEOUT((most = std::max(most, end.peer()->sendQueueBytes()), !host.closed.empty()), 20000);
        QCOMPARE(host.verdict(), timeoutError);
        QVERIFY(most <= PeerOptions{}.sendBufferCap + 20000);
    }

    void p13_answersThatNobodyReadsAreBounded()
    {
        RecordingHost host;
        WireEnd end(m_content, host, allOf(m_content), {},
                    {.maximumRefusals = 100'000'000, .sendBufferCap = 64 * 1024});
        RawPeer peer(m_content, end.listen());
        QVERIFY(peer.greets());
        peer.socket().setReadBufferSize(1024);
        const HashSpan nonsense{};
        std::vector<std::byte> many;
        WireEncoder to(many);
        for (int i = 0; i < 10'000; ++i)
            to.hashes(WireMessageId::HashRequest, nonsense);
        for (int i = 0; i < 40 && host.closed.empty(); ++i) {
            peer.send(many);
            QTRY_VERIFY(peer.socket().bytesToWrite() == 0 || !host.closed.empty());
        }
        QTRY_COMPARE(host.verdict(), QStringLiteral("NO_PROGRESS"));
    }

    void a9_allowedFastIsComputedNotBelieved()
    {
        const WireContent many(4_MiB, 16_KiB);
        RecordingHost host;
        WireEnd end(many, host, nothingOf(many));
        RawPeer peer(many, end.listen());
        QVERIFY(peer.greets());
        plain(peer, WireMessageId::HaveAll);
        const auto set = allowedFastSet(QHostAddress(QHostAddress::LocalHost), truncated(many.metainfo().contentId),
                                        many.geometry().pieceCount(), 10);
        for (std::uint32_t p = 0; p < many.geometry().pieceCount(); ++p)
            piece(peer, WireMessageId::AllowedFast, p);
        piece(peer, WireMessageId::Suggest, 3);
        QTRY_COMPARE(host.suggested, std::vector{PieceIndex{3}});
        std::vector<PieceIndex> asked;
        for (BlockIndex b{0}; b.value() < many.geometry().blockCount(); ++b)
            if (end.peer()->request(b))
                asked.push_back(many.geometry().pieceOf(b));
        QCOMPARE(asked.size(), std::size_t{10});
        for (const PieceIndex p : asked)
            QVERIFY(std::ranges::find(set, p) != set.end());
    }

    void withoutTheFastExtensionAChokeDropsRequests()
    {
        RecordingHost host;
        WireEnd end(m_content, host, nothingOf(m_content));
        RawPeer peer(m_content, end.listen());
        Handshake hello = peer.handshake();
        hello.features = {};
        QVERIFY(peer.greets(hello));
        peer.say([](WireEncoder &to) { to.bitfield(std::array{std::byte{0xff}, std::byte{0x80}}); });
        plain(peer, WireMessageId::Unchoke);
        QTRY_COMPARE(host.unchokes, 1);
        QVERIFY(end.peer()->pieces().isComplete());
        QVERIFY(!end.peer()->features().extensions);
        QVERIFY(end.peer()->request(BlockIndex{0}) && end.peer()->request(BlockIndex{1}));
        QVERIFY(peer.waitFor(WireMessageId::Request, 2));
        QCOMPARE(peer.count(WireMessageId::Extended), 0);
        plain(peer, WireMessageId::Choke);
        peer.sayBlock(BlockIndex{0}); // was under way
        QTRY_COMPARE(host.rejected, (std::vector{BlockIndex{0}, BlockIndex{1}}));
        QTRY_COMPARE(end.peer()->counters().wasted, blockLength);
        QVERIFY(host.blocks.empty() && host.closed.empty());
        QCOMPARE(host.chokes, 1);
    }

    void unknownMessagesAreIgnored()
    {
        RecordingHost host;
        WireEnd end(m_content, host, nothingOf(m_content));
        RawPeer peer(m_content, end.listen());
        QVERIFY(peer.greets());
        peer.send(QByteArray("\0\0\0\3\x63xx\0\0\0\3\x09\x1a\xe1\0\0\0\0", 18));
        peer.say([](WireEncoder &to) { to.extended(77, std::as_bytes(std::span("whatever", 8))); });
        peer.say([](WireEncoder &to) { to.extended(1, claimsOfVersion(ClaimMessage::version + 1)); });
        plain(peer, WireMessageId::HaveAll); // and still it is first
        QTRY_COMPARE(host.piecesTold, 1);
        QVERIFY(host.closed.empty());
    }

    void oneByteAtATime()
    {
        RecordingHost host;
        WireEnd end(m_content, host, nothingOf(m_content));
        RawPeer peer(m_content, end.listen());
        QVERIFY(peer.greets());
        std::vector<std::byte> bytes;
        WireEncoder to(bytes);
        to.plain(WireMessageId::HaveNone);
        for (std::uint32_t p = 0; p < 8; ++p)
            to.piece(WireMessageId::Have, p);
        int turns = 0;
        for (const std::byte byte : bytes) {
            peer.send(std::span(&byte, 1));
            const Bytes before = end.peer() ? end.peer()->counters().received : 0_B;
            QTRY_VERIFY(end.peer() && end.peer()->counters().received > before);
            ++turns;
        }
        QCOMPARE(turns, 5 + 8 * 9);
        QTRY_COMPARE(host.haves.size(), std::size_t{8});
    }
};

QTEST_GUILESS_MAIN(TestWireHostile)
#include "tst_wire_hostile.moc"
