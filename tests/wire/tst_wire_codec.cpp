// SPDX-License-Identifier: GPL-3.0-or-later
// The pure parts: bytes to messages and back, limits, books and budgets.
#include "core/wire/Bitfield.h"
#include "core/wire/ClaimMessage.h"
#include "core/wire/ExtensionHandshake.h"
#include "core/wire/FastSet.h"
#include "core/wire/FlipBudget.h"
#include "core/wire/Handshake.h"
#include "core/wire/KnockSlots.h"
#include "core/wire/LivePeers.h"
#include "core/wire/RequestBook.h"
#include "core/wire/SendQueue.h"
#include "core/wire/WireDecoder.h"
#include "core/wire/WireEncoder.h"

#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;

namespace {

using Outcome = WireDecoder::Outcome;

const Geometry geometry(10_MiB + 5_B, 1_MiB);

std::vector<std::byte> encoded(const std::function<void(WireEncoder &)> &write)
{
    std::vector<std::byte> bytes;
    WireEncoder encoder(bytes);
    write(encoder);
    return bytes;
}

std::vector<std::byte> raw(std::initializer_list<int> values)
{
    std::vector<std::byte> bytes;
    for (const int value : values)
        bytes.push_back(static_cast<std::byte>(value));
    return bytes;
}

std::span<const std::byte> bytesOf(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

WireDecoder::Step decode(const std::vector<std::byte> &bytes, WireMessage &message)
{
    return WireDecoder(WireLimits::forContent(geometry)).next(bytes, message);
}

MonotonicTime at(std::chrono::milliseconds t)
{
    return MonotonicTime{1h} + t;
}

PeerEndpoint endpoint(const char *address, std::uint16_t port = 1)
{
    return {.address = QHostAddress(QString::fromLatin1(address)), .port = port};
}

PeerId idOf(int value)
{
    PeerId::Array bytes{};
    bytes[0] = static_cast<std::byte>(value);
    return PeerId(bytes);
}

} // namespace

class TestWireCodec : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyMessageComesBack()
    {
        const std::vector<std::byte> block(16384, std::byte{7});
        const HashSpan span{.root = PiecesRoot{}, .baseLayer = 3, .index = 8, .length = 4, .proofLayers = 2};
        const std::vector<Sha256Digest> hashes(5);
        std::vector<std::byte> stream;
        WireEncoder to(stream);
        to.keepAlive();
        to.plain(WireMessageId::Unchoke);
        to.piece(WireMessageId::Have, 7);
        to.bitfield(raw({0xff, 0xe0}));
        to.range(WireMessageId::Request, 1, 16384, 16384);
        to.blockHead(2, 32768, 16384);
        stream.insert(stream.end(), block.begin(), block.end());
        to.extended(1, bytesOf("de"));
        to.hashes(WireMessageId::HashRequest, span);
        to.hashes(WireMessageId::Hashes, span, hashes);
        to.plain(WireMessageId::HaveAll);
        stream.insert(stream.end(),
                      {std::byte{0}, std::byte{0}, std::byte{0}, std::byte{2}, std::byte{99}, std::byte{1}});

        const WireDecoder decoder(WireLimits::forContent(geometry));
        std::span<const std::byte> input(stream);
        const auto take = [&] {
            WireMessage message;
            const auto step = decoder.next(input, message);
            if (step.outcome != Outcome::Message)
                qFatal("no message: %s", step.reason);
            input = input.subspan(step.consumed);
            return message;
        };
        QVERIFY(take().keepAlive);
        QCOMPARE(take().id, WireMessageId::Unchoke);
        QCOMPARE(take().piece, 7U);
        QCOMPARE(take().payload.size(), std::size_t{2});
        const WireMessage request = take();
        QCOMPARE(request.id, WireMessageId::Request);
        QCOMPARE(request.piece, 1U);
        QCOMPARE(request.begin, 16384U);
        QCOMPARE(request.length, 16384U);
        const WireMessage piece = take();
        QCOMPARE(piece.id, WireMessageId::Piece);
        QCOMPARE(piece.begin, 32768U);
        QVERIFY(std::ranges::equal(piece.payload, block));
        // Handed out where it lies, not copied.
        QVERIFY(piece.payload.data() >= stream.data() && piece.payload.data() < stream.data() + stream.size());
        const WireMessage extended = take();
        QCOMPARE(extended.extension, std::uint8_t{1});
        QCOMPARE(extended.payload.size(), std::size_t{2});
        QVERIFY(decodeHashSpan(take().payload) == span);
        const WireMessage answer = take();
        QVERIFY(decodeHashSpan(answer.payload) == span);
        QVERIFY(decodeHashes(answer.payload) == hashes);
        QCOMPARE(take().id, WireMessageId::HaveAll);
        QVERIFY(take().isUnknown);
        QVERIFY(input.empty());

        // However the stream is cut, an incomplete message asks for what it needs and no more.
        for (std::size_t length = 0; length < stream.size(); ++length) {
            std::span<const std::byte> part = std::span(stream).first(length);
            for (;;) {
                WireMessage message;
                const auto step = decoder.next(part, message);
                QVERIFY(step.outcome != Outcome::Broken);
                if (step.outcome == Outcome::Incomplete) {
                    QVERIFY(step.needed > part.size());
                    QVERIFY(step.needed <= 4 + WireLimits::forContent(geometry).longest());
                    break;
                }
                part = part.subspan(step.consumed);
            }
        }
    }

    void p13_wrongLengthsAreRefusedByFiveBytes_data()
    {
        QTest::addColumn<QByteArray>("head");
        const auto row = [](const char *name, std::initializer_list<int> bytes) {
            QByteArray head;
            for (const int b : bytes)
                head.append(static_cast<char>(b));
            QTest::newRow(name) << head;
        };
        row("choke with a body", {0, 0, 0, 2, 0});
        row("have too short", {0, 0, 0, 4, 4});
        row("have too long", {0, 0, 0, 6, 4});
        row("a5 bitfield too short", {0, 0, 0, 2, 5});
        row("a5 bitfield too long", {0, 0, 0, 4, 5});
        row("a5 giant bitfield", {0, 1, 0, 0, 5});
        row("request too short", {0, 0, 0, 12, 6});
        row("piece without a block", {0, 0, 0, 9, 7});
        row("piece with more than a block", {0, 0, 0x40, 10, 7});
        row("have all with a body", {0, 0, 0, 2, 14});
        row("extended without an id", {0, 0, 0, 1, 20});
        row("a10 giant extension", {0, 1, 0, 3, 20});
        row("hash request too short", {0, 0, 0, 48, 21});
        row("hashes without hashes", {0, 0, 0, 49, 22});
        row("a2 more hashes than a piece has", {0, 0, 0x10, 0, 22});
        row("unknown and long", {0, 0, 0x40, 2, 99});
        row("2^32 - 1", {255, 255, 255, 255});
        row("2^31", {128, 0, 0, 0});
    }
    void p13_wrongLengthsAreRefusedByFiveBytes()
    {
        QFETCH(QByteArray, head);
        WireMessage message;
        const auto input = std::as_bytes(std::span(head.constData(), static_cast<std::size_t>(head.size())));
        QCOMPARE(WireDecoder(WireLimits::forContent(geometry)).next(input, message).outcome, Outcome::Broken);
    }

    void handshakeComesBack()
    {
        for (int bits = 0; bits < 8; ++bits) {
            const Handshake ours{.features = {(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0},
                                 .infoHash = truncated(*ContentId::fromHex(std::string(64, 'a'))),
                                 .peerId = makePeerId()};
            const auto bytes = ours.encode();
            QVERIFY(Handshake::decode(bytes) == ours);
            QCOMPARE(std::to_integer<int>(bytes[25]), (bits & 1) ? 0x10 : 0);
            QCOMPARE(std::to_integer<int>(bytes[27]), ((bits & 2) ? 0x04 : 0) | ((bits & 4) ? 0x10 : 0));
        }
        auto wrong = Handshake{}.encode();
        QVERIFY(Handshake::mayBegin(std::span(wrong).first(5)));
        wrong[4] = std::byte{'x'};
        QVERIFY(!Handshake::decode(wrong));
        QVERIFY(!Handshake::mayBegin(std::span(wrong).first(5)));
        QVERIFY(Handshake::mayBegin(std::span(wrong).first(4)));
        QVERIFY(makePeerId() != makePeerId());
    }

    void extensionHandshakeComesBack()
    {
        const ExtensionHandshake ours{.claims = 1,
                                      .listenPort = 7680,
                                      .clientName = QStringLiteral("Freshet 1"),
                                      .requestQueue = 250,
                                      .yourAddress = std::string("\x7f\0\0\1", 4),
                                      .uploadOnly = true};
        const std::string bytes = ours.encode();
        const auto theirs = ExtensionHandshake::decode(bytesOf(bytes));
        QVERIFY(theirs && *theirs == ours);
        const auto empty = ExtensionHandshake::decode(bytesOf("de"));
        QVERIFY(empty && *empty == ExtensionHandshake{});
        // What libtorrent says, shortened.
        const auto foreign = ExtensionHandshake::decode(
            bytesOf("d12:complete_agoi-1e1:md11:lt_donthavei7e11:ut_metadatai2ee13:metadata_sizei4096e4:reqqi2000e"
                    "1:v17:libtorrent/2.0.116:yourip4:\x7f\x01\x01\x01"
                    "e"));
        QVERIFY(foreign);
        QCOMPARE(foreign->claims, std::uint8_t{0});
        QCOMPARE(foreign->requestQueue, 2000U);
        QCOMPARE(foreign->clientName, QStringLiteral("libtorrent/2.0.11"));
    }

    void a10_extensionHandshakesThatAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no dictionary") << QByteArray("le");
        QTest::newRow("cut") << QByteArray("d1:m");
        QTest::newRow("something behind") << QByteArray("dee");
        QTest::newRow("unordered keys") << QByteArray("d1:v1:x1:mdee");
        QTest::newRow("key twice") << QByteArray("d1:v1:x1:v1:ye");
        QTest::newRow("m is a list") << QByteArray("d1:mlee");
        QTest::newRow("id out of range") << QByteArray("d1:md7:freshet"
                                                       "i256eee");
        QTest::newRow("negative id") << QByteArray("d1:md7:freshet"
                                                   "i-1eee");
        QTest::newRow("port out of range") << QByteArray("d1:pi65536ee");
        QTest::newRow("negative queue") << QByteArray("d4:reqqi-1ee");
        QTest::newRow("huge integer") << QByteArray("d4:reqqi99999999999999999999ee");
        QTest::newRow("name is a number") << QByteArray("d1:vi1ee");
        QTest::newRow("too deep") << QByteArray("d1:a") + QByteArray(100, 'l') + QByteArray(100, 'e') + "e";
        QTest::newRow("too many tokens") << QByteArray("d1:al") + QByteArray("i1e").repeated(1000) + "ee";
        QTest::newRow("string longer than the message") << QByteArray("d1:v999999999:xe");
    }
    void a10_extensionHandshakesThatAreRefused()
    {
        QFETCH(QByteArray, bytes);
        const auto handshake = ExtensionHandshake::decode(
            std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
        QVERIFY(!handshake);
        QCOMPARE(handshake.error().code, ErrorCode::PeerProtocol);
    }

    void a31_remoteTextIsMadePlain()
    {
        const QByteArray bytes("d1:v19:a\x1b[31mb\r\n\xe2\x80\xae\xff" + QByteArray("c  \xe2\x80\x8b") + "e");
        const auto handshake = ExtensionHandshake::decode(
            std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
        QVERIFY(handshake);
        QCOMPARE(handshake->clientName, QStringLiteral("a[31mb \ufffdc"));
    }

    void claimsRoundTrip()
    {
        ClaimMessage ours;
        for (std::uint32_t i = 0; i < ClaimMessage::maximumClaims; ++i)
            ours.claims.push_back({.origin = SiteRank{1ULL << (40 + i % 20)},
                                   .sequence = 1000 + i,
                                   .hops = static_cast<std::uint8_t>(i % 3),
                                   .willing = i % 2 == 0,
                                   .lapse = std::chrono::milliseconds{i * 100},
                                   .runs = {{PieceIndex{i}, 3}, {PieceIndex{100 + i}, 1}},
                                   .waiting = {{PieceIndex{i + 20}, 1}},
                                   .fetched = {{PieceIndex{i + 50}, 2}},
                                   .rate = BytesPerSecond{1ULL << 40}});
        QVERIFY(ClaimMessage::decode(ours.encode(), 200) == ours);
        QVERIFY(ClaimMessage::decode(ClaimMessage{}.encode(), 1) == ClaimMessage{});
        ours.claims.push_back(ours.claims.front());
        QCOMPARE(ClaimMessage::decode(ours.encode(), 200)->claims.size(), ClaimMessage::maximumClaims); // cut
    }

    void claimsAreRefusedWhenAnythingIsOutOfRange()
    {
        const auto refusal = [](std::span<const std::byte> bytes, std::uint32_t pieces) {
            const auto claims = ClaimMessage::decode(bytes, pieces);
            return claims ? -1 : static_cast<int>(claims.error());
        };
        constexpr int other = static_cast<int>(ClaimMessage::Refusal::OtherVersion);
        constexpr int malformed = static_cast<int>(ClaimMessage::Refusal::Malformed);
        const ClaimMessage good{.claims = {{.origin = SiteRank{5}, .runs = {{PieceIndex{9}, 1}}}}};
        const auto bytes = good.encode();
        QCOMPARE(refusal(bytes, 10), -1);
        QCOMPARE(refusal(bytes, 9), malformed); // the piece does not exist
        for (std::size_t cut = 0; cut < bytes.size(); ++cut)
            QCOMPARE(refusal(std::span(bytes).first(cut), 10), malformed);
        const auto with = [&](std::size_t at, int value) {
            auto changed = bytes;
            changed[at] = static_cast<std::byte>(value);
            return refusal(changed, 10);
        };
        QCOMPARE(with(0, ClaimMessage::version + 1), other);
        QCOMPARE(with(0, ClaimMessage::version - 1), other);
        QCOMPARE(with(0, 0), malformed);
        QCOMPARE(with(1, 17), malformed);                              // statements
        QCOMPARE(with(2 + 12, ClaimBook::maximumHops + 1), malformed); // hops
        QCOMPARE(with(2 + 13, 2), malformed);                          // flags
        QCOMPARE(with(2 + 14, 0xff), malformed);                       // lapse
        QCOMPARE(with(2 + 24, 33), malformed);                         // runs
        QCOMPARE(with(2 + 25, 1), malformed);                          // waiting
        QCOMPARE(with(2 + 26, 1), malformed);                          // fetched
        QCOMPARE(with(2 + 27 + 7, 0), malformed);                      // a run without pieces
        auto longer = bytes;
        longer.push_back(std::byte{});
        QCOMPARE(refusal(longer, 10), malformed);
        // A lapse longer than allowed is cut by the sender.
        ClaimMessage forEver = good;
        forEver.claims[0].lapse = 24h;
        QCOMPARE(ClaimMessage::decode(forEver.encode(), 10)->claims[0].lapse, ClaimBook::longestLapse);
    }

    void a5_bitfields()
    {
        QVERIFY(!piecesOf(raw({0xff}), 11));
        QVERIFY(!piecesOf(raw({0xff, 0xe0, 0}), 11));
        QVERIFY(!piecesOf(raw({0xff, 0xf0}), 11)); // a spare bit
        const auto some = piecesOf(raw({0x80, 0x20}), 11);
        QVERIFY(some && some->count() == 2 && some->contains(PieceIndex{0}) && some->contains(PieceIndex{10}));
        QVERIFY(bitfieldOf(*some) == raw({0x80, 0x20}));
        QVERIFY(bitfieldOf(PieceSet(11, true)) == raw({0xff, 0xe0}));
        QVERIFY(bitfieldOf(PieceSet(11)) == raw({0, 0}));
        QVERIFY(piecesOf(raw({0xff, 0xe0}), 11)->isComplete());
        QVERIFY(piecesOf(raw({0xff}), 8)->isComplete());
    }

    void a9_fastSetIsThatOfBep6()
    {
        // The example in BEP 6.
        const auto infoHash = *WireInfoHash::fromHex(std::string(40, 'a'));
        const auto set = allowedFastSet(QHostAddress(QStringLiteral("80.4.4.200")), infoHash, 1313, 9);
        std::vector<std::uint32_t> values;
        for (const PieceIndex p : set)
            values.push_back(p.value());
        QCOMPARE(values, (std::vector<std::uint32_t>{1059, 431, 808, 1217, 287, 376, 1188, 353, 508}));
        QVERIFY(allowedFastSet(QHostAddress(QStringLiteral("80.4.4.7")), infoHash, 1313, 9) == set); // same /24
        QVERIFY(allowedFastSet(QHostAddress(QHostAddress::LocalHostIPv6), infoHash, 1313, 9).empty());
        QCOMPARE(allowedFastSet(QHostAddress(QHostAddress::LocalHost), infoHash, 3, 9).size(), std::size_t{3});
    }

    void requestBook()
    {
        RequestBook book;
        book.ask(BlockIndex{1}, at(0ms));
        book.ask(BlockIndex{2}, at(1ms));
        QVERIFY(book.contains(BlockIndex{2}));
        QVERIFY(book.answer(BlockIndex{3}).answer == RequestBook::Answer::Unasked);
        const auto found = book.answer(BlockIndex{2});
        QVERIFY(found.answer == RequestBook::Answer::Asked && found.askedAt == at(1ms));
        QVERIFY(book.answer(BlockIndex{2}).answer == RequestBook::Answer::Unasked); // once
        QVERIFY(book.cancel(BlockIndex{1}) && !book.cancel(BlockIndex{1}));
        QCOMPARE(book.size(), std::size_t{0});
        book.ask(BlockIndex{1}, at(2ms)); // asked again while the first answer may be under way
        QVERIFY(book.answer(BlockIndex{1}).answer == RequestBook::Answer::Asked);
        QVERIFY(book.answer(BlockIndex{1}).answer == RequestBook::Answer::Cancelled);
        QVERIFY(book.answer(BlockIndex{1}).answer == RequestBook::Answer::Unasked);
        book.ask(BlockIndex{7}, at(3ms));
        QCOMPARE(book.cancelAll(), std::vector{BlockIndex{7}});
        QVERIFY(book.answer(BlockIndex{7}).answer == RequestBook::Answer::Cancelled);
        for (std::uint32_t b = 0; b < 2 * RequestBook::maximumCancelled; ++b) {
            book.ask(BlockIndex{b}, at(4ms));
            book.cancel(BlockIndex{b});
        }
        QVERIFY(book.answer(BlockIndex{0}).answer == RequestBook::Answer::Unasked); // bounded
    }

    void sendQueueKeepsOrder()
    {
        SendQueue queue;
        const auto text = std::make_shared<const std::string>("borrowed");
        queue.append(bytesOf("one"));
        queue.append(bytesOf("two"));
        queue.append({}, nullptr);
        queue.append(bytesOf(*text), text);
        queue.append(bytesOf("three"));
        QCOMPARE(queue.bytes(), std::size_t{19});
        std::string out;
        while (!queue.isEmpty()) {
            const auto front = queue.memory(0);
            const std::size_t n = std::min<std::size_t>(front.size(), 2);
            out.append(reinterpret_cast<const char *>(front.data()), n);
            queue.consume(n);
        }
        QCOMPARE(out, std::string("onetwoborrowedthree"));
        QCOMPARE(queue.bytes(), std::size_t{0});
    }

    void a9_flipBudget()
    {
        FlipBudget budget(3, 2);
        QVERIFY(budget.spend(at(0ms)) && budget.spend(at(0ms)) && budget.spend(at(0ms)));
        QVERIFY(!budget.spend(at(0ms)));
        QVERIFY(!budget.spend(at(400ms)));
        QVERIFY(budget.spend(at(900ms)));
        QVERIFY(!budget.spend(at(900ms)));
        budget.earn(1);
        QVERIFY(budget.spend(at(900ms)));
        QVERIFY(!budget.spend(at(900ms)));
    }

    void a8_knockSlots()
    {
        KnockSlots slots({.perAddress = 2, .perPrefix = 3, .total = 5});
        QVERIFY(slots.take(endpoint("10.0.0.1")) && slots.take(endpoint("10.0.0.1")));
        QVERIFY(!slots.take(endpoint("10.0.0.1")));
        QVERIFY(slots.take(endpoint("10.0.0.2")));
        QVERIFY(!slots.take(endpoint("10.0.0.3"))); // the /24 is full
        QVERIFY(slots.take(endpoint("10.0.1.3")));
        QVERIFY(slots.take(endpoint("2001:db8::1")));
        QVERIFY(!slots.take(endpoint("192.0.2.1"))); // all are taken
        slots.give(endpoint("10.0.0.1"));
        QVERIFY(slots.take(endpoint("10.0.0.3")));
        slots.give(endpoint("2001:db8::1"));
        QVERIFY(slots.take(endpoint("2001:db8::ffff:1")));
        QCOMPARE(slots.taken(), std::size_t{5});
    }

    void a3_livePeers()
    {
        LivePeers live(idOf(5));
        const ContentId content;
        const auto admit = [&](int peer, const char *address, PeerDirection direction, std::chrono::milliseconds t) {
            return live.admit(content, idOf(peer), endpoint(address), direction, at(t));
        };
        auto first = admit(9, "10.0.0.1", PeerDirection::Incoming, 0ms);
        QVERIFY(first);
        QVERIFY(!admit(9, "10.0.0.1", PeerDirection::Incoming, 1ms));    // the older stays
        QVERIFY(!admit(9, "2001:db8::1", PeerDirection::Incoming, 1ms)); // the same machine by IPv6
        auto copy = admit(9, "10.0.0.2", PeerDirection::Incoming, 1ms);  // a copied id shuts nobody out
        QVERIFY(copy);
        QCOMPARE(live.count(), std::size_t{2});
        copy.reset();
        QCOMPARE(live.count(), std::size_t{1});
        bool replaced = false;
        first->setReplaced([&] {
            replaced = true;
            first.reset();
        });
        QVERIFY(!admit(9, "10.0.0.1", PeerDirection::Outgoing, 60s)); // not crossed: much later
        QVERIFY(!replaced);
        // Crossed: 5 is the smaller id, so what 5 dialled stays, on both sides.
        auto crossed = admit(9, "10.0.0.1", PeerDirection::Outgoing, 1s);
        QVERIFY(crossed && replaced);
        QCOMPARE(live.count(), std::size_t{1});
        QVERIFY(!admit(9, "10.0.0.1", PeerDirection::Incoming, 1s));
        LivePeers other(idOf(9));
        auto theirs = other.admit(content, idOf(5), endpoint("10.0.0.5"), PeerDirection::Outgoing, at(0ms));
        theirs->setReplaced([&] { theirs.reset(); });
        QVERIFY(other.admit(content, idOf(5), endpoint("10.0.0.5"), PeerDirection::Incoming, at(1s)));
        QVERIFY(!theirs);
    }

    void limitsFollowFromTheGeometry()
    {
        const WireLimits limits = WireLimits::forContent(geometry);
        QCOMPARE(limits.bitfieldBytes, std::size_t{2});
        QCOMPARE(limits.hashCount, std::size_t{64 + 4});
        WireMessage message;
        QCOMPARE(decode(encoded([](WireEncoder &to) { to.bitfield(raw({0xff, 0xe0})); }), message).outcome,
                 Outcome::Message);
        // Contents with huge pieces need longer answers, and may have them.
        const Geometry huge(1_GiB, maximumPieceLength);
        QVERIFY(WireLimits::forContent(huge).longest() >= 4096 * 32);
    }
};

QTEST_GUILESS_MAIN(TestWireCodec)
#include "tst_wire_codec.moc"
