// SPDX-License-Identifier: GPL-3.0-or-later
// Bringing a complete content to its destination: D35-D38 of core/store/README.md.
#include "core/meta/Sha256.h"
#include "core/store/EarlyCopy.h"
#include "core/store/ProvenCopy.h"
#include "tests/store/StoreHarness.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <cerrno>
#include <fcntl.h>
#include <numeric>
#include <sys/stat.h>
#include <unistd.h>

using namespace freshet;
using namespace freshet::test;

namespace {

/// Another filesystem than the cache's, so that nothing can be cloned.
const QString memoryDirectory = QStringLiteral("/dev/shm/freshet-XXXXXX");

std::span<const std::byte> bytesOf(const QByteArray &array)
{
    return std::as_bytes(std::span(array.constData(), static_cast<std::size_t>(array.size())));
}

/// A content proven by a piece hash file.
OpenRequest flatHashes(const Geometry &geometry, const std::function<QByteArray(std::uint32_t)> &piece,
                       const Sha256Digest &key)
{
    std::vector<Sha256Digest> digests;
    for (std::uint32_t p = 0; p < geometry.pieceCount(); ++p)
        digests.push_back(Sha256::of(bytesOf(piece(p))));
    OpenRequest request;
    request.key = {StorageKey::Kind::Request, key};
    request.name = QStringLiteral("flat");
    request.geometry = geometry;
    request.proof = ProofKind::PieceHashes;
    request.verifier = std::make_shared<const PieceVerifier>(PieceVerifier::Kind::Flat, geometry, std::move(digests));
    return request;
}

} // namespace

class TestStoreHandOver : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void copiesProven();
    void d35_wrongPiecesAreDroppedAndFetchedAgain();
    void d35_wrongWholeIsDropped();
    void d35_everyPortionIsProven_data();
    void d35_everyPortionIsProven();
    void d35_piecesThatAreGoneAreDropped();
    void d53_whatComesSlowlyIsCopiedAsItComes();
    void d53_onceBegunNothingIsReadAgain();
    void d53_aPieceThatRottedIsNotCopied();
    void d36_failedWriteEndsTheCopy();
    void d36_failureLeavesNothing_data();
    void d36_failureLeavesNothing();
    void d36_overwriteIsAsked();
    void d36_symlinkAtTheDestinationIsReplaced();
    void d36_modeHonoursUmask();
    void d37_cacheItselfIsNoDestination();
    void d37_otherFilesystem();
    void incompleteIsRefused();
    void d52_partsInTheOrderOfTheRequest();
    void d52_partsOfAnIncompleteContent();
    void d52_aPartThatRottedIsDroppedAndNothingAppears();

private:
    QString out(const char *name) const { return m_out->filePath(QString::fromLatin1(name)); }
    QStringList outNames() const
    {
        return QDir(m_out->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }

    /// What a file without a name takes of the destination's disk; 0 if there is none.
    qint64 namelessBytes() const
    {
        for (const QFileInfo &fd : QDir(QStringLiteral("/proc/self/fd")).entryInfoList(QDir::System | QDir::Files)) {
            struct stat st{};
            if (::stat(QFile::encodeName(fd.filePath()).constData(), &st) == 0 && st.st_nlink == 0
                && fd.symLinkTarget().startsWith(m_out->path()))
                return st.st_blocks * 512;
        }
        return 0;
    }

    const TestContent m_content{Bytes{300'001}, 64_KiB};
    std::optional<QTemporaryDir> m_out;
    std::optional<StoreHarness> m_h;
    ContentHandle m_handle;
};

void TestStoreHandOver::init()
{
    m_out.emplace();
    m_h.emplace();
    QVERIFY(m_h->open());
    QVERIFY(m_h->download(m_content, &m_handle));
}

void TestStoreHandOver::cleanup()
{
    m_h.reset();
    m_out.reset();
}

void TestStoreHandOver::d53_whatComesSlowlyIsCopiedAsItComes()
{
    m_out.emplace(memoryDirectory);
    QVERIFY(m_out->isValid());
    const auto whole = m_h->handOver(m_handle, out("other"));
    QVERIFY(whole);
    QVERIFY(whole->method == HandOverResult::Method::Copy);
    const TestContent content{Bytes{300'001}, 64_KiB, 2};
    const auto opened = m_h->openContent(content.request());
    QVERIFY(opened);
    m_h->store().expectHandOver(opened->handle, openDirectory(m_out->path()), QStringLiteral("file"));
    for (std::uint32_t piece = 0; piece < 3; ++piece)
        m_h->submit(opened->handle, piece, content.piece(piece));
    QVERIFY(waitUntil([&] {
        m_h->clock.advance(std::chrono::milliseconds{100});
        return m_h->heard(opened->handle).durable.size() == 3;
    }));
    // The copy has no name yet, but it is open.
    QVERIFY(waitUntil([&] { return namelessBytes() >= 3 * 65536; }));
    QCOMPARE(outNames(), QStringList{QStringLiteral("other")});
    overwrite(m_h->pathOf(content), 70'000, "not what was proven");
    for (std::uint32_t piece = 3; piece < content.pieceCount(); ++piece)
        m_h->submit(opened->handle, piece, content.piece(piece));
    QVERIFY(waitUntil([&] { return m_h->heard(opened->handle).complete == 1; }));
    const auto handed = m_h->handOver(opened->handle, out("file"));
    QVERIFY(handed);
    QVERIFY(readAll(out("file")) == content.bytes()); // proven when it was copied
    QCOMPARE(outNames(), (QStringList{QStringLiteral("file"), QStringLiteral("other")}));
}

void TestStoreHandOver::d53_onceBegunNothingIsReadAgain()
{
    m_out.emplace(memoryDirectory);
    QVERIFY(m_out->isValid());
    const auto whole = m_h->handOver(m_handle, out("other"));
    QVERIFY(whole);
    QVERIFY(whole->method == HandOverResult::Method::Copy);
    const TestContent content{Bytes{300'001}, 64_KiB, 2};
    const auto opened = m_h->openContent(content.request());
    QVERIFY(opened);
    m_h->store().expectHandOver(opened->handle, openDirectory(m_out->path()), QStringLiteral("file"));
    m_h->submit(opened->handle, 0, content.piece(0));
    QVERIFY(waitUntil([&] {
        m_h->clock.advance(std::chrono::milliseconds{100});
        return m_h->heard(opened->handle).durable.size() == 1;
    }));
    QVERIFY(waitUntil([&] { return namelessBytes() >= 65536; }));
    // Time stands still: this piece is not durable, and on its way nevertheless.
    m_h->submit(opened->handle, 1, content.piece(1));
    QVERIFY(waitUntil([&] { return namelessBytes() >= 2 * 65536; }));
    QCOMPARE(m_h->heard(opened->handle).durable.size(), 1);
    overwrite(m_h->pathOf(content), 70'000, "not what was proven");
    for (std::uint32_t piece = 2; piece < content.pieceCount(); ++piece)
        m_h->submit(opened->handle, piece, content.piece(piece));
    QVERIFY(waitUntil([&] { return m_h->heard(opened->handle).complete == 1; }));
    QVERIFY(m_h->handOver(opened->handle, out("file")));
    QVERIFY(readAll(out("file")) == content.bytes());
    QVERIFY(waitUntil([&] { return m_h->store().pool().lentBytes() == 0; }));
}

void TestStoreHandOver::d53_aPieceThatRottedIsNotCopied()
{
    const UniqueFd directory = openDirectory(m_out->path());
    const auto verifier = std::make_shared<const PieceVerifier>(m_content.metainfo().verifier());
    overwrite(m_h->pathOf(m_content), 70'000, "not what was proven");
    const UniqueFd source(::open(QFile::encodeName(m_h->pathOf(m_content)).constData(), O_RDONLY | O_CLOEXEC));
    EarlyCopy copy(openDirectory(m_out->path()), QStringLiteral("file"), "mark", verifier);
    const std::atomic<bool> cancel = false;
    copy.add(source.get(), {PieceIndex{0}, PieceIndex{1}, PieceIndex{2}, PieceIndex{3}, PieceIndex{4}}, cancel);
    QVERIFY(!copy.finish(source.get(), directory.get(), cancel));
    QCOMPARE(outNames(), QStringList());
}

void TestStoreHandOver::copiesProven()
{
    const auto handed = m_h->handOver(m_handle, out("file"));
    QVERIFY(handed);
    QCOMPARE(handed->bytes, Bytes{300'001});
    QVERIFY(readAll(out("file")) == m_content.bytes());
    QCOMPARE(outNames(), QStringList{QStringLiteral("file")});
    struct stat a{};
    struct stat b{};
    QCOMPARE(::stat(QFile::encodeName(out("file")).constData(), &a), 0);
    QCOMPARE(::stat(QFile::encodeName(m_h->pathOf(m_content)).constData(), &b), 0);
    QVERIFY(a.st_ino != b.st_ino); // never a second name of the cache file
    QCOMPARE(a.st_nlink, 1U);
    QVERIFY(m_h->handOver(m_handle, out("second"))); // as often as one likes
}

void TestStoreHandOver::d35_wrongPiecesAreDroppedAndFetchedAgain()
{
    overwrite(m_h->pathOf(m_content), 65536 + 9, "rot");
    overwrite(m_h->pathOf(m_content), 300'000, "!");
    auto handed = m_h->handOver(m_handle, out("file"));
    QVERIFY(!handed);
    QCOMPARE(handed.error().code, ErrorCode::PieceMismatch);
    QCOMPARE(handed.error().kept, Kept::VerifiedPieces);
    auto &heard = m_h->heard(m_handle);
    QCOMPARE(heard.dropped, (std::vector<std::uint32_t>{1, 4}));
    QVERIFY(outNames().isEmpty());
    QCOMPARE(m_h->record(m_content.key())->durable.count(), 3U);
    for (std::uint32_t p : {1U, 4U})
        m_h->submit(m_handle, p, m_content.piece(p));
    QVERIFY(waitUntil([&] { return heard.complete == 2; }));
    handed = m_h->handOver(m_handle, out("file"));
    QVERIFY(handed);
    QVERIFY(readAll(out("file")) == m_content.bytes());
}

void TestStoreHandOver::d35_wrongWholeIsDropped()
{
    for (const ProofKind proof : {ProofKind::FlatDigest, ProofKind::None}) {
        const auto opened = m_h->openContent(m_content.flatRequest(proof));
        QVERIFY(opened);
        m_h->submitAll(opened->handle, m_content);
        QVERIFY(waitUntil([&] { return m_h->heard(opened->handle).complete == 1; }));
        overwrite(m_h->directory() + QLatin1Char('/') + opened->record.key.fileName(), 5, "rot");
        const auto handed = m_h->handOver(opened->handle, out("file"));
        QVERIFY(!handed);
        QCOMPARE(handed.error().code, ErrorCode::DigestMismatch);
        QVERIFY(m_h->heard(opened->handle).failed);
        QVERIFY(outNames().isEmpty());
        QCOMPARE(m_h->record(opened->record.key)->durable.count(), 0U);
    }
}

void TestStoreHandOver::d35_everyPortionIsProven_data()
{
    QTest::addColumn<quint64>("length");
    QTest::addColumn<quint64>("pieceLength");
    QTest::addColumn<bool>("flat");
    QTest::addColumn<QList<quint32>>("wrong");
    QTest::newRow("many pieces in a portion")
        << quint64{5 * 1024 * 1024 + 1} << quint64{64 * 1024} << false << QList<quint32>{0, 15, 16, 79, 80};
    QTest::newRow("a piece is a portion")
        << quint64{6 * 1024 * 1024} << quint64{1024 * 1024} << false << QList<quint32>{5};
    QTest::newRow("many portions in a piece")
        << quint64{9 * 1024 * 1024 + 4097} << quint64{4 * 1024 * 1024} << false << QList<quint32>{1, 2};
    QTest::newRow("flat hashes") << quint64{5 * 1024 * 1024 + 17} << quint64{2 * 1024 * 1024} << true
                                 << QList<quint32>{0, 2};
}

void TestStoreHandOver::d35_everyPortionIsProven()
{
    QFETCH(const quint64, length);
    QFETCH(const quint64, pieceLength);
    QFETCH(const bool, flat);
    QFETCH(const QList<quint32>, wrong);
    const TestContent content(Bytes{length}, Bytes{pieceLength}, 7);
    const OpenRequest request =
        flat ? flatHashes(
                   content.geometry(), [&](std::uint32_t p) { return content.piece(p); }, content.digest())
             : content.request();
    const auto opened = m_h->openContent(request);
    QVERIFY(opened);
    m_h->submitAll(opened->handle, content);
    auto &heard = m_h->heard(opened->handle);
    QVERIFY(waitUntil([&] { return heard.complete == 1; }));
    QVERIFY(m_h->handOver(opened->handle, out("good")));
    QVERIFY(readAll(out("good")) == content.bytes());

    std::vector<std::uint32_t> expected;
    for (const quint32 piece : wrong) {
        // The last byte of the piece: in its last portion.
        const Bytes end =
            content.geometry().pieceOffset(PieceIndex{piece}) + content.geometry().pieceSize(PieceIndex{piece});
        const auto at = static_cast<qint64>(end.value()) - 1;
        overwrite(m_h->directory() + QLatin1Char('/') + request.key.fileName(), at,
                  QByteArray(1, static_cast<char>(content.bytes().at(at) ^ 1)));
        expected.push_back(piece);
    }
    const auto handed = m_h->handOver(opened->handle, out("rotten"));
    QVERIFY(!handed);
    QCOMPARE(handed.error().code, ErrorCode::PieceMismatch);
    QCOMPARE(heard.dropped, expected);
    QCOMPARE(outNames(), QStringList{QStringLiteral("good")});
}

void TestStoreHandOver::d35_piecesThatAreGoneAreDropped()
{
    // Of zeros: what is not read must not pass for what memory happens to hold.
    const Geometry geometry(3_MiB, 64_KiB);
    const QByteArray piece(65536, '\0');
    const OpenRequest request =
        flatHashes(geometry, [&](std::uint32_t) { return piece; }, Sha256::of(bytesOf("zeros")));
    const auto opened = m_h->openContent(request);
    QVERIFY(opened);
    for (std::uint32_t p = 0; p < geometry.pieceCount(); ++p)
        m_h->submit(opened->handle, p, piece);
    auto &heard = m_h->heard(opened->handle);
    QVERIFY(waitUntil([&] { return heard.complete == 1; }));
    QVERIFY(QFile::resize(m_h->directory() + QLatin1Char('/') + request.key.fileName(), 65536 + 5));
    const auto handed = m_h->handOver(opened->handle, out("file"));
    QVERIFY(!handed);
    QCOMPARE(handed.error().code, ErrorCode::PieceMismatch);
    std::vector<std::uint32_t> gone(geometry.pieceCount() - 1);
    std::iota(gone.begin(), gone.end(), 1U);
    QCOMPARE(heard.dropped, gone);
    QVERIFY(outNames().isEmpty());
}

void TestStoreHandOver::d36_failedWriteEndsTheCopy()
{
    const PieceVerifier verifier = m_content.metainfo().verifier();
    const UniqueFd from(::open(QFile::encodeName(m_h->pathOf(m_content)).constData(), O_RDONLY | O_CLOEXEC));
    const UniqueFd full(::open("/dev/full", O_RDWR | O_CLOEXEC));
    const std::atomic<bool> cancel = false;
    const auto outcome =
        ProvenCopy{.from = from.get(), .to = full.get(), .geometry = m_content.geometry(), .verifier = &verifier}.run(
            cancel);
    QCOMPARE(outcome.writeError, ENOSPC);
    QVERIFY(outcome.wrongPieces.empty());
}

void TestStoreHandOver::d36_failureLeavesNothing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("path") << QStringLiteral("a/b") << ErrorCode::InvalidArgument;
    QTest::newRow("dots") << QStringLiteral("..") << ErrorCode::InvalidArgument;
    QTest::newRow("empty") << QString() << ErrorCode::InvalidArgument;
    QTest::newRow("too long") << QString(300, QLatin1Char('n')) << ErrorCode::InvalidArgument;
    QTest::newRow("directory") << QStringLiteral("taken") << ErrorCode::OutputUnwritable;
}

void TestStoreHandOver::d36_failureLeavesNothing()
{
    QFETCH(const QString, name);
    QFETCH(const ErrorCode, code);
    QVERIFY(QDir().mkdir(out("taken")));
    const auto handed = m_h->await<HandOverResult>([&](auto done) {
        m_h->store().handOver(m_handle, {openDirectory(m_out->path()), name, m_out->path(), true}, std::move(done));
    });
    QVERIFY(!handed);
    QCOMPARE(handed.error().code, code);
    QCOMPARE(handed.error().kept, Kept::WholeContent);
    QCOMPARE(outNames(), QStringList{QStringLiteral("taken")});
    QVERIFY(m_h->record(m_content.key())->complete); // D37
}

void TestStoreHandOver::d36_overwriteIsAsked()
{
    QFile file(out("file"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("mine");
    file.close();
    const auto refused = m_h->handOver(m_handle, out("file"), false);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::OutputExists);
    QCOMPARE(readAll(out("file")), QByteArray("mine"));
    QVERIFY(m_h->handOver(m_handle, out("other"), false));
    QVERIFY(m_h->handOver(m_handle, out("file"), true));
    QVERIFY(readAll(out("file")) == m_content.bytes());
}

void TestStoreHandOver::d36_symlinkAtTheDestinationIsReplaced()
{
    const QTemporaryDir elsewhere;
    const QByteArray victim = QFile::encodeName(elsewhere.filePath(QStringLiteral("victim")));
    QCOMPARE(::symlink(victim.constData(), QFile::encodeName(out("file")).constData()), 0);
    QVERIFY(m_h->handOver(m_handle, out("file")));
    QVERIFY(!QFile::exists(QFile::decodeName(victim)));
    QVERIFY(!QFileInfo(out("file")).isSymLink());
}

void TestStoreHandOver::d36_modeHonoursUmask()
{
    const mode_t before = ::umask(027);
    const auto handed = m_h->handOver(m_handle, out("file"));
    ::umask(before);
    QVERIFY(handed);
    struct stat st{};
    QCOMPARE(::stat(QFile::encodeName(out("file")).constData(), &st), 0);
    QCOMPARE(st.st_mode & 07777U, 0640U);
}

void TestStoreHandOver::d37_cacheItselfIsNoDestination()
{
    const auto handed = m_h->handOver(m_handle, m_h->directory() + QStringLiteral("/ledger.sqlite"));
    QVERIFY(!handed);
    QCOMPARE(handed.error().code, ErrorCode::InvalidArgument);
    QVERIFY(m_h->record(m_content.key())->complete);
}

void TestStoreHandOver::d37_otherFilesystem()
{
    const QTemporaryDir other(QStringLiteral("/dev/shm/freshet-XXXXXX"));
    QVERIFY(other.isValid());
    QVERIFY(m_h->handOver(m_handle, other.filePath(QStringLiteral("file"))));
    QVERIFY(readAll(other.filePath(QStringLiteral("file"))) == m_content.bytes());
}

void TestStoreHandOver::incompleteIsRefused()
{
    const TestContent other(128_KiB, 64_KiB, 3);
    const auto opened = m_h->openContent(other.request());
    QVERIFY(opened);
    m_h->submit(opened->handle, 0, other.piece(0));
    QVERIFY(!m_h->handOver(opened->handle, out("file")));
    QVERIFY(outNames().isEmpty());
    QVERIFY(!m_h->handOver(ContentHandle{999}, out("file")));
}

namespace {

Destination parts(const QString &directory, std::vector<Extent> extents)
{
    return {.directory = openDirectory(directory),
            .fileName = QStringLiteral("parts"),
            .displayPath = QStringLiteral("parts"),
            .extents = std::move(extents)};
}

} // namespace

void TestStoreHandOver::d52_partsInTheOrderOfTheRequest()
{
    const auto done = m_h->await<HandOverResult>([&](auto callback) {
        m_h->store().handOver(m_handle, parts(m_out->path(), {{300'000_B, 1_B}, {65'530_B, 10_B}, {0_B, 300'001_B}}),
                              std::move(callback));
    });
    QVERIFY(done);
    QCOMPARE(done->bytes, 300'012_B);
    const QByteArray all = m_content.bytes();
    QCOMPARE(readAll(out("parts")), all.right(1) + all.mid(65'530, 10) + all);
}

void TestStoreHandOver::d52_partsOfAnIncompleteContent()
{
    const TestContent content(Bytes{500'000}, 64_KiB, 7);
    OpenRequest request = content.request();
    request.expected = {{64_KiB, 128_KiB}};
    const auto opened = m_h->openContent(request);
    QVERIFY(opened);
    struct stat st{};
    QCOMPARE(::stat(QFile::encodeName(m_h->pathOf(content)).constData(), &st), 0);
    QCOMPARE(st.st_size, 500'000);
    QVERIFY2(st.st_blocks * 512 < 300'000, "more than the parts was reserved");
    for (const std::uint32_t piece : {1U, 2U})
        m_h->submit(opened->handle, piece, content.piece(piece));
    m_h->store().flush(opened->handle);
    const auto get = [&](Extent extent) {
        return m_h->await<HandOverResult>([&](auto callback) {
            m_h->store().handOver(opened->handle, parts(m_out->path(), {extent}), std::move(callback));
        });
    };
    QVERIFY(get({65'536_B, 131'072_B}));
    QCOMPARE(readAll(out("parts")), content.bytes().mid(65'536, 131'072));
    for (const Extent beyond :
         {Extent{65'535_B, 2_B}, Extent{196'607_B, 2_B}, Extent{500'000_B, 1_B}, Extent{65'536_B, Bytes{~0ULL}}}) {
        const auto refused = get(beyond);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
    }
}

void TestStoreHandOver::d52_aPartThatRottedIsDroppedAndNothingAppears()
{
    overwrite(m_h->pathOf(m_content), 70'000, "rot");
    const auto done = m_h->await<HandOverResult>([&](auto callback) {
        m_h->store().handOver(m_handle, parts(m_out->path(), {{65'536_B, 5_B}, {65'540_B, 5_B}}), std::move(callback));
    });
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::PieceMismatch);
    QCOMPARE(m_h->heard(m_handle).dropped, std::vector<std::uint32_t>{1});
    QVERIFY(outNames().isEmpty());
}

QTEST_GUILESS_MAIN(TestStoreHandOver)
#include "tst_store_handover.moc"
