// SPDX-License-Identifier: GPL-3.0-or-later
// Answers to hash requests, compared with a whole tree built the slow way.
#include "core/meta/BlockProof.h"
#include "core/meta/HashSpan.h"
#include "core/meta/MerkleLayer.h"

#include <QTest>

#include <random>

using namespace freshet;

namespace {

/// Every layer of the tree of a content, padding included.
struct WholeTree {
    Geometry geometry;
    std::vector<std::vector<Sha256Digest>> layers;

    explicit WholeTree(const Geometry &g)
        : geometry(g)
    {
        std::mt19937_64 random(g.contentLength().value());
        const int height = g.pieceTreeHeight() + g.layerTreeHeight();
        std::vector<Sha256Digest> leaves(std::size_t{1} << height);
        for (std::uint32_t b = 0; b < g.blockCount(); ++b)
            for (std::byte &byte : leaves[b].writable())
                byte = static_cast<std::byte>(random());
        layers.push_back(leaves);
        Sha256 hash;
        while (layers.back().size() > 1) {
            std::vector<Sha256Digest> next;
            for (std::size_t i = 0; i < layers.back().size(); i += 2)
                next.push_back(merkleParent(hash, layers.back()[i], layers.back()[i + 1]));
            layers.push_back(next);
        }
    }

    [[nodiscard]] PiecesRoot root() const { return *PiecesRoot::fromBytes(layers.back().front().bytes()); }
    [[nodiscard]] std::vector<Sha256Digest> pieceLayer() const
    {
        const auto &layer = layers[static_cast<std::size_t>(geometry.pieceTreeHeight())];
        return {layer.begin(), layer.begin() + geometry.pieceCount()};
    }
    [[nodiscard]] std::vector<Sha256Digest> blocksOf(PieceIndex piece) const
    {
        const std::uint32_t first = geometry.firstBlockOf(piece).value();
        const std::uint32_t count = std::min(geometry.blocksPerPiece(), geometry.blockCount() - first);
        return {layers[0].begin() + first, layers[0].begin() + first + count};
    }
    /// By the words of BEP 52: the run, then one uncle per proof layer that does not follow from the run.
    [[nodiscard]] std::vector<Sha256Digest> answer(const HashSpan &span) const
    {
        std::vector<Sha256Digest> out;
        for (std::uint32_t i = 0; i < span.length; ++i)
            out.push_back(layers[span.baseLayer][span.index + i]);
        for (std::uint32_t level = 1; level <= span.proofLayers; ++level) {
            const std::uint32_t node = span.index >> level;
            const bool follows = ((span.index + span.length - 1) >> level) != node;
            const bool within = (node << level) >= span.index && ((node + 1) << level) <= span.index + span.length;
            const bool isRun = within && (1U << level) == span.length;
            if (!follows && (!within || isRun))
                out.push_back(layers[span.baseLayer + level][node ^ 1]);
        }
        return out;
    }
};

} // namespace

class TestHashSpan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersAreThoseOfTheWholeTree_data()
    {
        QTest::addColumn<quint64>("length");
        QTest::addColumn<quint64>("pieceLength");
        QTest::newRow("one block more than a piece") << quint64{(64 + 1) * 16384} << quint64{1 << 20};
        QTest::newRow("five pieces of 64 KiB") << quint64{5 * 65536 - 7} << quint64{65536};
        QTest::newRow("eight pieces of 32 KiB") << quint64{8 * 32768} << quint64{32768};
        QTest::newRow("pieces of one block") << quint64{13 * 16384 + 1} << quint64{16384};
        QTest::newRow("one piece, three blocks") << quint64{40000} << quint64{65536};
        QTest::newRow("one piece, two blocks") << quint64{16385} << quint64{1 << 20};
    }
    void answersAreThoseOfTheWholeTree()
    {
        QFETCH(quint64, length);
        QFETCH(quint64, pieceLength);
        const WholeTree tree(Geometry(Bytes{length}, Bytes{pieceLength}));
        const Geometry &g = tree.geometry;
        const auto height = static_cast<std::uint32_t>(g.pieceTreeHeight() + g.layerTreeHeight());
        const auto pieceHeight = static_cast<std::uint32_t>(g.pieceTreeHeight());
        int answered = 0;
        for (std::uint32_t base = 0; base < height; ++base) {
            for (std::uint32_t run = 2; run <= 1U << (height - base); run *= 2) {
                for (std::uint32_t index = 0; index < 1U << (height - base); index += run) {
                    for (std::uint32_t proof = 0; proof < height - base; ++proof) {
                        const HashSpan span{tree.root(), base, index, run, proof};
                        QVERIFY(isInTree(g, span));
                        const auto expected = tree.answer(span);
                        QCOMPARE(answerSize(span), expected.size());
                        std::vector<Sha256Digest> got;
                        if (base >= pieceHeight)
                            got = hashesFromPieceLayer(g, span, tree.pieceLayer());
                        else if (base == 0 && run <= 1U << pieceHeight && index < g.blockCount())
                            got = hashesFromBlocks(g, span, tree.blocksOf(g.pieceOf(BlockIndex{index})),
                                                   tree.pieceLayer());
                        else
                            continue;
                        QVERIFY(got == expected);
                        ++answered;
                        const bool whole = proof == height - base - 1;
                        QCOMPARE(provesSpan(g, span, got, tree.root()), whole || run == 1U << (height - base));
                        for (std::size_t i = 0; i < got.size() && whole; i += 1 + got.size() / 5) {
                            auto bad = got;
                            bad[i].writable()[31] ^= std::byte{1};
                            QVERIFY(!provesSpan(g, span, bad, tree.root()));
                        }
                        if (whole) {
                            HashSpan elsewhere = span;
                            elsewhere.index = index == 0 ? run : 0;
                            QVERIFY(!isInTree(g, elsewhere) || !provesSpan(g, elsewhere, got, tree.root()));
                            QVERIFY(!provesSpan(g, span, std::span(got).first(got.size() - 1), tree.root()));
                        }
                    }
                }
            }
        }
        QVERIFY(answered > 0);
        if (!needsBlockHashes(g))
            return;
        for (PieceIndex p{0}; p.value() < g.pieceCount(); ++p) {
            const HashSpan span = blockHashesOf(g, tree.root(), p);
            QVERIFY(isInTree(g, span));
            QVERIFY(provesSpan(g, span, hashesFromBlocks(g, span, tree.blocksOf(p), tree.pieceLayer()), tree.root()));
        }
    }

    void spansOutsideTheTree()
    {
        const Geometry g(5_MiB, 1_MiB); // 512 leaves with padding: height 9
        const HashSpan good{.root = {}, .baseLayer = 0, .index = 448, .length = 64, .proofLayers = 8};
        QVERIFY(isInTree(g, good));
        const auto wrong = [&](auto change) {
            HashSpan span = good;
            change(span);
            return !isInTree(g, span);
        };
        QVERIFY(wrong([](HashSpan &s) { s.length = 0; }));
        QVERIFY(wrong([](HashSpan &s) { s.length = 1; }));
        QVERIFY(wrong([](HashSpan &s) { s.length = 48; }));
        QVERIFY(wrong([](HashSpan &s) { s.index = 450; }));
        QVERIFY(wrong([](HashSpan &s) { s.index = 512; }));
        QVERIFY(wrong([](HashSpan &s) { s.index = 0xffff'ffc0; }));
        QVERIFY(wrong([](HashSpan &s) { s.length = 1024, s.index = 0; }));
        QVERIFY(wrong([](HashSpan &s) { s.length = 16384, s.index = 0; }));
        QVERIFY(wrong([](HashSpan &s) { s.length = 1U << 31, s.index = 0; }));
        QVERIFY(wrong([](HashSpan &s) { s.baseLayer = 9; }));
        QVERIFY(wrong([](HashSpan &s) { s.baseLayer = 0xffff'ffff; }));
        QVERIFY(wrong([](HashSpan &s) { s.proofLayers = 9; }));
        QVERIFY(wrong([](HashSpan &s) { s.proofLayers = 0xffff'ffff; }));
        const Geometry one(1_B, 16_KiB);
        QVERIFY(!isInTree(one, {.root = {}, .length = 2}));
        QVERIFY(!needsBlockHashes(one));
    }
};

QTEST_APPLESS_MAIN(TestHashSpan)
#include "tst_hashspan.moc"
