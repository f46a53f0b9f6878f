// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/Sha256.h"
#include "core/store/FileHasher.h"
#include "tests/store/StoreHarness.h"

#include <QFile>
#include <QTest>

using namespace freshet;
using namespace freshet::test;

class TestFileHasher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void publishingHashes_data();
    void publishingHashes();
    void verifyNamesTheWrongPieces();
    void shorterAndLongerFiles();
    void flatPieces();
    void badInputs();
    void changedWhileHashing();
    void cancelled();
    void progressEndsAtTheTotal();

private:
    QString write(const QByteArray &bytes) const
    {
        QFile file(m_directory.filePath(QStringLiteral("input")));
        if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            file.write(bytes);
        return file.fileName();
    }
    const QTemporaryDir m_directory;
};

void TestFileHasher::publishingHashes_data()
{
    QTest::addColumn<qulonglong>("size");
    QTest::addColumn<int>("threads");
    for (const int threads : {1, 3}) {
        for (const qulonglong size : {1ULL, 16384ULL, 100'000ULL, 1048576ULL, 1048577ULL, 5'000'000ULL})
            QTest::addRow("%llu by %d", size, threads) << size << threads;
    }
}

void TestFileHasher::publishingHashes()
{
    QFETCH(const qulonglong, size);
    QFETCH(const int, threads);
    const TestContent content(Bytes{size}, Geometry::forPublishing(Bytes{size}).pieceLength());
    const QString path = write(content.bytes());
    const auto hashes = hashFileForPublishing(path, {.hybrid = true, .threads = threads});
    QVERIFY(hashes);
    QCOMPARE(hashes->geometry, content.geometry());
    QVERIFY(hashes->pieceLayer == content.metainfo().pieceLayer);
    QCOMPARE(hashes->v1Pieces.size(), std::size_t{content.pieceCount()});
    QVERIFY(hashFileForPublishing(path, {.hybrid = false})->v1Pieces.empty());
    QVERIFY(verifyFile(path, content.metainfo().verifier(), {.threads = threads})->empty());
}

void TestFileHasher::verifyNamesTheWrongPieces()
{
    const TestContent content(1_MiB, 64_KiB);
    const QString path = write(content.bytes());
    overwrite(path, 3 * 65536, "x");
    overwrite(path, 9 * 65536 + 100, "y");
    const auto wrong = verifyFile(path, content.metainfo().verifier(), {.threads = 2});
    QVERIFY(wrong);
    QCOMPARE(*wrong, (std::vector<PieceIndex>{PieceIndex{3}, PieceIndex{9}}));
}

void TestFileHasher::shorterAndLongerFiles()
{
    const TestContent content(300_KiB, 64_KiB);
    const PieceVerifier verifier = content.metainfo().verifier();
    QCOMPARE(*verifyFile(write(content.bytes().first(150'000)), verifier),
             (std::vector<PieceIndex>{PieceIndex{2}, PieceIndex{3}, PieceIndex{4}}));
    QCOMPARE(verifyFile(write({}), verifier)->size(), 5U);
    QCOMPARE(*verifyFile(write(content.bytes() + 'x'), verifier), std::vector<PieceIndex>{PieceIndex{4}});
}

void TestFileHasher::flatPieces()
{
    const TestContent content(Bytes{200'000}, 64_KiB);
    const auto flat = hashFilePiecesFlat(write(content.bytes()), content.geometry());
    QVERIFY(flat);
    QCOMPARE(flat->size(), 4U);
    const QByteArray last = content.piece(3);
    QCOMPARE(flat->back(),
             Sha256::of(std::as_bytes(std::span(last.constData(), static_cast<std::size_t>(last.size())))));
}

void TestFileHasher::badInputs()
{
    QCOMPARE(hashFileForPublishing(write({})).error().code, ErrorCode::EmptyContent);
    QCOMPARE(hashFileForPublishing(m_directory.path()).error().code, ErrorCode::NotARegularFile);
    QCOMPARE(hashFileForPublishing(m_directory.filePath(QStringLiteral("none"))).error().code, ErrorCode::FileNotFound);
    QCOMPARE(hashFileForPublishing(QStringLiteral("/dev/zero")).error().code, ErrorCode::NotARegularFile);
}

void TestFileHasher::changedWhileHashing()
{
    const TestContent content(4_MiB, 1_MiB);
    const QString path = write(content.bytes());
    std::atomic<bool> done = false;
    FileHashOptions options{.threads = 1};
    options.cancelled = [&] {
        if (!done.exchange(true)) {
            QFile file(path);
            if (file.open(QIODevice::Append))
                file.write("more");
        }
        return false;
    };
    QCOMPARE(hashFileForPublishing(path, options).error().code, ErrorCode::FileChanged);
}

void TestFileHasher::cancelled()
{
    const QString path = write(QByteArray(3 * 1048576, 'c'));
    QCOMPARE(hashFileForPublishing(path, {.cancelled = [] { return true; }}).error().code, ErrorCode::Cancelled);
}

void TestFileHasher::progressEndsAtTheTotal()
{
    const QString path = write(QByteArray(3 * 1048576 + 1, 'p'));
    std::atomic<std::uint64_t> last = 0;
    const auto progress = [&](Bytes hashed, Bytes total) {
        last = hashed.value() <= total.value() ? std::max(last.load(), hashed.value()) : 0;
    };
    QVERIFY(hashFileForPublishing(path, {.progress = progress}));
    QCOMPARE(last.load(), 3ULL * 1048576 + 1);
}

QTEST_GUILESS_MAIN(TestFileHasher)
#include "tst_store_filehasher.moc"
