// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/base/Units.h"
#include "core/base/Verified.h"
#include "core/meta/Geometry.h"
#include "core/meta/Metainfo.h"
#include "core/meta/PieceVerifier.h"

#include <QTest>

#include <concepts>
#include <type_traits>

using namespace freshet;

// Mixing what must not be mixed does not compile (promise P1). Each line is checked when this file is built;
// the positive lines keep the negative ones from being true of everything.

template <typename A, typename B>
concept Mixes = std::convertible_to<A, B> || std::constructible_from<B, A> || std::assignable_from<B &, A>
                || requires(A a, B b) { a == b; } || requires(A a, B b) { a < b; } || requires(A a, B b) { a + b; }
                || requires(A a, B b) { a += b; };

static_assert(Mixes<PieceIndex, PieceIndex>);
static_assert(!Mixes<PieceIndex, BlockIndex>);
static_assert(!Mixes<BlockIndex, PieceIndex>);
static_assert(!Mixes<Bytes, BytesPerSecond>);
static_assert(!Mixes<Bytes, PieceIndex>);
static_assert(!Mixes<JobId, PieceIndex>);
static_assert(!std::convertible_to<std::uint32_t, PieceIndex>);
static_assert(!std::convertible_to<PieceIndex, std::uint32_t>);
static_assert(!std::convertible_to<std::uint64_t, Bytes>);

static_assert(Mixes<Sha256Digest, Sha256Digest>);
static_assert(!Mixes<PiecesRoot, ContentId>);
static_assert(!Mixes<ContentId, PiecesRoot>);
static_assert(!Mixes<Sha256Digest, ContentId>);
static_assert(!Mixes<Sha256Digest, PiecesRoot>);
static_assert(!Mixes<Sha1Digest, Sha256Digest>);
// Attack A12: no text becomes a digest but through the checked functions.
static_assert(!std::constructible_from<ContentId, std::string>);
static_assert(!std::constructible_from<ContentId, const char *>);
static_assert(!std::constructible_from<ContentId, std::span<const std::byte>>);

static_assert(!Mixes<Unverified<PieceBuffer>, Verified<PieceBuffer>>);
static_assert(!Mixes<Verified<PieceBuffer>, Unverified<PieceBuffer>>);
static_assert(!Mixes<PieceBuffer, Verified<PieceBuffer>>);
static_assert(!Mixes<Unverified<int>, Verified<int>>);
static_assert(!std::default_initializable<Verified<PieceBuffer>>);
static_assert(std::constructible_from<Unverified<PieceBuffer>, PieceBuffer>);
static_assert(!std::convertible_to<PieceBuffer, Unverified<PieceBuffer>>);
static_assert(std::movable<Verified<PieceBuffer>>);
// Verified bytes cannot be changed in place.
static_assert(std::same_as<decltype(std::declval<Verified<int> &>().get()), const int &>);

template <typename Piece, typename Buffer>
concept CanVerify =
    requires(const PieceVerifier &verifier, Piece piece, Buffer buffer) { verifier.verify(piece, std::move(buffer)); };
static_assert(CanVerify<PieceIndex, Unverified<PieceBuffer>>);
static_assert(!CanVerify<BlockIndex, Unverified<PieceBuffer>>);
static_assert(!CanVerify<PieceIndex, PieceBuffer>);
static_assert(!CanVerify<std::uint32_t, Unverified<PieceBuffer>>);
static_assert(!std::convertible_to<Sha1Digest, decltype(Metainfo::pieceLayer)::value_type>);

// The arithmetic of pieces is right at its edges, and 64 bits wide.
static_assert(Geometry(1_B, 16_KiB).pieceCount() == 1 && Geometry(1_B, 16_KiB).blockCount() == 1);
static_assert(Geometry(16_KiB, 16_KiB).pieceCount() == 1 && Geometry(16_KiB + 1_B, 16_KiB).pieceCount() == 2);
static_assert(Geometry(3_MiB + 1_B, 1_MiB).pieceSize(PieceIndex{3}) == 1_B);
static_assert(Geometry(3_MiB + 1_B, 1_MiB).blockSize(BlockIndex{192}) == 1_B);
static_assert(Geometry(3_MiB, 1_MiB).pieceAt(3_MiB - 1_B) == PieceIndex{2});
static_assert(Geometry(3_MiB, 1_MiB).pieceOf(BlockIndex{63}) == PieceIndex{0}
              && Geometry(3_MiB, 1_MiB).pieceOf(BlockIndex{64}) == PieceIndex{1});
static_assert(Geometry(maximumContentLength, 16_KiB).blockCount() == 0xffffffff);
static_assert(Geometry(maximumContentLength, 16_KiB).pieceOffset(PieceIndex{0xfffffffe})
              == maximumContentLength - 16_KiB);
static_assert(Geometry(5_GiB, 1_MiB).pieceOffset(PieceIndex{5000}).value() == 5'242'880'000);
static_assert(Geometry(5_GiB, 64_MiB).firstBlockOf(PieceIndex{79}) == BlockIndex{79 * 4096});
static_assert(Geometry(1_B, 64_MiB).pieceTreeHeight() == 0 && Geometry(100_KiB, 1_MiB).pieceTreeHeight() == 3);
static_assert(Geometry(1_MiB + 1_B, 1_MiB).pieceTreeHeight() == 6
              && Geometry(1_MiB + 1_B, 1_MiB).layerTreeHeight() == 1);

static_assert(Geometry::forPublishing(1_B).pieceLength() == 16_KiB);
static_assert(Geometry::forPublishing(16_KiB).pieceLength() == 16_KiB);
static_assert(Geometry::forPublishing(16_KiB + 1_B).pieceLength() == 32_KiB);
static_assert(Geometry::forPublishing(1_MiB - 1_B).pieceLength() == 1_MiB);
static_assert(Geometry::forPublishing(1_MiB + 1_B).pieceLength() == 1_MiB);
static_assert(Geometry::isLegalPieceLength(16_KiB) && Geometry::isLegalPieceLength(64_MiB));
static_assert(!Geometry::isLegalPieceLength(8_KiB) && !Geometry::isLegalPieceLength(128_MiB)
              && !Geometry::isLegalPieceLength(48_KiB));

class TestMetaTypes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hexOfTheWrongLengthIsNoDigest()
    {
        const std::string hex(64, 'a');
        QVERIFY(ContentId::fromHex(hex));
        for (const std::string &bad : {std::string{}, hex.substr(1), hex + "a", "../" + hex.substr(3),
                                       std::string(64, 'g'), hex + std::string(1, '\0')})
            QVERIFY(!ContentId::fromHex(bad));
        QVERIFY(!ContentId::fromBytes({}));
    }
};

QTEST_GUILESS_MAIN(TestMetaTypes)
#include "tst_metatypes.moc"
