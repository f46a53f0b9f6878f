// SPDX-License-Identifier: GPL-3.0-or-later
// What the ledger may be believed, and files that changed under us: D18-D25 of core/store/README.md.
#include "core/store/Ledger.h"
#include "core/store/LedgerSchema.h"
#include "core/store/PieceBitmap.h"
#include "tests/store/StoreHarness.h"

#include <QDir>
#include <QFile>
#include <QSqlQuery>
#include <QTest>

#include <unistd.h>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

namespace {

/// Runs statements on the ledger of a closed store, as any other program might.
bool tamper(const QString &directory, const QStringList &statements)
{
    bool ok = true;
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("tamper"));
        db.setDatabaseName(directory + QLatin1Char('/') + Ledger::fileName());
        ok = db.open();
        for (const QString &statement : statements) {
            QSqlQuery query(db);
            ok = query.exec(statement) && ok;
        }
        db.close();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("tamper"));
    return ok;
}

} // namespace

class TestStoreLedger : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void d18_f8_changedFileIsNoticedByTheBarrier_data();
    void d18_f8_changedFileIsNoticedByTheBarrier();
    void d18_f7_f8_a26_changedFileIsProvenAgain_data();
    void d18_f7_f8_a26_changedFileIsProvenAgain();
    void d19_f2_zeroFilledTailIsFetchedAgain();
    void d21_f13_corruptLedgerIsRebuilt_data();
    void d21_f13_corruptLedgerIsRebuilt();
    void d21_unmarkedContentIsHashedWhenAskedFor();
    void d21_a26_plantedMetainfoIsNotBelieved();
    void d22_f14_newerLedgerIsLeftAlone();
    void d23_f12_everyBitFlipIsSeen();
    void d23_f12_truncatedBitmapIsSeen();
    void d23_f12_badBitmapIsRebuiltByHashing();
    void d24_f14_olderLedgerIsMigrated();
    void d25_readableWhileOwned();
    void d25_readableWithoutLedger();
    void d25_readableInAReadOnlyDirectory();
    void uncleanEndOfAnotherBootIsProvenAgain();
    void pinIsKept();
};

void TestStoreLedger::d18_f8_changedFileIsNoticedByTheBarrier_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"deleted", "truncated", "replaced", "linked"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void TestStoreLedger::d18_f8_changedFileIsNoticedByTheBarrier()
{
    QFETCH(const QString, what);
    const TestContent content(512_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    auto opened = h.openContent(content.request());
    QVERIFY(opened);
    for (std::uint32_t p = 0; p < 4; ++p)
        h.submit(opened->handle, p, content.piece(p));
    h.store().flush(opened->handle);
    QTRY_COMPARE(h.heard(opened->handle).durable.size(), 4U);
    const QString path = h.pathOf(content);
    if (what == QLatin1StringView("deleted")) {
        QVERIFY(QFile::remove(path));
    } else if (what == QLatin1StringView("truncated")) {
        QVERIFY(QFile::resize(path, 100'000));
    } else if (what == QLatin1StringView("replaced")) {
        const QByteArray bytes = readAll(path);
        QVERIFY(QFile::remove(path));
        QFile other(path);
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write(bytes);
        other.close();
        QVERIFY(QFile::exists(path));
    } else {
        QCOMPARE(::link(QFile::encodeName(path).constData(),
                        QFile::encodeName(h.directory() + QStringLiteral("/other")).constData()),
                 0);
    }
    h.submit(opened->handle, 5, content.piece(5));
    h.store().flush(opened->handle);
    auto &heard = h.heard(opened->handle);
    QVERIFY(waitUntil([&] { return heard.failed.has_value(); }));
    QCOMPARE(heard.failed->code, ErrorCode::FileChanged);
    QCOMPARE(heard.failed->next, NextStep::RunAgain);
    QCOMPARE(heard.durable.size(), 4U); // nothing was claimed on top
    h.submit(opened->handle, 6, content.piece(6));
    QTRY_COMPARE(heard.ignored, std::vector<std::uint32_t>{6}); // D16
    QFile::remove(h.directory() + QStringLiteral("/other"));
    opened = h.openContent(content.request());
    QVERIFY(opened);
    const std::uint32_t kept = what == QLatin1StringView("deleted")     ? 0
                               : what == QLatin1StringView("truncated") ? 1
                                                                        : 4;
    QVERIFY2(opened->record.durable.count() >= kept, qPrintable(QString::number(opened->record.durable.count())));
    for (std::uint32_t p = 0; p < content.pieceCount(); ++p)
        h.submit(opened->handle, p, content.piece(p));
    QVERIFY(waitUntil([&] { return h.heard(opened->handle).complete == 1; }));
    QVERIFY(readAll(path) == content.bytes());
}

void TestStoreLedger::d18_f7_f8_a26_changedFileIsProvenAgain_data()
{
    QTest::addColumn<bool>("complete");
    QTest::newRow("complete") << true;
    QTest::newRow("partial") << false;
}

void TestStoreLedger::d18_f7_f8_a26_changedFileIsProvenAgain()
{
    QFETCH(const bool, complete);
    const TestContent content(512_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    auto opened = h.openContent(content.request());
    QVERIFY(opened);
    for (std::uint32_t p = 0; p < (complete ? 8U : 6U); ++p)
        h.submit(opened->handle, p, content.piece(p));
    h.close();
    overwrite(h.pathOf(content), 3 * 65536 + 5, "x");
    QVERIFY(h.open());
    opened = h.openContent(content.request());
    QVERIFY(opened);
    QCOMPARE(opened->record.durable.count(), complete ? 7U : 5U);
    QVERIFY(!opened->record.durable.contains(PieceIndex{3}));
    QVERIFY(!opened->record.complete);
    h.submitAll(opened->handle, content);
    QVERIFY(waitUntil([&] { return h.heard(opened->handle).complete == 1; }));
}

void TestStoreLedger::d19_f2_zeroFilledTailIsFetchedAgain()
{
    const TestContent content(512_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    QVERIFY(h.download(content));
    h.close();
    overwrite(h.pathOf(content), 300'000, QByteArray(512 * 1024 - 300'000, '\0'));
    QVERIFY(h.open());
    const auto opened = h.openContent(content.request());
    QVERIFY(opened);
    QCOMPARE(opened->record.durable.count(), 4U);
    for (std::uint32_t p = 4; p < 8; ++p)
        h.submit(opened->handle, p, content.piece(p));
    QVERIFY(waitUntil([&] { return h.heard(opened->handle).complete == 1; }));
    QVERIFY(readAll(h.pathOf(content)) == content.bytes());
}

void TestStoreLedger::d21_f13_corruptLedgerIsRebuilt_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"garbage", "header", "truncated", "empty", "missing", "no tables"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestStoreLedger::d21_f13_corruptLedgerIsRebuilt()
{
    QFETCH(const QString, how);
    const TestContent whole(512_KiB, 64_KiB, 1);
    const TestContent part(512_KiB, 64_KiB, 2);
    StoreHarness h;
    QVERIFY(h.open());
    QVERIFY(h.download(whole));
    const auto opened = h.openContent(part.request());
    QVERIFY(opened);
    for (std::uint32_t p : {1U, 2U, 5U})
        h.submit(opened->handle, p, part.piece(p));
    h.close();
    const QString ledger = h.directory() + QLatin1Char('/') + Ledger::fileName();
    if (how == QLatin1StringView("garbage"))
        overwrite(ledger, 0, QByteArray(static_cast<qsizetype>(QFile(ledger).size()), '\x5a'));
    else if (how == QLatin1StringView("header"))
        overwrite(ledger, 0, "not a database");
    else if (how == QLatin1StringView("truncated"))
        QVERIFY(QFile::resize(ledger, QFile(ledger).size() / 2));
    else if (how == QLatin1StringView("empty"))
        QVERIFY(QFile::resize(ledger, 0));
    else if (how == QLatin1StringView("missing"))
        QVERIFY(QFile::remove(ledger));
    else
        QVERIFY(tamper(h.directory(), {QStringLiteral("DROP TABLE contents")}));
    QVERIFY(h.open());
    // In the background, without anybody asking.
    QVERIFY(waitUntil([&] {
        const auto a = h.record(whole.key());
        const auto b = h.record(part.key());
        return a && a->complete && b && b->durable.count() == 3;
    }));
    QCOMPARE(h.record(whole.key())->name, QStringLiteral("content-1.bin"));
    const bool aside = how != QLatin1StringView("empty") && how != QLatin1StringView("missing");
    QCOMPARE(QFile::exists(ledger + QStringLiteral(".corrupt-1")), aside);
    const auto again = h.openContent(whole.request());
    QVERIFY(again && again->record.complete);
}

void TestStoreLedger::d21_unmarkedContentIsHashedWhenAskedFor()
{
    const TestContent content(300_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    const auto opened = h.openContent(content.flatRequest());
    QVERIFY(opened);
    h.submitAll(opened->handle, content);
    h.close();
    QVERIFY(QFile::remove(h.directory() + QLatin1Char('/') + Ledger::fileName()));
    QVERIFY(h.open());
    QVERIFY(h.list()->empty());
    const auto again = h.openContent(content.flatRequest());
    QVERIFY(again);
    QCOMPARE(again->record.durable.count(), 5U);
    QVERIFY(waitUntil([&] { return h.heard(again->handle).complete == 1; }));
}

void TestStoreLedger::d21_a26_plantedMetainfoIsNotBelieved()
{
    const TestContent content(256_KiB, 64_KiB, 1);
    const TestContent other(256_KiB, 64_KiB, 2);
    StoreHarness h;
    QVERIFY(h.open());
    QVERIFY(h.download(content));
    h.close();
    QVERIFY(QFile::remove(h.directory() + QLatin1Char('/') + Ledger::fileName()));
    QFile side(h.pathOf(content) + QStringLiteral(".torrent"));
    QVERIFY(side.open(QIODevice::WriteOnly | QIODevice::Truncate));
    side.write(other.request().metainfo);
    side.close();
    QVERIFY(h.open());
    QVERIFY(h.list()->empty());
    QVERIFY(h.download(content)); // with its own metadata it is found again
}

void TestStoreLedger::d22_f14_newerLedgerIsLeftAlone()
{
    const TestContent content(256_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    QVERIFY(h.download(content));
    h.close();
    QVERIFY(tamper(h.directory(), {QStringLiteral("PRAGMA user_version = %1").arg(ledgerVersion + 1)}));
    const QByteArray before = readAll(h.directory() + QLatin1Char('/') + Ledger::fileName());
    const auto opened = h.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::LedgerNewer);
    QCOMPARE(opened.error().next, NextStep::Upgrade);
    QCOMPARE(readAll(h.directory() + QLatin1Char('/') + Ledger::fileName()), before);
    QCOMPARE(readLedger(h.directory()).error().code, ErrorCode::LedgerNewer);
}

void TestStoreLedger::d23_f12_everyBitFlipIsSeen()
{
    PieceSet pieces(1000);
    for (std::uint32_t p = 0; p < 1000; p += 3)
        pieces.insert(PieceIndex{p});
    const QByteArray good = encodePieceBitmap(pieces, 7);
    QCOMPARE(decodePieceBitmap(good, 1000, 7), std::optional(pieces));
    for (qsizetype bit = 0; bit < good.size() * 8; ++bit) {
        QByteArray bad = good;
        bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
        QVERIFY2(!decodePieceBitmap(bad, 1000, 7), qPrintable(QString::number(bit)));
    }
    QVERIFY(!decodePieceBitmap(good, 999, 7));
    QVERIFY(!decodePieceBitmap(good, 1000, 8)); // an older or newer one is not this one
}

void TestStoreLedger::d23_f12_truncatedBitmapIsSeen()
{
    PieceSet pieces(100);
    pieces.insert(PieceIndex{99});
    const QByteArray good = encodePieceBitmap(pieces, 1);
    for (qsizetype size = 0; size < good.size(); ++size)
        QVERIFY(!decodePieceBitmap(good.first(size), 100, 1));
    QVERIFY(!decodePieceBitmap(good + '\0', 100, 1));
    QCOMPARE(decodePieceBitmap(encodePieceBitmap(PieceSet(0), 1), 0, 1), std::optional(PieceSet(0)));
}

void TestStoreLedger::d23_f12_badBitmapIsRebuiltByHashing()
{
    const TestContent content(512_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    const auto opened = h.openContent(content.request());
    QVERIFY(opened);
    for (std::uint32_t p : {0U, 3U, 4U})
        h.submit(opened->handle, p, content.piece(p));
    h.close();
    QVERIFY(tamper(h.directory(), {QStringLiteral("UPDATE contents SET bitmap = x'ffffffff'")}));
    QCOMPARE(h.record(content.key())->durable.count(), 0U); // readers believe nothing either
    QVERIFY(h.open());
    QVERIFY(waitUntil([&] { return h.record(content.key())->durable.count() == 3; }));
}

void TestStoreLedger::d24_f14_olderLedgerIsMigrated()
{
    const TestContent content(256_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    QVERIFY(h.download(content));
    h.close();
    QVERIFY(tamper(h.directory(),
                   {QStringLiteral("DROP TABLE totals"), QStringLiteral("DROP TABLE cache_facts"),
                    QStringLiteral("DROP TABLE jobs"), QStringLiteral("ALTER TABLE contents DROP COLUMN last_used"),
                    QStringLiteral("PRAGMA user_version = 1")}));
    const auto before = readLedger(h.directory()); // as it is
    QVERIFY(before && before->size() == 1 && before->front().complete);
    QVERIFY(h.open());
    QVERIFY(h.record(content.key())->complete);
    QVERIFY(QFile::exists(h.directory() + QLatin1Char('/') + Ledger::fileName() + QStringLiteral(".before-migration")));
    using Totals = std::map<qint64, ByteCounters>;
    QVERIFY(h.await<Totals>([&](auto done) { h.store().totalsByDay(std::move(done)); }));
    const auto jobs = h.store().loadJobs();
    QVERIFY(jobs);
    QVERIFY(jobs->jobs.empty());
}

void TestStoreLedger::d25_readableWhileOwned()
{
    const TestContent content(512_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    const auto opened = h.openContent(content.request());
    QVERIFY(opened);
    for (std::uint32_t p = 0; p < 3; ++p)
        h.submit(opened->handle, p, content.piece(p));
    h.store().flush(opened->handle);
    QTRY_COMPARE(h.heard(opened->handle).durable.size(), 3U);
    const auto records = readLedger(h.directory());
    QVERIFY(records);
    QCOMPARE(records->size(), 1U);
    QCOMPARE(records->front().durable.count(), 3U);
    QCOMPARE(records->front().metainfo, content.request().metainfo);
}

void TestStoreLedger::d25_readableWithoutLedger()
{
    const QTemporaryDir directory;
    QVERIFY(readLedger(directory.path())->empty());
    QVERIFY(readLedger(directory.filePath(QStringLiteral("missing")))->empty());
}

void TestStoreLedger::d25_readableInAReadOnlyDirectory()
{
    const TestContent content(256_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    QVERIFY(h.download(content));
    h.close();
    const QString ledger = h.directory() + QLatin1Char('/') + Ledger::fileName();
    QVERIFY(QFile::setPermissions(ledger, QFile::ReadOwner));
    QVERIFY(QFile::setPermissions(h.directory(), QFile::ReadOwner | QFile::ExeOwner));
    const auto records = readLedger(h.directory());
    QVERIFY(QFile::setPermissions(h.directory(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QVERIFY(records);
    QVERIFY(records->size() == 1 && records->front().complete);
}

void TestStoreLedger::uncleanEndOfAnotherBootIsProvenAgain()
{
    const TestContent content(512_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    auto opened = h.openContent(content.request());
    QVERIFY(opened);
    for (std::uint32_t p = 0; p < 4; ++p)
        h.submit(opened->handle, p, content.piece(p));
    h.close();
    overwrite(h.pathOf(content), 65536, QByteArray(4096, '\0')); // what a lying disk may have lost
    QVERIFY(tamper(h.directory(), {QStringLiteral("UPDATE contents SET dirty_boot = 'before the power cut'")}));
    QVERIFY(h.open());
    opened = h.openContent(content.request());
    QVERIFY(opened);
    QCOMPARE(opened->record.durable.count(), 3U);
}

void TestStoreLedger::pinIsKept()
{
    const TestContent content(256_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    QVERIFY(h.download(content));
    const WallTime until{2'000'000'000'000ms};
    QVERIFY(h.await<void>([&](auto done) { h.store().setPinned(content.key(), true, until, std::move(done)); }));
    h.close();
    QVERIFY(h.record(content.key())->pinned);
    QCOMPARE(h.record(content.key())->expireOn, std::optional(until));
    QVERIFY(h.open());
    QVERIFY(
        h.await<void>([&](auto done) { h.store().setPinned(content.key(), false, std::nullopt, std::move(done)); }));
    QVERIFY(!h.record(content.key())->pinned);
    QVERIFY(h.record(content.key())->complete);
}

QTEST_GUILESS_MAIN(TestStoreLedger)
#include "tst_store_ledger.moc"
