// SPDX-License-Identifier: GPL-3.0-or-later
// Who may own the cache directory and what may lie in it: D20, D26-D28 of core/store/README.md.
#include "core/store/CacheDirectory.h"
#include "tests/store/StoreHarness.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace freshet;
using namespace freshet::test;

class TestStoreDirectory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void d20_f9_movedDirectoryIsNoticed_data();
    void d20_f9_movedDirectoryIsNoticed();
    void d20_f9_unmountedDirectoryIsNotANewCache();
    void d26_f11_secondOwnerIsRefused();
    void d26_f11_deadOwnerLeavesNothingLocked();
    void d27_createdWithMode0700();
    void d27_a26_foreignDirectories_data();
    void d27_a26_foreignDirectories();
    void d28_a26_plantedLinksAreNotFollowed_data();
    void d28_a26_plantedLinksAreNotFollowed();
    void d28_namesAreHexDigitsOnly();
};

void TestStoreDirectory::d20_f9_movedDirectoryIsNoticed_data()
{
    QTest::addColumn<bool>("shadowed");
    QTest::newRow("moved away") << false;
    QTest::newRow("an empty directory in its place") << true;
}

void TestStoreDirectory::d20_f9_movedDirectoryIsNoticed()
{
    QFETCH(const bool, shadowed);
    const TestContent content(512_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    auto opened = h.openContent(content.request());
    QVERIFY(opened);
    h.submit(opened->handle, 0, content.piece(0));
    h.store().flush(opened->handle);
    QTRY_COMPARE(h.heard(opened->handle).durable.size(), 1U);
    const QString elsewhere = h.directory() + QStringLiteral("-elsewhere");
    QVERIFY(QDir().rename(h.directory(), elsewhere));
    if (shadowed)
        QVERIFY(QDir().mkdir(h.directory()));
    h.submit(opened->handle, 1, content.piece(1));
    h.store().flush(opened->handle);
    auto &heard = h.heard(opened->handle);
    QVERIFY(waitUntil([&] { return heard.failed.has_value(); }));
    QCOMPARE(heard.failed->code, ErrorCode::StoreGone);
    QCOMPARE(heard.failed->kept, Kept::VerifiedPieces);
    const auto refused = h.openContent(content.request());
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::StoreGone);
    if (shadowed) {
        QVERIFY(QDir(h.directory()).isEmpty()); // nothing was written into the empty mount point
        QVERIFY(QDir().rmdir(h.directory()));
    }
    QVERIFY(QDir().rename(elsewhere, h.directory()));
    opened = h.openContent(content.request());
    QVERIFY(opened);
    QCOMPARE(opened->record.durable.count(), 1U);
    h.submitAll(opened->handle, content);
    QVERIFY(waitUntil([&] { return h.heard(opened->handle).complete == 1; }));
}

void TestStoreDirectory::d20_f9_unmountedDirectoryIsNotANewCache()
{
    StoreHarness h;
    h.options().expectExisting = true;
    auto opened = h.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::StoreGone);
    QVERIFY(!QFile::exists(h.directory()));
    QVERIFY(QDir().mkdir(h.directory(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    opened = h.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::StoreGone);
    QVERIFY(QDir(h.directory()).isEmpty());
}

void TestStoreDirectory::d26_f11_secondOwnerIsRefused()
{
    StoreHarness h;
    QVERIFY(h.open());
    StoreOptions options = StoreHarness::defaults();
    options.cacheDirectory = h.directory();
    StoreHarness second(options);
    const auto opened = second.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::CacheBusy);
    QCOMPARE(opened.error().detail, QStringLiteral("pid %1").arg(::getpid()));
    QCOMPARE(opened.error().next, NextStep::CloseOther);
    h.close();
    QVERIFY(second.open());
}

void TestStoreDirectory::d26_f11_deadOwnerLeavesNothingLocked()
{
    StoreHarness h;
    QVERIFY(h.open());
    h.close();
    QFile lock(h.directory() + QStringLiteral("/lock"));
    QVERIFY(lock.open(QIODevice::WriteOnly | QIODevice::Truncate));
    lock.write("1\n"); // a pid that lives, of a process that does not hold it
    lock.close();
    QVERIFY(h.open());
}

void TestStoreDirectory::d27_createdWithMode0700()
{
    StoreHarness h;
    QVERIFY(h.open());
    struct stat st{};
    QCOMPARE(::stat(QFile::encodeName(h.directory()).constData(), &st), 0);
    QCOMPARE(st.st_mode & 07777U, 0700U);
    const TestContent content(256_KiB, 64_KiB);
    QVERIFY(h.download(content));
    for (const QString &name : QDir(h.directory()).entryList(QDir::Files | QDir::Hidden)) {
        QCOMPARE(::stat(QFile::encodeName(h.directory() + QLatin1Char('/') + name).constData(), &st), 0);
        QVERIFY2(name.startsWith(QLatin1StringView("ledger")) || (st.st_mode & 077U) == 0, qPrintable(name));
    }
}

void TestStoreDirectory::d27_a26_foreignDirectories_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"symlink", "file", "group write", "other write", "not empty", "used and opened up"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void TestStoreDirectory::d27_a26_foreignDirectories()
{
    QFETCH(const QString, what);
    const QTemporaryDir place;
    const QString path = place.filePath(QStringLiteral("cache"));
    const QByteArray encoded = QFile::encodeName(path);
    if (what == QLatin1StringView("symlink")) {
        QVERIFY(QDir().mkdir(place.filePath(QStringLiteral("real"))));
        QCOMPARE(::symlink("real", encoded.constData()), 0);
    } else if (what == QLatin1StringView("file")) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
    } else {
        QCOMPARE(::mkdir(encoded.constData(), 0700), 0);
    }
    if (what == QLatin1StringView("group write"))
        QCOMPARE(::chmod(encoded.constData(), 0720), 0);
    if (what == QLatin1StringView("other write"))
        QCOMPARE(::chmod(encoded.constData(), 0702), 0);
    if (what == QLatin1StringView("not empty")) {
        QFile file(path + QStringLiteral("/photo.jpg"));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    StoreOptions options = StoreHarness::defaults();
    options.cacheDirectory = path;
    StoreHarness h(options);
    if (what == QLatin1StringView("used and opened up")) {
        QVERIFY(h.open());
        h.close();
        QCOMPARE(::chmod(encoded.constData(), 0755), 0);
    }
    const auto opened = h.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::CacheForeign);
    QVERIFY(!QFile::exists(path + QStringLiteral("/ledger.sqlite")) || what == QLatin1StringView("used and opened up"));
}

void TestStoreDirectory::d28_a26_plantedLinksAreNotFollowed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("hard");
    const QString content = TestContent(256_KiB, 64_KiB).key().fileName();
    for (const bool hard : {false, true}) {
        QTest::addRow("content %d", hard) << content << hard;
        QTest::addRow("ledger %d", hard) << QStringLiteral("ledger.sqlite") << hard;
    }
}

void TestStoreDirectory::d28_a26_plantedLinksAreNotFollowed()
{
    QFETCH(const QString, name);
    QFETCH(const bool, hard);
    const TestContent content(256_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    h.close();
    const QString victim = h.directory() + QStringLiteral("-victim");
    {
        QFile file(victim);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("precious");
    }
    const QByteArray planted = QFile::encodeName(h.directory() + QLatin1Char('/') + name);
    QFile::remove(QFile::decodeName(planted));
    QCOMPARE(hard ? ::link(QFile::encodeName(victim).constData(), planted.constData())
                  : ::symlink(QFile::encodeName(victim).constData(), planted.constData()),
             0);
    auto opened = h.open();
    if (opened) {
        const auto refused = h.openContent(content.request());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::CacheForeign);
    } else {
        QCOMPARE(opened.error().code, ErrorCode::CacheForeign);
    }
    QCOMPARE(readAll(victim), QByteArray("precious"));
}

void TestStoreDirectory::d28_namesAreHexDigitsOnly()
{
    const QString hex(64, QLatin1Char('a'));
    QVERIFY(StorageKey::fromFileName(hex));
    QCOMPARE(StorageKey::fromFileName(QStringLiteral("r-") + hex)->fileName(), QStringLiteral("r-") + hex);
    for (const QString &name : {QStringLiteral("../") + hex, hex + QLatin1Char('a'), hex.chopped(1), hex.toUpper(),
                                QStringLiteral("r-"), QString(), QStringLiteral("r-r-") + hex.chopped(2)})
        QVERIFY2(!StorageKey::fromFileName(name), qPrintable(name));
}

QTEST_GUILESS_MAIN(TestStoreDirectory)
#include "tst_store_directory.moc"
