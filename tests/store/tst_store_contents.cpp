// SPDX-License-Identifier: GPL-3.0-or-later
// Contents of every kind and size: sentences D29-D34 of core/store/README.md.
#include "core/meta/PieceHasher.h"
#include "core/meta/Sha256.h"
#include "tests/store/StoreHarness.h"

#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

class TestStoreContents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void d29_withoutVerifierInOrderAndResumed();
    void d29_changedPrefixIsDropped();
    void d30_unknownSizeIsSealed_data();
    void d30_unknownSizeIsSealed();
    void d30_unsealedTailIsNotClaimed();
    void d30_wrongSizeIsRefused();
    void d31_emptyContentIsCompleteAtOnce();
    void d32_wholeDigestIsDemanded_data();
    void d32_wholeDigestIsDemanded();
    void d32_wrongDigestDropsUnprovenBytes();
    void d33_a28_sizesAre64Bit_data();
    void d33_a28_sizesAre64Bit();
    void d34_otherPieceLengthSharesTheFile();
    void sizesAndAlignments_data();
    void sizesAndAlignments();
    void largePiecesOfOthers();
    void resetStartsOver();
};

void TestStoreContents::d29_withoutVerifierInOrderAndResumed()
{
    const TestContent content(300_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    auto opened = h.openContent(content.flatRequest());
    QVERIFY(opened);
    h.submit(opened->handle, 0, content.piece(0));
    h.submit(opened->handle, 2, content.piece(2)); // a gap
    h.submit(opened->handle, 1, content.piece(1));
    h.store().flush(opened->handle);
    QTRY_COMPARE(h.heard(opened->handle).durable, (std::vector<std::uint32_t>{0, 1}));
    QCOMPARE(h.heard(opened->handle).rejected, std::vector<std::uint32_t>{2});
    h.close();
    QVERIFY(h.open());
    opened = h.openContent(content.flatRequest());
    QVERIFY(opened);
    QCOMPARE(opened->record.durable.count(), 2U);
    for (std::uint32_t p = 2; p < content.pieceCount(); ++p)
        h.submit(opened->handle, p, content.piece(p));
    QVERIFY(waitUntil([&] { return h.heard(opened->handle).complete == 1; }));
    QVERIFY(readAll(h.directory() + QLatin1Char('/') + content.flatRequest().key.fileName()) == content.bytes());
}

void TestStoreContents::d29_changedPrefixIsDropped()
{
    const TestContent content(300_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    auto opened = h.openContent(content.flatRequest());
    QVERIFY(opened);
    h.submit(opened->handle, 0, content.piece(0));
    h.submit(opened->handle, 1, content.piece(1));
    h.close();
    overwrite(h.directory() + QLatin1Char('/') + content.flatRequest().key.fileName(), 70000, "rot");
    QVERIFY(h.open());
    opened = h.openContent(content.flatRequest());
    QVERIFY(opened);
    QCOMPARE(opened->record.durable.count(), 0U);
    h.submitAll(opened->handle, content);
    QVERIFY(waitUntil([&] { return h.heard(opened->handle).complete == 1; }));
}

void TestStoreContents::d30_unknownSizeIsSealed_data()
{
    QTest::addColumn<qulonglong>("size");
    QTest::newRow("short tail") << 200'000ULL;
    QTest::newRow("whole pieces") << 4ULL * 65536;
    QTest::newRow("one byte") << 1ULL;
}

void TestStoreContents::d30_unknownSizeIsSealed()
{
    QFETCH(const qulonglong, size);
    const TestContent content(Bytes{size}, 64_KiB);
    for (const ProofKind proof : {ProofKind::FlatDigest, ProofKind::None}) {
        StoreHarness h;
        QVERIFY(h.open());
        OpenRequest request = content.flatRequest(proof);
        request.geometry = Geometry(1024_GiB, 64_KiB);
        request.sizeKnown = false;
        const auto opened = h.openContent(request);
        QVERIFY(opened);
        QVERIFY(!opened->record.sizeKnown);
        h.submitAll(opened->handle, content);
        h.store().sealSize(opened->handle, Bytes{size});
        QVERIFY(waitUntil([&] { return h.heard(opened->handle).complete == 1; }));
        const auto record = h.record(request.key);
        QVERIFY(record->complete && record->sizeKnown);
        QCOMPARE(record->geometry.contentLength().value(), size);
        QCOMPARE(record->durable.size(), content.pieceCount());
        QVERIFY(readAll(h.directory() + QLatin1Char('/') + request.key.fileName()) == content.bytes());
        const QTemporaryDir out;
        QVERIFY(h.handOver(opened->handle, out.filePath(QStringLiteral("x"))));
        QVERIFY(readAll(out.filePath(QStringLiteral("x"))) == content.bytes());
    }
}

void TestStoreContents::d30_unsealedTailIsNotClaimed()
{
    const TestContent content(Bytes{200'000}, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    OpenRequest request = content.flatRequest();
    request.geometry = Geometry(1_GiB, 64_KiB);
    request.sizeKnown = false;
    auto opened = h.openContent(request);
    QVERIFY(opened);
    h.submitAll(opened->handle, content);
    h.close();
    QVERIFY(h.open());
    opened = h.openContent(request);
    QVERIFY(opened);
    QCOMPARE(opened->record.durable.count(), 3U);
    h.submit(opened->handle, 3, content.piece(3));
    h.submit(opened->handle, 4, content.piece(3)); // nothing comes after the end
    h.store().sealSize(opened->handle, Bytes{200'000});
    QVERIFY(waitUntil([&] { return h.heard(opened->handle).complete == 1; }));
    QCOMPARE(h.heard(opened->handle).rejected, std::vector<std::uint32_t>{4});
}

void TestStoreContents::d30_wrongSizeIsRefused()
{
    const TestContent content(Bytes{200'000}, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    OpenRequest request = content.flatRequest();
    request.geometry = Geometry(1_GiB, 64_KiB);
    request.sizeKnown = false;
    const auto opened = h.openContent(request);
    QVERIFY(opened);
    h.submitAll(opened->handle, content);
    h.store().sealSize(opened->handle, Bytes{200'001});
    QVERIFY(waitUntil([&] { return h.heard(opened->handle).failed.has_value(); }));
    QCOMPARE(h.heard(opened->handle).failed->code, ErrorCode::SizeMismatch);
    QCOMPARE(h.heard(opened->handle).complete, 0);
}

void TestStoreContents::d31_emptyContentIsCompleteAtOnce()
{
    const TestContent content(0_B, 64_KiB);
    const QTemporaryDir out;
    for (const bool sizeKnown : {true, false}) {
        StoreHarness h;
        QVERIFY(h.open());
        OpenRequest request = content.flatRequest();
        request.sizeKnown = sizeKnown;
        if (!sizeKnown)
            request.geometry = Geometry(1_GiB, 64_KiB);
        const auto opened = h.openContent(request);
        QVERIFY(opened);
        if (!sizeKnown)
            h.store().sealSize(opened->handle, 0_B);
        QVERIFY(waitUntil([&] { return h.heard(opened->handle).complete == 1; }));
        QVERIFY(h.handOver(opened->handle, out.filePath(QStringLiteral("empty"))));
        QVERIFY(QFile::exists(out.filePath(QStringLiteral("empty"))));
        QCOMPARE(readAll(out.filePath(QStringLiteral("empty"))), QByteArray());
    }
}

void TestStoreContents::d32_wholeDigestIsDemanded_data()
{
    QTest::addColumn<bool>("right");
    QTest::newRow("right") << true;
    QTest::newRow("wrong") << false;
}

void TestStoreContents::d32_wholeDigestIsDemanded()
{
    QFETCH(const bool, right);
    const TestContent content(512_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    OpenRequest request = content.request();
    request.wholeDigest = right ? content.digest() : TestContent(64_KiB, 64_KiB, 9).digest();
    const auto opened = h.openContent(request);
    QVERIFY(opened);
    for (std::uint32_t p = content.pieceCount(); p-- > 0;)
        h.submit(opened->handle, p, content.piece(p));
    auto &heard = h.heard(opened->handle);
    QVERIFY(waitUntil([&] { return heard.complete == 1 || heard.failed; }));
    QCOMPARE(heard.complete, right ? 1 : 0);
    QCOMPARE(h.record(content.key())->complete, right);
    QCOMPARE(h.record(content.key())->durable.count(), 8U); // each piece is proven, whatever the caller thought
    if (!right) {
        QCOMPARE(heard.failed->code, ErrorCode::DigestMismatch);
        QCOMPARE(heard.failed->kept, Kept::VerifiedPieces);
        QCOMPARE(heard.failed->next, NextStep::CorrectInput);
    }
}

void TestStoreContents::d32_wrongDigestDropsUnprovenBytes()
{
    const TestContent content(300_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    const auto opened = h.openContent(content.flatRequest());
    QVERIFY(opened);
    for (std::uint32_t p = 0; p < content.pieceCount(); ++p) {
        QByteArray bytes = content.piece(p);
        if (p == 2)
            bytes[7] = static_cast<char>(bytes[7] ^ 4);
        h.submit(opened->handle, p, bytes);
    }
    auto &heard = h.heard(opened->handle);
    QVERIFY(waitUntil([&] { return heard.failed.has_value(); }));
    QCOMPARE(heard.failed->code, ErrorCode::DigestMismatch);
    QCOMPARE(heard.failed->kept, Kept::Nothing);
    QCOMPARE(heard.complete, 0);
    const auto again = h.openContent(content.flatRequest());
    QVERIFY(again);
    QCOMPARE(again->record.durable.count(), 0U);
    h.submitAll(again->handle, content);
    QVERIFY(waitUntil([&] { return h.heard(again->handle).complete == 1; }));
}

void TestStoreContents::d33_a28_sizesAre64Bit_data()
{
    QTest::addColumn<qulonglong>("size");
    for (const int power : {31, 32, 33}) {
        QTest::addRow("2^%d-1", power) << (1ULL << power) - 1;
        QTest::addRow("2^%d", power) << (1ULL << power);
        QTest::addRow("2^%d+1", power) << (1ULL << power) + 1;
    }
}

void TestStoreContents::d33_a28_sizesAre64Bit()
{
    QFETCH(const qulonglong, size);
    // A sparse content: only the pieces around the end are ever real, and only they are written.
    const Geometry geometry(Bytes{size}, 1_MiB);
    const std::uint32_t last = geometry.pieceCount() - 1;
    const auto bytesFor = [&](std::uint32_t piece) {
        return QByteArray(static_cast<qsizetype>(geometry.pieceSize(PieceIndex{piece}).value()),
                          static_cast<char>('a' + piece % 26));
    };
    std::vector<Sha256Digest> digests(geometry.pieceCount());
    for (std::uint32_t piece : {last - 1, last}) {
        const QByteArray bytes = bytesFor(piece);
        digests[piece] =
            Sha256::of(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
    }
    OpenRequest request;
    request.key.kind = StorageKey::Kind::Request;
    request.name = QStringLiteral("large");
    request.geometry = geometry;
    request.proof = ProofKind::PieceHashes;
    request.verifier = std::make_shared<const PieceVerifier>(PieceVerifier::Kind::Flat, geometry, digests);
    StoreHarness h;
    h.options().bufferBudget = 4_MiB;
    QVERIFY(h.open());
    auto opened = h.openContent(request);
    QVERIFY(opened);
    for (std::uint32_t piece : {last, last - 1})
        h.submit(opened->handle, piece, bytesFor(piece));
    h.close();
    const auto record = h.record(request.key);
    QCOMPARE(record->geometry.contentLength().value(), size);
    QCOMPARE(record->durable.count(), 2U);
    QFile file(h.directory() + QLatin1Char('/') + request.key.fileName());
    QCOMPARE(static_cast<qulonglong>(file.size()), size);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.seek(static_cast<qint64>(geometry.pieceOffset(PieceIndex{last - 1}).value())));
    QVERIFY(file.readAll() == bytesFor(last - 1) + bytesFor(last));
    QVERIFY(h.open());
    opened = h.openContent(request);
    QVERIFY(opened && opened->record.durable.contains(PieceIndex{last}));
}

void TestStoreContents::d34_otherPieceLengthSharesTheFile()
{
    const TestContent coarse(1_MiB, 256_KiB);
    const QByteArray bytes = coarse.bytes();
    const Geometry fineGeometry(1_MiB, 64_KiB);
    const PieceHashKinds kinds{.merkle = true, .sha1 = false, .flat = false};
    ContentHashes hashes = ContentHashes::sized(fineGeometry, kinds);
    PieceHasher hasher(fineGeometry, kinds);
    for (PieceIndex p{0}; p.value() < fineGeometry.pieceCount(); ++p)
        hashes.set(p, hasher.hash(std::as_bytes(std::span(bytes.constData() + p.value() * 65536, 65536))));
    const Metainfo fine = buildMetainfo("fine", std::move(hashes), {}).value();
    QCOMPARE(fine.piecesRoot, coarse.metainfo().piecesRoot);

    StoreHarness h;
    QVERIFY(h.open());
    auto opened = h.openContent(coarse.request());
    QVERIFY(opened);
    h.submit(opened->handle, 1, coarse.piece(1));
    h.store().closeContent(opened->handle);
    OpenRequest request = coarse.request();
    request.geometry = fineGeometry;
    request.verifier = std::make_shared<const PieceVerifier>(fine.verifier());
    request.contentId = fine.contentId;
    request.metainfo = QByteArray::fromStdString(encodeMetainfo(fine));
    opened = h.openContent(request);
    QVERIFY(opened);
    QCOMPARE(opened->record.durable.count(), 4U);
    QVERIFY(opened->record.durable.contains(PieceIndex{4}) && opened->record.durable.contains(PieceIndex{7}));
    h.submit(opened->handle, 0, bytes.first(65536));
    h.store().closeContent(opened->handle);
    opened = h.openContent(coarse.request());
    QVERIFY(opened);
    QCOMPARE(opened->record.durable.count(), 1U); // a quarter of a piece is no piece
}

void TestStoreContents::sizesAndAlignments_data()
{
    QTest::addColumn<qulonglong>("size");
    QTest::addColumn<bool>("directIo");
    for (const bool direct : {true, false}) {
        for (const qulonglong size :
             {1ULL, 4095ULL, 4096ULL, 4097ULL, 65535ULL, 65536ULL, 65537ULL, 3ULL * 65536 + 4096, 5ULL * 65536 - 1})
            QTest::addRow("%llu %s", size, direct ? "direct" : "buffered") << size << direct;
    }
}

void TestStoreContents::sizesAndAlignments()
{
    QFETCH(const qulonglong, size);
    QFETCH(const bool, directIo);
    const TestContent content(Bytes{size}, 64_KiB);
    const QTemporaryDir out;
    StoreHarness h;
    h.options().directIo = directIo;
    QVERIFY(h.open());
    ContentHandle handle;
    QVERIFY(h.download(content, &handle));
    QVERIFY(readAll(h.pathOf(content)) == content.bytes());
    const auto handed = h.handOver(handle, out.filePath(QStringLiteral("copy")));
    QVERIFY(handed);
    QCOMPARE(handed->bytes.value(), size);
    QVERIFY(readAll(out.filePath(QStringLiteral("copy"))) == content.bytes());
    h.close();
    const auto record = h.record(content.key());
    QVERIFY(record->complete && record->completedAt);
}

void TestStoreContents::largePiecesOfOthers()
{
    const TestContent content(65_MiB, 64_MiB);
    const QTemporaryDir out;
    StoreHarness h; // one buffer is larger than its whole budget
    QVERIFY(h.open());
    ContentHandle handle;
    QVERIFY(h.download(content, &handle));
    QVERIFY(h.handOver(handle, out.filePath(QStringLiteral("copy"))));
    QCOMPARE(QFileInfo(out.filePath(QStringLiteral("copy"))).size(), 65LL * 1024 * 1024);
}

void TestStoreContents::resetStartsOver()
{
    const TestContent content(256_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    for (const OpenRequest &request : {content.request(), content.flatRequest()}) {
        const auto opened = h.openContent(request);
        QVERIFY(opened);
        h.submit(opened->handle, 0, content.piece(0));
        h.submit(opened->handle, 1, content.piece(1));
        QVERIFY(h.reset(opened->handle));
        QCOMPARE(h.record(request.key)->durable.count(), 0U);
        QCOMPARE(readAll(h.directory() + QLatin1Char('/') + request.key.fileName()), QByteArray(256 * 1024, '\0'));
        h.submitAll(opened->handle, content);
        QVERIFY(waitUntil([&] { return h.heard(opened->handle).complete == 1; }));
        QVERIFY(h.reset(opened->handle)); // also what is complete
        QVERIFY(!h.record(request.key)->complete);
    }
}

QTEST_GUILESS_MAIN(TestStoreContents)
#include "tst_store_contents.moc"
