// SPDX-License-Identifier: GPL-3.0-or-later
// Faults of the real thing, in a process of its own: SIGKILL and errno at chosen system calls by strace, a disk that is really full.
// Sentences D1, D6, D11-D16 of core/store/README.md; F1-F5 of the fault table.
#include "core/store/Ledger.h"
#include "tests/store/StoreHarness.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <fcntl.h>

using namespace freshet;
using namespace freshet::test;

namespace {

constexpr Bytes pieceLength = 64_KiB;
const TestContent &theContent()
{
    static const TestContent content(Bytes{24 * 65536 - 1000}, pieceLength, 5);
    return content;
}

struct Run {
    int exitCode = -1;
    bool killed = false;
    QStringList lines;
    QByteArray errors;

    [[nodiscard]] std::set<std::uint32_t> pieces(const char *word) const
    {
        std::set<std::uint32_t> found;
        for (const QString &line : lines) {
            if (line.startsWith(QLatin1StringView(word) + QLatin1Char(' ')))
                found.insert(line.section(QLatin1Char(' '), 1, 1).toUInt());
        }
        return found;
    }
    [[nodiscard]] bool says(const QString &line) const { return lines.contains(line); }
    [[nodiscard]] QString first(const QString &start) const
    {
        return lines.filter(QRegularExpression(QLatin1Char('^') + start)).value(0);
    }
};

/// One cache directory, used by one process after the other.
class Scene {
public:
    [[nodiscard]] QString cache() const { return m_place.filePath(QStringLiteral("cache")); }
    [[nodiscard]] QString place() const { return m_place.path(); }
    [[nodiscard]] QString contentPath() const { return cache() + QLatin1Char('/') + theContent().key().fileName(); }

    /// Runs the probe, under strace with `inject` when there is any.
    Run run(const QStringList &inject = {}, const QStringList &more = {}) const
    {
        QStringList arguments{
            QStringLiteral("--cache"),    cache(),
            QStringLiteral("--size"),     QString::number(theContent().geometry().contentLength().value()),
            QStringLiteral("--piece"),    QString::number(pieceLength.value()),
            QStringLiteral("--seed"),     QStringLiteral("5"),
            QStringLiteral("--unsynced"), QStringLiteral("262144")};
        arguments += more; // the last one of each counts
        QString program = QStringLiteral(STOREPROBE);
        if (!inject.isEmpty()) {
            QStringList strace{QStringLiteral("-f"), QStringLiteral("-qqq"), QStringLiteral("-o"), log()};
            arguments = strace + inject + QStringList{program} + arguments;
            program = QStringLiteral("strace");
        }
        QProcess process;
        // The leak checker cannot work under a tracer.
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("detect_leaks=0"));
        process.setProcessEnvironment(environment);
        process.start(program, arguments);
        Run result;
        if (!process.waitForFinished(30'000))
            process.kill();
        result.killed = process.exitStatus() == QProcess::CrashExit || process.exitCode() == 128 + 9;
        result.exitCode = process.exitCode();
        result.lines = QString::fromUtf8(process.readAllStandardOutput()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        result.errors = process.readAllStandardError();
        return result;
    }
    [[nodiscard]] QString log() const { return m_place.filePath(QStringLiteral("strace.log")); }

    /// Every piece that the ledger claims, or none when one of them is not on disk.
    [[nodiscard]] std::optional<std::set<std::uint32_t>> claims() const
    {
        const auto records = readLedger(cache());
        if (!records)
            return std::nullopt;
        std::set<std::uint32_t> claimed;
        for (const ContentRecord &record : *records) {
            QFile file(contentPath());
            if (record.durable.count() > 0 && !file.open(QIODevice::ReadOnly))
                return std::nullopt;
            for (std::uint32_t p = 0; p < record.durable.size(); ++p) {
                if (!record.durable.contains(PieceIndex{p}))
                    continue;
                const QByteArray expected = theContent().piece(p);
                if (!file.seek(static_cast<qint64>(p) * 65536) || file.read(expected.size()) != expected)
                    return std::nullopt;
                claimed.insert(p);
            }
        }
        return claimed;
    }

private:
    QTemporaryDir m_place;
};

QStringList inject(const QString &call, const QString &what, const QString &path = {})
{
    QStringList options{QStringLiteral("-e"), QStringLiteral("trace=") + call, QStringLiteral("-e"),
                        QStringLiteral("inject=%1:%2").arg(call, what)};
    if (!path.isEmpty())
        options += {QStringLiteral("-P"), path};
    return options;
}

bool contains(const std::set<std::uint32_t> &all, const std::set<std::uint32_t> &some)
{
    return std::ranges::includes(all, some);
}

} // namespace

class TestStoreFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void d01_claimsComeAfterTheSync();
    void d06_f1_killedAnywhere_data();
    void d06_f1_killedAnywhere();
    void d06_f1_killedAgainAndAgain();
    void d11_f3_failedSyncDropsWhatItMayHaveLost();
    void d12_f3_secondFailedSyncEnds();
    void d13_failedWrites_data();
    void d13_failedWrites();
    void d14_f4_fullDisk_data();
    void d14_f4_fullDisk();
    void d15_f5_readOnlyDisk();
    void d36_killedDuringHandOver();
    void d38_cloneIsHashedUnlessTheStampAgrees();
    void d44_f4_deletingOnADiskThatIsFull();
    void d45_f4_unpinnedContentsMakeRoom();
    void d45_f4_pinnedContentsDoNot();
    void d54_f4_spaceIsLookedForBeforeTheFirstByte();
    void d54_settingSpaceAsideGoesOnBetweenWrites();
    void cleanupTestCase() { QVERIFY2(m_kills >= 35, qPrintable(QString::number(m_kills))); } // the sweep did hit

private:
    int m_kills = 0;
};

void TestStoreFaults::d01_claimsComeAfterTheSync()
{
    const Scene scene;
    const Run run = scene.run({QStringLiteral("-y"), QStringLiteral("-e"), QStringLiteral("trace=pwrite64,fdatasync")});
    QVERIFY2(run.says(QStringLiteral("complete")), run.errors.constData());
    const QString data = theContent().key().fileName() + QLatin1Char('>');
    bool unsynced = false;
    bool started = false;
    int syncs = 0;
    int claims = 0;
    for (const QByteArray &raw : readAll(scene.log()).split('\n')) {
        const QString line = QString::fromLatin1(raw);
        const bool write = line.contains(QLatin1StringView("pwrite64("));
        if (write && line.contains(data)) {
            unsynced = started = true;
        } else if (line.contains(QLatin1StringView("fdatasync(")) && line.contains(data)) {
            unsynced = false;
            ++syncs;
        } else if (write && started && line.contains(QLatin1StringView("ledger.sqlite-wal>"))) {
            QVERIFY2(!unsynced, raw.constData());
            ++claims;
        }
    }
    QVERIFY(syncs >= 6); // 24 pieces, at most 4 of them unsynced
    QVERIFY(claims >= 6);
}

void TestStoreFaults::d06_f1_killedAnywhere_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<int>("when");
    const auto sweep = [](const char *call, int from, int to, int step) {
        for (int n = from; n <= to; n += step)
            QTest::addRow("%s %d", call, n) << QString::fromLatin1(call) << n;
    };
    sweep("pwrite64", 1, 121, 5);
    sweep("fdatasync", 1, 19, 2);
    sweep("fallocate", 1, 1, 1);
    sweep("ftruncate", 1, 3, 1);
    sweep("renameat", 1, 1, 1);
    sweep("fsync", 1, 3, 1);
    sweep("unlink", 1, 2, 1);
}

void TestStoreFaults::d06_f1_killedAnywhere()
{
    QFETCH(const QString, call);
    QFETCH(const int, when);
    const Scene scene;
    const Run killed = scene.run(inject(call, QStringLiteral("signal=KILL:when=%1").arg(when)));
    QVERIFY2(killed.killed || killed.exitCode == 0, killed.errors.constData());
    m_kills += killed.killed ? 1 : 0;
    const auto claimed = scene.claims();
    QVERIFY2(claimed, "the ledger claims what is not on disk, or cannot be read");
    QVERIFY2(contains(*claimed, killed.pieces("durable")), "what was reported durable is gone");
    const Run after = scene.run();
    QVERIFY2(after.says(QStringLiteral("complete")), after.errors.constData());
    QVERIFY(contains(after.pieces("have"), *claimed)); // none of it is fetched again
    QVERIFY(readAll(scene.contentPath()) == theContent().bytes());
}

void TestStoreFaults::d06_f1_killedAgainAndAgain()
{
    const Scene scene;
    std::set<std::uint32_t> told;
    int kills = 0;
    for (int round = 0; round < 40; ++round) {
        const Run run =
            scene.run(inject(QStringLiteral("pwrite64"), QStringLiteral("signal=KILL:when=%1").arg(20 + round % 7)));
        told.merge(run.pieces("durable"));
        const auto claimed = scene.claims();
        QVERIFY(claimed);
        QVERIFY(contains(*claimed, told));
        if (run.says(QStringLiteral("complete")))
            break;
        kills += run.killed ? 1 : 0;
    }
    QVERIFY(kills >= 3);
    QVERIFY(scene.run().says(QStringLiteral("complete")));
    QVERIFY(readAll(scene.contentPath()) == theContent().bytes());
}

void TestStoreFaults::d11_f3_failedSyncDropsWhatItMayHaveLost()
{
    const Scene scene;
    const Run run =
        scene.run(inject(QStringLiteral("fdatasync"), QStringLiteral("error=EIO:when=2"), scene.contentPath()));
    QCOMPARE(run.pieces("dropped"), (std::set<std::uint32_t>{4, 5, 6, 7}));
    QVERIFY2(run.says(QStringLiteral("complete")), run.errors.constData());
    QVERIFY(!run.lines.contains(QStringLiteral("durable 4"))
            || run.lines.indexOf(QStringLiteral("dropped 4")) < run.lines.indexOf(QStringLiteral("durable 4")));
    QVERIFY(readAll(scene.contentPath()) == theContent().bytes());
}

void TestStoreFaults::d12_f3_secondFailedSyncEnds()
{
    const Scene scene;
    const Run run =
        scene.run(inject(QStringLiteral("fdatasync"), QStringLiteral("error=EIO:when=2+"), scene.contentPath()));
    QCOMPARE(run.exitCode, 3);
    QCOMPARE(run.first(QStringLiteral("failed")), QStringLiteral("failed DISK_IO %1 %2")
                                                      .arg(static_cast<int>(Kept::VerifiedPieces))
                                                      .arg(static_cast<int>(NextStep::RunAgain)));
    const auto claimed = scene.claims();
    QVERIFY(claimed);
    QCOMPARE(*claimed, (std::set<std::uint32_t>{0, 1, 2, 3}));
    const Run after = scene.run();
    QVERIFY(after.says(QStringLiteral("complete")));
    QCOMPARE(after.pieces("have"), *claimed);
}

void TestStoreFaults::d13_failedWrites_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("code");
    const QString data = theContent().key().fileName();
    const QString wal = Ledger::fileName() + QStringLiteral("-wal");
    QTest::newRow("data EIO") << QStringLiteral("pwrite64") << QStringLiteral("error=EIO:when=10") << data
                              << QStringLiteral("DISK_IO");
    QTest::newRow("data ENOSPC F4") << QStringLiteral("pwrite64") << QStringLiteral("error=ENOSPC:when=10") << data
                                    << QStringLiteral("DISK_FULL");
    QTest::newRow("data EROFS F5") << QStringLiteral("pwrite64") << QStringLiteral("error=EROFS:when=10") << data
                                   << QStringLiteral("DISK_READ_ONLY");
    QTest::newRow("ledger EIO") << QStringLiteral("pwrite64") << QStringLiteral("error=EIO:when=40+") << wal
                                << QStringLiteral("DISK_IO");
    QTest::newRow("ledger ENOSPC") << QStringLiteral("pwrite64") << QStringLiteral("error=ENOSPC:when=40+") << wal
                                   << QStringLiteral("DISK_FULL");
    QTest::newRow("ledger sync EIO") << QStringLiteral("fdatasync") << QStringLiteral("error=EIO:when=5") << wal
                                     << QStringLiteral("DISK_IO");
}

void TestStoreFaults::d13_failedWrites()
{
    QFETCH(const QString, call);
    QFETCH(const QString, fault);
    QFETCH(const QString, file);
    QFETCH(const QString, code);
    const Scene scene;
    const Run run = scene.run(inject(call, fault, scene.cache() + QLatin1Char('/') + file));
    QVERIFY2(run.exitCode == 3, qPrintable(run.lines.join(QLatin1Char('|')) + QString::fromLocal8Bit(run.errors)));
    QVERIFY2(run.first(QStringLiteral("failed")).startsWith(QStringLiteral("failed ") + code),
             qPrintable(run.lines.join(QLatin1Char('|'))));
    const auto claimed = scene.claims();
    QVERIFY(claimed);
    QVERIFY(contains(*claimed, run.pieces("durable")));
    const Run after = scene.run();
    QVERIFY2(after.says(QStringLiteral("complete")), after.errors.constData());
    QVERIFY(contains(after.pieces("have"), *claimed));
    QVERIFY(readAll(scene.contentPath()) == theContent().bytes());
}

void TestStoreFaults::d14_f4_fullDisk_data()
{
    QTest::addColumn<QString>("when");
    QTest::newRow("when the space is reserved") << QStringLiteral("open");
    QTest::newRow("when the ledger grows") << QStringLiteral("run");
}

void TestStoreFaults::d14_f4_fullDisk()
{
    QFETCH(const QString, when);
    const Scene scene;
    const Run run =
        scene.run({}, {QStringLiteral("--tmpfs"), scene.place(), QStringLiteral("4m"), QStringLiteral("--full"), when,
                       QStringLiteral("--output"), scene.place() + QStringLiteral("/out")});
    const QString lines = run.lines.join(QLatin1Char('|'));
    QVERIFY2(run.exitCode == 0, qPrintable(lines + QString::fromLocal8Bit(run.errors)));
    const qsizetype space = run.lines.indexOf(QStringLiteral("space again"));
    const QString refusal = run.lines.first(space).filter(QRegularExpression(QStringLiteral("DISK_FULL"))).value(0);
    QVERIFY2(refusal.endsWith(QStringLiteral(" %1").arg(static_cast<int>(NextStep::FreeSpace))), qPrintable(lines));
    QVERIFY2(!run.first(QStringLiteral("ledger readable")).isEmpty(), qPrintable(lines));
    QVERIFY2(run.lines.indexOf(QStringLiteral("complete")) > space && run.says(QStringLiteral("handed")),
             qPrintable(lines));
}

void TestStoreFaults::d15_f5_readOnlyDisk()
{
    // Read-only in the middle: everything that is written to the content from there on is refused.
    const Scene scene;
    const Run run =
        scene.run(inject(QStringLiteral("pwrite64"), QStringLiteral("error=EROFS:when=10+"), scene.contentPath()));
    QVERIFY2(run.first(QStringLiteral("failed")).startsWith(QStringLiteral("failed DISK_READ_ONLY")),
             qPrintable(run.lines.join(QLatin1Char('|'))));
    const auto claimed = scene.claims();
    QVERIFY(claimed && !claimed->empty());
    QVERIFY(contains(*claimed, run.pieces("durable")));
    const Run after = scene.run();
    QVERIFY(after.says(QStringLiteral("complete")) && contains(after.pieces("have"), *claimed));
}

void TestStoreFaults::d36_killedDuringHandOver()
{
    const Scene scene;
    QVERIFY(scene.run().says(QStringLiteral("complete")));
    const QString out = scene.place() + QStringLiteral("/out");
    QVERIFY(QDir().mkdir(out));
    for (const QString &call : {QStringLiteral("pwrite64"), QStringLiteral("fsync"), QStringLiteral("linkat")}) {
        const Run run = scene.run(inject(call, QStringLiteral("signal=KILL:when=1")),
                                  {QStringLiteral("--output"), out + QStringLiteral("/file")});
        if (run.says(QStringLiteral("handed")))
            QVERIFY(readAll(out + QStringLiteral("/file")) == theContent().bytes());
        else
            QVERIFY(!QFile::exists(out + QStringLiteral("/file")));
        QVERIFY(scene.claims());
        // Nothing at all, where the filesystem knows files without a name.
        const UniqueFd nameless(::open(QFile::encodeName(out).constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
        QVERIFY(!nameless || QDir(out).entryList(QDir::Files | QDir::Hidden).isEmpty());
    }
    const Run after = scene.run({}, {QStringLiteral("--output"), out + QStringLiteral("/file")});
    QVERIFY(after.says(QStringLiteral("handed")));
    QVERIFY(readAll(out + QStringLiteral("/file")) == theContent().bytes());
    // Where an unfinished file needs a name, what is left of it goes with the next attempt.
    {
        const QStringList named = inject(QStringLiteral("/renameat2?$"), QStringLiteral("signal=KILL:when=1"));
        const Run run = scene.run(named, {QStringLiteral("--output"), out + QStringLiteral("/file")});
        QVERIFY(!run.says(QStringLiteral("handed")));
        QVERIFY(readAll(out + QStringLiteral("/file")) == theContent().bytes()); // the old one, whole
        QVERIFY(
            scene.run({}, {QStringLiteral("--output"), out + QStringLiteral("/file")}).says(QStringLiteral("handed")));
        QCOMPARE(QDir(out).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("file")});
    }
}

void TestStoreFaults::d38_cloneIsHashedUnlessTheStampAgrees()
{
    // A clone that the filesystem claims to have made, and that is empty: seen only by those who look.
    const Scene scene;
    const QString out = scene.place() + QStringLiteral("/out");
    const Run run = scene.run(inject(QStringLiteral("ioctl"), QStringLiteral("retval=0")),
                              {QStringLiteral("--output"), out, QStringLiteral("--touch"), scene.contentPath()});
    QVERIFY2(run.says(QStringLiteral("complete")), run.errors.constData());
    QVERIFY(readAll(scene.log()).contains("FICLONE"));
    QVERIFY2(!run.first(QStringLiteral("error PIECE_MISMATCH")).isEmpty(),
             qPrintable(run.lines.join(QLatin1Char('|'))));
    QVERIFY(!QFile::exists(out));
}

void TestStoreFaults::d44_f4_deletingOnADiskThatIsFull()
{
    const Scene scene;
    QVERIFY(scene.run().says(QStringLiteral("complete")));
    // From here on nothing more can be written to the ledger.
    const Run run = scene.run(inject(QStringLiteral("pwrite64"), QStringLiteral("error=ENOSPC:when=4+"),
                                     scene.cache() + QLatin1Char('/') + Ledger::fileName() + QStringLiteral("-wal")),
                              {QStringLiteral("--remove")});
    const QString lines = run.lines.join(QLatin1Char('|'));
    QVERIFY2(!run.first(QStringLiteral("error DISK_FULL")).isEmpty(), qPrintable(lines));
    QVERIFY(!QFile::exists(scene.contentPath())); // its space is free, though
    // The record that stayed claims nothing that is not there.
    const Run after = scene.run();
    QVERIFY2(after.pieces("have").empty(), qPrintable(after.lines.join(QLatin1Char('|'))));
    QVERIFY(after.says(QStringLiteral("complete")));
    QVERIFY(readAll(scene.contentPath()) == theContent().bytes());
}

void TestStoreFaults::d45_f4_unpinnedContentsMakeRoom()
{
    const Scene scene;
    const Run run = scene.run({}, {QStringLiteral("--tmpfs"), scene.place(), QStringLiteral("3000k"),
                                   QStringLiteral("--before"), QStringLiteral("9")});
    const QString lines = run.lines.join(QLatin1Char('|')) + QString::fromLocal8Bit(run.errors);
    QVERIFY2(run.says(QStringLiteral("complete")), qPrintable(lines));
    QVERIFY2(run.says(QStringLiteral("cached 1")), qPrintable(lines));
}

void TestStoreFaults::d45_f4_pinnedContentsDoNot()
{
    const Scene scene;
    const Run run = scene.run({}, {QStringLiteral("--tmpfs"), scene.place(), QStringLiteral("3000k"),
                                   QStringLiteral("--before"), QStringLiteral("9"), QStringLiteral("--pinned")});
    const QString lines = run.lines.join(QLatin1Char('|')) + QString::fromLocal8Bit(run.errors);
    QVERIFY2(!run.first(QStringLiteral("error DISK_FULL")).isEmpty(), qPrintable(lines));
    QVERIFY2(run.says(QStringLiteral("needed %1").arg(theContent().geometry().contentLength().value())),
             qPrintable(lines));
    QVERIFY2(run.says(QStringLiteral("cached 1")), qPrintable(lines)); // the pinned one
}

void TestStoreFaults::d54_f4_spaceIsLookedForBeforeTheFirstByte()
{
    const Scene scene;
    const Run run =
        scene.run({}, {QStringLiteral("--tmpfs"), scene.place(), QStringLiteral("16m"), QStringLiteral("--size"),
                       QString::number(64 << 20), QStringLiteral("--piece"), QString::number(1 << 20)});
    const QString lines = run.lines.join(QLatin1Char('|'));
    QVERIFY2(run.exitCode == 4 && run.first(QStringLiteral("error")).startsWith(QStringLiteral("error DISK_FULL")),
             qPrintable(lines));
    QVERIFY2(run.first(QStringLiteral("needed")).section(QLatin1Char(' '), 1).toLongLong() >= 48 << 20,
             qPrintable(lines));
    QVERIFY(run.pieces("durable").empty());
}

void TestStoreFaults::d54_settingSpaceAsideGoesOnBetweenWrites()
{
    const Scene scene;
    const QStringList slow{QStringLiteral("-y"), QStringLiteral("-e"), QStringLiteral("trace=fallocate,pwrite64"),
                           QStringLiteral("-e"), QStringLiteral("inject=fallocate:delay_enter=30000")};
    const Run run = scene.run(slow, {QStringLiteral("--size"), QString::number(96 << 20), QStringLiteral("--piece"),
                                     QString::number(1 << 20), QStringLiteral("--unsynced"), QString::number(64 << 20),
                                     QStringLiteral("--step"), QStringLiteral("20")});
    QVERIFY2(run.says(QStringLiteral("complete")), run.errors.constData());
    QString order; // 's' space set aside, 'w' a piece written
    for (const QByteArray &line : readAll(scene.log()).split('\n')) {
        if (line.contains("fallocate("))
            order += QLatin1Char('s');
        else if (line.contains("pwrite64(") && line.contains(", 1048576, "))
            order += QLatin1Char('w');
    }
    QVERIFY2(order.startsWith(QLatin1Char('s')) && order.count(QLatin1Char('s')) == 6, qPrintable(order));
    QVERIFY2(order.contains(QRegularExpression(QStringLiteral("sw+s"))), qPrintable(order));
}

QTEST_GUILESS_MAIN(TestStoreFaults)
#include "tst_store_faults.moc"
