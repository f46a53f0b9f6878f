// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/BlockProof.h"
#include "core/meta/ContentHashes.h"
#include "core/meta/MerkleHasher.h"
#include "core/meta/MerkleLayer.h"
#include "core/meta/PieceHasher.h"
#include "core/meta/PieceVerifier.h"
#include "core/meta/Sha1.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <string>

using namespace freshet;

namespace {

/// Byte i is i mod 251, as in merkle_reference.py.
std::vector<std::byte> payload(std::size_t size)
{
    std::vector<std::byte> bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<std::byte>(i % 251);
    return bytes;
}

std::span<const std::byte> pieceOf(const Geometry &geometry, std::span<const std::byte> bytes, PieceIndex piece)
{
    return bytes.subspan(geometry.pieceOffset(piece).value(), geometry.pieceSize(piece).value());
}

template <typename D>
QStringList hexList(const std::vector<D> &digests)
{
    QStringList list;
    for (const D &digest : digests)
        list.append(QString::fromStdString(digest.hex()));
    return list;
}

QStringList stringList(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &item : value.toArray())
        list.append(item.toString());
    return list;
}

/// A merkle tree as a picture over single characters: a leaf is a character, '.' a missing one, '(' ')' a node.
/// Makes the shape of the padding visible; the hashes of the picture are computed here, node by node.
Sha256Digest hashOfPicture(std::string_view &picture)
{
    Sha256 hash;
    const char c = picture.front();
    picture.remove_prefix(1);
    if (c == '.')
        return {};
    if (c != '(')
        return Sha256::of(std::as_bytes(std::span(&c, 1)));
    const Sha256Digest left = hashOfPicture(picture);
    const Sha256Digest right = hashOfPicture(picture);
    picture.remove_prefix(1);
    return merkleParent(hash, left, right);
}

} // namespace

class TestMerkle : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(QStringLiteral(MERKLE_REFERENCE));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_reference = QJsonDocument::fromJson(file.readAll()).object();
        QVERIFY(m_reference[QStringLiteral("cases")].toArray().size() > 60);
    }

    void height()
    {
        const std::array<std::pair<std::uint64_t, int>, 9> rows{
            {{1, 0}, {2, 1}, {3, 2}, {4, 2}, {5, 3}, {64, 6}, {65, 7}, {1U << 31, 31}, {0xffffffff, 32}}};
        for (const auto &[leaves, height] : rows)
            QCOMPARE(merkleHeight(leaves), height);
    }

    void padding_isOfZeroHashesNotOfZeroBytes()
    {
        Sha256 hash;
        const QStringList expected = stringList(m_reference[QStringLiteral("padding")]);
        QCOMPARE(expected.size(), 7);
        for (int i = 0; i < expected.size(); ++i)
            QCOMPARE(QString::fromStdString(merklePadding(hash, i).hex()), expected[i]);
        QVERIFY(merklePadding(hash, 0).isZero());
    }

    void rootOfPicture_data()
    {
        QTest::addColumn<QByteArray>("leaves");
        QTest::addColumn<QByteArray>("picture");
        QTest::newRow("1") << QByteArray("a") << QByteArray("a");
        QTest::newRow("2") << QByteArray("ab") << QByteArray("(ab)");
        QTest::newRow("3") << QByteArray("abc") << QByteArray("((ab)(c.))");
        QTest::newRow("4") << QByteArray("abcd") << QByteArray("((ab)(cd))");
        QTest::newRow("5") << QByteArray("abcde") << QByteArray("(((ab)(cd))((e.)(..)))");
        QTest::newRow("6") << QByteArray("abcdef") << QByteArray("(((ab)(cd))((ef)(..)))");
        QTest::newRow("7") << QByteArray("abcdefg") << QByteArray("(((ab)(cd))((ef)(g.)))");
        QTest::newRow("9") << QByteArray("abcdefghi") << QByteArray("((((ab)(cd))((ef)(gh)))(((i.)(..))((..)(..))))");
    }
    void rootOfPicture()
    {
        QFETCH(QByteArray, leaves);
        QFETCH(QByteArray, picture);
        std::vector<Sha256Digest> layer;
        for (const char &c : leaves)
            layer.push_back(Sha256::of(std::as_bytes(std::span(&c, 1))));
        std::string_view rest(picture.constData(), static_cast<std::size_t>(picture.size()));
        Sha256 hash;
        QCOMPARE(merkleRoot(hash, layer, 0).hex(), hashOfPicture(rest).hex());
        QVERIFY(rest.empty());
    }

    void reference_data()
    {
        QTest::addColumn<QJsonObject>("expected");
        for (const QJsonValue &entry : m_reference[QStringLiteral("cases")].toArray()) {
            const QJsonObject object = entry.toObject();
            QTest::addRow("%lld bytes, pieces of %lld", object[QStringLiteral("size")].toInteger(),
                          object[QStringLiteral("pieceLength")].toInteger())
                << object;
        }
    }
    void reference()
    {
        QFETCH(QJsonObject, expected);
        const std::vector<std::byte> bytes =
            payload(static_cast<std::size_t>(expected[QStringLiteral("size")].toInteger()));
        const Geometry geometry(Bytes{bytes.size()},
                                Bytes{static_cast<std::uint64_t>(expected[QStringLiteral("pieceLength")].toInteger())});
        const PieceHashKinds kinds{.merkle = true, .sha1 = true, .flat = true};
        ContentHashes hashes = ContentHashes::sized(geometry, kinds);
        PieceHasher hasher(geometry, kinds);
        for (PieceIndex piece; piece.value() < geometry.pieceCount(); ++piece)
            hashes.set(piece, hasher.hash(pieceOf(geometry, bytes, piece)));

        QCOMPARE(hexList(hashes.pieceLayer), stringList(expected[QStringLiteral("layer")]));
        QCOMPARE(hexList(hashes.v1Pieces), stringList(expected[QStringLiteral("sha1")]));
        QCOMPARE(hexList(hashes.flatPieces), stringList(expected[QStringLiteral("flat")]));
        Sha256 hash;
        const Sha256Digest rootDigest = merkleRoot(hash, hashes.pieceLayer, geometry.pieceTreeHeight());
        QCOMPARE(QString::fromStdString(rootDigest.hex()), expected[QStringLiteral("root")].toString());

        const PieceVerifier merkle(PieceVerifier::Kind::Merkle, geometry, hashes.pieceLayer);
        const PieceVerifier flat(PieceVerifier::Kind::Flat, geometry, hashes.flatPieces);
        for (PieceIndex piece; piece.value() < geometry.pieceCount(); ++piece) {
            QVERIFY(merkle.matches(piece, pieceOf(geometry, bytes, piece)));
            QVERIFY(flat.matches(piece, pieceOf(geometry, bytes, piece)));
        }

        const PiecesRoot root = *PiecesRoot::fromBytes(rootDigest.bytes());
        for (const QJsonValue &proof : expected[QStringLiteral("proofs")].toArray()) {
            const BlockIndex block{static_cast<std::uint32_t>(proof[QStringLiteral("block")].toInteger())};
            const PieceIndex piece = geometry.pieceOf(block);
            const std::vector<Sha256Digest> blocks = blockHashes(pieceOf(geometry, bytes, piece));
            const Sha256Digest leaf = blocks[block.value() - geometry.firstBlockOf(piece).value()];
            QCOMPARE(QString::fromStdString(leaf.hex()), proof[QStringLiteral("leaf")].toString());
            std::vector<Sha256Digest> uncles = proveBlock(geometry, block, blocks, hashes.pieceLayer);
            QCOMPARE(hexList(uncles), stringList(proof[QStringLiteral("uncles")]));
            QVERIFY(provesBlock(geometry, block, leaf, uncles, root));

            // Everything that differs in one thing proves nothing.
            Sha256Digest otherLeaf = leaf;
            otherLeaf.writable()[31] ^= std::byte{1};
            QVERIFY(!provesBlock(geometry, block, otherLeaf, uncles, root));
            PiecesRoot otherRoot = root;
            otherRoot.writable()[0] ^= std::byte{0x80};
            QVERIFY(!provesBlock(geometry, block, leaf, uncles, otherRoot));
            QVERIFY(!provesBlock(geometry, BlockIndex{geometry.blockCount()}, leaf, uncles, root));
            for (Sha256Digest &uncle : uncles) {
                uncle.writable()[7] ^= std::byte{1};
                QVERIFY(!provesBlock(geometry, block, leaf, uncles, root));
                uncle.writable()[7] ^= std::byte{1};
            }
            uncles.push_back({});
            QVERIFY(!provesBlock(geometry, block, leaf, uncles, root));
            uncles.resize(uncles.size() - 1);
            if (!uncles.empty()) {
                // An inner node is no leaf: a proof that starts one level up has one uncle too few.
                QVERIFY(!provesBlock(geometry, block, merkleParent(hash, leaf, uncles[0]), std::span(uncles).subspan(1),
                                     root));
                QVERIFY(!provesBlock(geometry, BlockIndex{block.value() ^ 1}, leaf, uncles, root));
            }
        }
    }

    void portionsOfAnySizeGiveTheSame()
    {
        const std::vector<std::byte> bytes = payload(5 * 16384 + 77);
        const Geometry geometry(Bytes{bytes.size()}, 1_MiB);
        PieceHasher hasher(geometry, {.merkle = true, .sha1 = true, .flat = true});
        const PieceHashes whole = hasher.hash(bytes);
        for (const std::size_t portion :
             {std::size_t{1}, std::size_t{1000}, std::size_t{16383}, std::size_t{16385}, std::size_t{40000}}) {
            for (std::size_t at = 0; at < bytes.size(); at += portion)
                hasher.add(std::span(bytes).subspan(at, std::min(portion, bytes.size() - at)));
            const PieceHashes parts = hasher.finish();
            QVERIFY(parts.merkleRoot == whole.merkleRoot);
            QVERIFY(parts.sha1 == whole.sha1);
            QVERIFY(parts.flat == whole.flat);
        }
        QVERIFY(whole.flat == Sha256::of(bytes));
        QVERIFY(whole.sha1 == Sha1::of(bytes));
    }

    void verifierRefusesAllButThePiece()
    {
        const std::vector<std::byte> bytes = payload(2 * 65536 + 1);
        const Geometry geometry(Bytes{bytes.size()}, 64_KiB);
        PieceHasher hasher(geometry, {.merkle = true, .flat = true});
        ContentHashes hashes = ContentHashes::sized(geometry, {.merkle = true, .flat = true});
        for (PieceIndex piece; piece.value() < geometry.pieceCount(); ++piece)
            hashes.set(piece, hasher.hash(pieceOf(geometry, bytes, piece)));
        for (const PieceVerifier &verifier : {PieceVerifier(PieceVerifier::Kind::Merkle, geometry, hashes.pieceLayer),
                                              PieceVerifier(PieceVerifier::Kind::Flat, geometry, hashes.flatPieces)}) {
            std::vector<std::byte> piece(bytes.begin(), bytes.begin() + 65536);
            QVERIFY(verifier.matches(PieceIndex{0}, piece));
            QVERIFY(!verifier.matches(PieceIndex{1}, piece));
            QVERIFY(!verifier.matches(PieceIndex{3}, piece));
            QVERIFY(!verifier.matches(PieceIndex{0}, {}));
            QVERIFY(!verifier.matches(PieceIndex{0}, std::span(piece).first(65535)));
            for (const std::size_t at : {std::size_t{0}, std::size_t{16384}, std::size_t{65535}}) {
                piece[at] ^= std::byte{1};
                QVERIFY(!verifier.matches(PieceIndex{0}, piece));
                piece[at] ^= std::byte{1};
            }
            // The last piece is one byte; with zeros up to a block it is another piece.
            QVERIFY(verifier.matches(PieceIndex{2}, std::span(bytes).last(1)));
            std::vector<std::byte> padded(65536);
            padded[0] = bytes.back();
            QVERIFY(!verifier.matches(PieceIndex{2}, padded));
        }
    }

    void verifyGivesTheBufferBack()
    {
        BufferPool pool(1_MiB);
        const std::vector<std::byte> bytes = payload(16384);
        const Geometry geometry(16_KiB, 16_KiB);
        const PieceVerifier verifier(PieceVerifier::Kind::Merkle, geometry, {Sha256::of(bytes)});
        PieceBuffer buffer = pool.tryAcquire(bytes.size());
        std::copy(bytes.begin(), bytes.end(), buffer.bytes().begin());
        buffer.bytes()[5] ^= std::byte{1};
        auto refused = verifier.verify(PieceIndex{0}, Unverified(std::move(buffer)));
        QVERIFY(!refused);
        PieceBuffer again = std::move(refused.error()).take();
        again.bytes()[5] ^= std::byte{1};
        auto accepted = verifier.verify(PieceIndex{0}, Unverified(std::move(again)));
        QVERIFY(accepted);
        QVERIFY(std::ranges::equal(accepted->get().bytes(), std::span<const std::byte>(bytes)));
    }

private:
    QJsonObject m_reference;
};

QTEST_GUILESS_MAIN(TestMerkle)
#include "tst_merkle.moc"
