// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pick/BlockTrials.h"
#include "core/pick/SwarmPicker.h"

#include <QTest>

#include <random>

using namespace freshet;
using namespace std::chrono_literals;

namespace {

constexpr PeerKey anna{1};
constexpr PeerKey bert{2};
constexpr PeerKey carl{3};
constexpr PieceIndex piece{7};
constexpr MonotonicTime t0{};

Sha256Digest hash(std::uint8_t of)
{
    Sha256Digest::Array bytes{};
    bytes[0] = std::byte{of};
    return Sha256Digest(bytes);
}

std::vector<Sha256Digest> hashes(std::initializer_list<std::uint8_t> of)
{
    std::vector<Sha256Digest> all;
    for (const std::uint8_t each : of)
        all.push_back(hash(each));
    return all;
}

} // namespace

class BlockTrialsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void p8_whoSentAnotherBlockIsNamed()
    {
        BlockTrials trials;
        QVERIFY(trials.begin(piece, {anna, anna, bert, carl}, hashes({1, 2, 9, 4}), t0));
        QVERIFY(trials.contains(piece));
        const auto bad = trials.onHashes(piece, hashes({1, 2, 3, 4}));
        QVERIFY(bad);
        QCOMPARE(*bad, (std::vector{BlockTrials::BadBlock{.index = 2, .sender = bert}}));
        QVERIFY(trials.isEmpty());
        QVERIFY(!trials.onHashes(piece, hashes({1, 2, 3, 4}))); // a second answer
    }

    void hashesOfAnotherLengthDecideNothing()
    {
        BlockTrials trials;
        QVERIFY(trials.begin(piece, {anna, bert}, hashes({1, 2}), t0));
        QVERIFY(!trials.onHashes(piece, hashes({1})));
        QVERIFY(trials.contains(piece));
    }

    void severalAreAskedAndSilentOnesDoNotKeepOthersFromIt()
    {
        BlockTrials trials(BlockTrials::Settings{.answerTime = 2s, .askedAtOnce = 2, .patience = 400ms});
        QVERIFY(trials.begin(piece, {anna, bert}, hashes({1, 2}), t0));
        for (const PeerKey peer : {anna, bert}) {
            QVERIFY(trials.shouldAsk(piece, peer, t0));
            trials.onAsked(piece, peer, t0);
        }
        QVERIFY(!trials.shouldAsk(piece, carl, t0)); // two are asked
        trials.onRefused(piece, anna);
        QVERIFY(trials.shouldAsk(piece, carl, t0));
        QVERIFY(!trials.shouldAsk(piece, anna, t0)); // once is enough
        trials.onAsked(piece, carl, t0);
        QVERIFY(!trials.shouldAsk(piece, PeerKey{4}, t0 + 399ms));
        QVERIFY(trials.shouldAsk(piece, PeerKey{4}, t0 + 400ms));
        QVERIFY(trials.takeUndecided(t0 + 1999ms).empty());
        QCOMPARE(trials.takeUndecided(t0 + 2s), std::vector{piece});
        QVERIFY(trials.isEmpty());
    }

    void withoutAnybodyToAskItIsUndecidedAtOnce()
    {
        BlockTrials trials;
        QVERIFY(trials.begin(piece, {anna, bert}, hashes({1, 2}), t0));
        trials.onAsked(piece, carl, t0);
        QVERIFY(trials.takeUndecided(t0).empty());
        trials.onPeerGone(carl);
        QCOMPARE(trials.takeUndecided(t0), std::vector{piece});
    }

    void p13_memoryIsBounded()
    {
        BlockTrials trials(BlockTrials::Settings{.maximumTrials = 2, .maximumBlocks = 5});
        QVERIFY(trials.begin(PieceIndex{0}, {anna, bert}, hashes({1, 2}), t0));
        QVERIFY(!trials.begin(PieceIndex{0}, {anna, bert}, hashes({1, 2}), t0));
        QVERIFY(!trials.begin(PieceIndex{1}, {anna, anna, anna, bert}, hashes({1, 2, 3, 4}), t0)); // too many blocks
        QVERIFY(trials.begin(PieceIndex{1}, {anna, bert}, hashes({1, 2}), t0));
        QVERIFY(!trials.begin(PieceIndex{2}, {anna}, hashes({1}), t0)); // too many trials
        trials.forget(PieceIndex{0});
        QVERIFY(trials.begin(PieceIndex{2}, {anna, anna, bert}, hashes({1, 2, 3}), t0));
        QVERIFY(!trials.begin(PieceIndex{3}, {}, {}, t0));
    }

    /// Many peers, some of whom lie now and then, bring a content through the board; hashes are told by chance. Whoever is found guilty has
    /// lied, and everything comes in the end.
    void p8_property_precisionIsComplete()
    {
        int convictions = 0;
        int byHashes = 0;
        for (std::uint64_t seed = 1; seed <= 300; ++seed) {
            std::mt19937_64 random(seed);
            const auto chance = [&random](double p) { return std::bernoulli_distribution(p)(random); };
            const std::uint32_t pieces = 1 + random() % 12;
            const std::uint32_t perPiece = 1U << (random() % 5);
            const Geometry geometry(Bytes{std::uint64_t{pieces} * perPiece * blockLength.value()},
                                    Bytes{perPiece * blockLength.value()});
            SwarmPicker board(geometry, SiteRank{random()}, {.useHttp = false});
            BlockTrials trials;
            struct Peer {
                double lies = 0;
                bool banned = false;
                bool hasLied = false;
            };
            std::vector<Peer> peers(2 + random() % 7);
            const double share = std::array{0.3, 0.7, 1.0}[random() % 3];
            for (std::size_t i = 0; i < peers.size(); ++i) {
                if (i > 0 && chance(share))
                    peers[i].lies = std::array{0.05, 0.5, 1.0}[random() % 3];
                const PeerKey key{static_cast<std::uint32_t>(i)};
                board.onPeer(key, true, t0);
                board.onPeerHas(key, PieceSet(pieces, true));
                board.onChoked(key, false, t0);
            }
            std::vector<bool> spoilt(geometry.blockCount());
            std::vector<std::pair<PeerKey, BlockIndex>> underWay;
            MonotonicTime now = t0;
            const auto convict = [&](PeerKey key) {
                ++convictions;
                Peer &peer = peers[key.value()];
                if (peer.banned)
                    return;
                QVERIFY2(peer.hasLied, ("an honest peer, seed " + std::to_string(seed)).c_str());
                peer.banned = true;
                for (const BlockIndex block : board.discardBlocksOf(key))
                    spoilt[block.value()] = false;
                std::erase_if(underWay, [key](const auto &request) { return request.first == key; });
                board.onPeerGone(key);
            };
            int steps = 0;
            while (!board.have().isComplete()) {
                QVERIFY2(++steps < 20'000, ("no end, seed " + std::to_string(seed)).c_str());
                now += 20ms;
                for (std::size_t i = 0; i < peers.size(); ++i) {
                    const PeerKey key{static_cast<std::uint32_t>(i)};
                    for (int n = 0; n < 3 && !peers[i].banned; ++n)
                        if (const auto block = board.nextBlock(key, now, true)) {
                            board.onBlockRequested(key, *block, now);
                            underWay.emplace_back(key, *block);
                        }
                }
                for (const SwarmPicker::Cancel &moved : board.takeCancels())
                    std::erase(underWay, std::pair{moved.peer, moved.block});
                for (const PieceIndex dropped : board.takeDropped())
                    for (std::uint32_t i = 0; i < perPiece; ++i)
                        spoilt[geometry.firstBlockOf(dropped).value() + i] = false;
                if (underWay.empty())
                    continue;
                const auto [key, block] = underWay[random() % underWay.size()];
                std::erase(underWay, std::pair{key, block});
                const bool lie = chance(peers[key.value()].lies);
                peers[key.value()].hasLied |= lie;
                const BlockVerdict verdict = board.onBlock(key, block, now);
                if (!verdict.wanted)
                    continue;
                spoilt[block.value()] = lie;
                for (const PeerKey loser : verdict.cancelAt)
                    std::erase(underWay, std::pair{loser, block});
                if (!verdict.completesPiece)
                    continue;
                const PieceIndex done = geometry.pieceOf(block);
                const std::uint32_t first = geometry.firstBlockOf(done).value();
                std::vector<Sha256Digest> right;
                std::vector<Sha256Digest> received;
                for (std::uint32_t i = 0; i < perPiece; ++i) {
                    right.push_back(hash(static_cast<std::uint8_t>(i)));
                    received.push_back(spoilt[first + i] ? hash(255) : right.back());
                }
                if (received == right) {
                    board.onDurable(done);
                    continue;
                }
                const std::vector<PeerKey> senders = board.senders(done);
                if (std::ranges::count(senders, senders.front()) == std::ssize(senders)) {
                    board.onLost(done);
                    convict(senders.front());
                } else if (chance(0.6) && trials.begin(done, senders, received, now)) {
                    const auto bad = trials.onHashes(done, right);
                    QVERIFY(bad && !bad->empty());
                    if (chance(0.7))
                        QVERIFY(board.onBadBlocks(done, *bad));
                    else
                        board.onLost(done);
                    for (const BlockTrials::BadBlock &each : *bad) {
                        ++byHashes;
                        convict(each.sender);
                    }
                } else {
                    board.onLostSharedPiece(done);
                }
            }
        }
        QVERIFY2(convictions > 300 && byHashes > 100, qPrintable(QString::number(convictions)));
    }
};

QTEST_APPLESS_MAIN(BlockTrialsTest)
#include "tst_blocktrials.moc"
