// SPDX-License-Identifier: GPL-3.0-or-later
// Installed trees: exactly the old or exactly the new one, whatever happens; and the old one again on demand.
#include "core/base/UpdateError.h"
#include "core/update/Installation.h"
#include "core/update/Publisher.h"
#include "core/update/RepairFetch.h"
#include "tests/update/OtherEncoder.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <sys/stat.h>

#include <atomic>
#include <random>
#include <thread>

using namespace freshet;
using namespace freshet::update;
using namespace Qt::StringLiterals;

namespace {

QByteArray bytes(int size, std::uint32_t seed)
{
    std::mt19937 random(seed);
    QByteArray data(size, '\0');
    for (char &byte : data)
        byte = static_cast<char>(random());
    return data;
}

void put(const QString &path, const QByteArray &data, QFile::Permissions more = {})
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(data) != data.size())
        qFatal("cannot write %s", qPrintable(path));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | more);
}

/// Text as GNU gzip packs it.
void putPacked(const QString &path, const QByteArray &text)
{
    QProcess gzip;
    gzip.start(u"gzip"_s, {u"-9n"_s});
    gzip.write(text);
    gzip.closeWriteChannel();
    if (!gzip.waitForFinished())
        qFatal("no gzip");
    put(path, gzip.readAllStandardOutput());
}

QByteArray words(int count)
{
    QByteArray text;
    std::mt19937 random(7);
    for (int i = 0; i < count; ++i)
        text += "word" + QByteArray::number(random() % 500) + (i % 9 ? ' ' : '\n');
    return text;
}

void makeOld(const QString &root)
{
    putPacked(root + u"/share/doc.gz"_s, words(2000) + "the end\n");
    put(root + u"/bin/tool"_s, bytes(40'000, 1), QFile::ExeOwner);
    put(root + u"/share/same"_s, bytes(3000, 2));
    put(root + u"/share/gone"_s, bytes(2000, 3));
    put(root + u"/share/empty"_s, {});
    QFile::link(u"tool"_s, root + u"/bin/link"_s);
}

void makeNew(const QString &root)
{
    putPacked(root + u"/share/doc.gz"_s, "a title\n" + words(2000) + "another end\n");
    QByteArray tool = bytes(40'000, 1);
    tool.insert(500, "more");
    tool[30'000] = 'x';
    put(root + u"/bin/tool"_s, tool, QFile::ExeOwner);
    put(root + u"/share/same"_s, bytes(3000, 2));
    put(root + u"/lib/new"_s, bytes(1000, 4));
    put(root + u"/share/empty"_s, "filled");
    QFile::link(u"../lib/new"_s, root + u"/bin/link"_s);
}

/// Two releases, their packs, and a tree in which the first is installed.
class Scene {
public:
    Scene()
    {
        makeOld(path(u"old"_s));
        makeNew(path(u"new"_s));
        const delta::DeltaOptions quick{.effort = delta::Effort::Quick};
        const delta::DeltaOptions apart{.effort = delta::Effort::Quick, .cut = 1};
        const auto old = ReleaseTree::open(u"1"_s, path(u"old"_s), m_place.path());
        const auto fresh = ReleaseTree::open(u"2"_s, path(u"new"_s), m_place.path());
        if (!old || !fresh || !writePack(nullptr, *old, path(u"full-1"_s), quick)
            || !writePack(&*old, *fresh, path(u"1-2"_s), quick)
            || !writePack(nullptr, *fresh, path(u"full-2"_s), apart))
            qFatal("no packs");
        oldHash = old->listing().hash();
        newHash = fresh->listing().hash();
        if (const auto installed = apply(u"full-1"_s, 1, oldHash, true); !installed)
            qFatal("%s", qPrintable(errorName(installed.error().code) + installed.error().object));
    }
    [[nodiscard]] QString path(const QString &name) const { return m_place.filePath(name); }
    [[nodiscard]] QString tree() const { return path(u"tree"_s); }
    [[nodiscard]] Result<Installation> open() const { return Installation::open(tree(), m_clock); }

    Result<void> apply(const QString &pack, std::uint64_t number, const Sha256Digest &hash, bool full,
                       std::function<bool()> check = {}) const
    {
        auto installation = open();
        if (!installation)
            return std::unexpected(installation.error());
        QFile file(path(pack));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no pack");
        const QByteArray data = file.readAll();
        return installation->apply(
            {reinterpret_cast<const std::uint8_t *>(data.constData()), static_cast<std::size_t>(data.size())},
            {.to = {number, QString::number(number), hash}, .full = full, .check = std::move(check)});
    }
    Result<void> update(std::function<bool()> check = {}) const
    {
        return apply(u"1-2"_s, 2, newHash, false, std::move(check));
    }

    [[nodiscard]] Sha256Digest found() const
    {
        const auto directory = openDirectory(tree());
        const auto listing =
            directory ? readTree(directory->get()) : Result<delta::TreeListing>(std::unexpected(directory.error()));
        return listing ? listing->hash() : Sha256Digest{};
    }

    /// Runs the probe under strace with `inject`. Whether it was killed.
    [[nodiscard]] bool killed(const QStringList &inject, const QStringList &arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"ASAN_OPTIONS"_s, u"detect_leaks=0"_s); // it cannot work under a tracer
        process.setProcessEnvironment(environment);
        process.start(u"strace"_s, QStringList{u"-f"_s, u"-qqq"_s, u"-o"_s, path(u"strace.log"_s)} + inject
                                       + QStringList{QStringLiteral(UPDATEPROBE)} + arguments);
        if (!process.waitForFinished(60'000))
            process.kill();
        return process.exitStatus() == QProcess::CrashExit || process.exitCode() == 128 + 9;
    }
    [[nodiscard]] QStringList applyWords() const
    {
        return {u"apply"_s, tree(), path(u"1-2"_s), u"2"_s, QString::fromLatin1(newHash.hex())};
    }

    Sha256Digest oldHash;
    Sha256Digest newHash;

private:
    QTemporaryDir m_place;
    SystemClock m_clock;
};

QByteArray contents(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

delta::OctetView view(const QByteArray &data)
{
    return {reinterpret_cast<const std::uint8_t *>(data.constData()), static_cast<std::size_t>(data.size())};
}

ErrorCode codeOf(const Result<void> &result)
{
    return result ? ErrorCode::Internal : result.error().code;
}

/// After whatever happened: the tree is one of the two, what is remembered agrees, nothing is left over.
void checkSound(const Scene &scene)
{
    const Sha256Digest before = scene.found();
    QVERIFY2(before == scene.oldHash || before == scene.newHash, "a third state");
    const auto installation = scene.open();
    QVERIFY(installation);
    const Sha256Digest after = scene.found();
    QVERIFY2(after == scene.oldHash || after == scene.newHash, "a third state after the replay");
    QVERIFY(installation->state().installed.tree == after);
    QVERIFY(!installation->state().pending);
    const auto difference = installation->verify();
    QVERIFY(difference && !difference->any());
    QVERIFY(!QFile::exists(scene.tree() + u".freshet/staged"_s));
}

} // namespace

class TestUpdateInstall : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void updatedAndRolledBackExactly()
    {
        const Scene scene;
        QVERIFY(scene.found() == scene.oldHash);
        QVERIFY(scene.update());
        QVERIFY(scene.found() == scene.newHash);
        checkSound(scene);
        {
            auto installation = scene.open();
            QVERIFY(installation->rollback());
        }
        QVERIFY(scene.found() == scene.oldHash);
        checkSound(scene);
        // And forward again: the version floor did not sink, but the newest release is not below it.
        QVERIFY(scene.update());
        QVERIFY(scene.found() == scene.newHash);
        QCOMPARE(scene.open()->state().history.size(), std::size_t{4});
    }

    void p10_killedAnywhere_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<bool>("hasCheck");
        for (const char *call : {"renameat2", "renameat", "fsync", "syncfs", "mkdirat", "unlinkat", "symlinkat",
                                 "fchmodat", "fchmod", "write", "openat2", "linkat", "ioctl"})
            QTest::addRow("%s", call) << QString::fromLatin1(call) << false;
        QTest::newRow("fsync with a health check") << u"fsync"_s << true;
    }
    void p10_killedAnywhere()
    {
        QFETCH(QString, call);
        QFETCH(bool, hasCheck);
        bool killed = true;
        int kills = 0;
        for (int when = 1; killed && when < 400; when += 1 + when / 4) {
            const Scene scene;
            killed = scene.killed(
                {u"-e"_s, u"trace="_s + call, u"-e"_s, u"inject=%1:signal=KILL:when=%2"_s.arg(call).arg(when)},
                scene.applyWords() + (hasCheck ? QStringList{u"check"_s} : QStringList()));
            kills += killed ? 1 : 0;
            checkSound(scene);
            if (QTest::currentTestFailed())
                return;
            if (scene.found() == scene.oldHash)
                QVERIFY(scene.update());
            QVERIFY(scene.found() == scene.newHash);
        }
        QVERIFY2(kills > 0, "the call is never made: choose another");
        QVERIFY(!killed);
    }

    /// What the switch relies on is on the disk before it: a power cut is a kill that forgets what was not synced.
    void p10_everythingIsOnTheDiskBeforeTheSwitch()
    {
        const Scene scene;
        QVERIFY(
            !scene.killed({u"-y"_s, u"-e"_s, u"trace=fsync,syncfs,renameat,renameat2,write"_s}, scene.applyWords()));
        QVERIFY(scene.found() == scene.newHash);
        const QList<QByteArray> log = contents(scene.path(u"strace.log"_s)).split('\n');
        qsizetype at = 0;
        // In this order; a directory is synced after a file in it got its name.
        for (const char *call :
             {"renameat\\(.*\"state.json\"", "fsync\\(.*tree.freshet>", "write\\(.*/staged/",
              "write\\(.*/reverse-2-to-1.pack>", "fsync\\(.*/reverse-2-to-1.pack>", "syncfs\\(.*/staged>",
              "fsync\\(.*/listing-\\w+.new>", "renameat\\(.*\"listing-", "fsync\\(.*tree.freshet>",
              "fsync\\(.*/state.json.new>", "renameat\\(.*\"state.json\"", "fsync\\(.*tree.freshet>",
              "renameat2\\(.*RENAME_EXCHANGE", "fsync\\(", "fsync\\(.*tree.freshet>", "fsync\\(.*/state.json.new>",
              "renameat\\(.*\"state.json\"", "fsync\\(.*tree.freshet>"}) {
            const QRegularExpression wanted(QString::fromLatin1(call));
            while (at < log.size() && !wanted.match(QString::fromUtf8(log[at])).hasMatch())
                ++at;
            QVERIFY2(at++ < log.size(), call);
        }
        // Nothing of the new tree is written after it was synced.
        const auto synced = std::ranges::find_if(log, [](const QByteArray &line) { return line.contains("syncfs("); });
        QVERIFY(std::ranges::none_of(synced, log.end(), [](const QByteArray &line) {
            return line.contains("write(") && (line.contains("/staged/") || line.contains("/reverse-"));
        }));
    }

    void f40_killedDuringRollback()
    {
        for (const QString &call : {u"renameat2"_s, u"fsync"_s, u"syncfs"_s, u"renameat"_s, u"unlinkat"_s, u"linkat"_s,
                                    u"openat2"_s, u"write"_s}) {
            bool killed = true;
            for (int when = 1; killed && when < 400; when += 1 + when / 2) {
                const Scene scene;
                QVERIFY(scene.update());
                killed = scene.killed(
                    {u"-e"_s, u"trace="_s + call, u"-e"_s, u"inject=%1:signal=KILL:when=%2"_s.arg(call).arg(when)},
                    {u"rollback"_s, scene.tree()});
                checkSound(scene);
                if (QTest::currentTestFailed())
                    return;
                if (scene.found() == scene.newHash)
                    QVERIFY(scene.open()->rollback());
                QVERIFY(scene.found() == scene.oldHash);
            }
        }
    }

    void f39_theHealthCheckVetoes()
    {
        const Scene scene;
        Sha256Digest seen;
        const auto result = scene.update([&] {
            seen = scene.found();
            return false;
        });
        QCOMPARE(codeOf(result), UpdateError::HealthCheck);
        QVERIFY2(seen == scene.newHash, "the check looks at the new tree in its place");
        QVERIFY(scene.found() == scene.oldHash);
        checkSound(scene);
        QCOMPARE(scene.open()->state().releaseFloor, std::uint64_t{1});
        // The version is out of question here from now on.
        QCOMPARE(codeOf(scene.update()), UpdateError::ManifestOlder);
    }

    void f38_modifiedBaseIsFoundBeforeAnythingIsDone()
    {
        const Scene scene;
        put(scene.tree() + u"/share/same"_s, "changed by hand");
        const Sha256Digest mine = scene.found();
        const auto result = scene.update();
        QCOMPARE(codeOf(result), UpdateError::TreeModified);
        QVERIFY(result.error().detail.contains(u"share/same"_s));
        QVERIFY(scene.found() == mine);
        // The full pack helps, and what was there can be brought back.
        QVERIFY(scene.apply(u"full-2"_s, 2, scene.newHash, true));
        QVERIFY(scene.found() == scene.newHash);
        QVERIFY(scene.open()->rollback());
        QVERIFY(scene.found() == mine);
    }

    void f38_onlyChangedFilesAreTakenOutOfTheFullPack()
    {
        const Scene scene;
        put(scene.tree() + u"/share/same"_s, "changed by hand"); // needed unchanged
        put(scene.tree() + u"/bin/tool"_s, "changed, too");      // needed as a base
        put(scene.tree() + u"/mine"_s, "belongs to nothing");
        QVERIFY(QFile::remove(scene.tree() + u"/share/gone"_s)); // not needed
        const Sha256Digest mine = scene.found();
        const QByteArray full = contents(scene.path(u"full-2"_s));
        const QByteArray forward = contents(scene.path(u"1-2"_s));
        const auto reader = delta::PackReader::open(view(full), {});
        QVERIFY(reader);
        std::vector<const delta::PackEntry *> wanted;
        for (const delta::PackEntry &entry : reader->index().entries)
            if (entry.target.path == "share/same" || entry.target.path == "bin/tool")
                wanted.push_back(&entry);
        QCOMPARE(wanted.size(), std::size_t{2});
        // A pack with nothing but the blocks that are needed.
        const auto indexAt = delta::PackReader::indexRange(view(full), static_cast<std::uint64_t>(full.size()));
        QVERIFY(indexAt);
        auto ranges = reader->index().rangesOf(wanted);
        ranges.push_back(*indexAt);
        QByteArray part(full.size(), '\0');
        for (const delta::PackRange &range : ranges)
            std::copy(full.begin() + static_cast<qsizetype>(range.begin),
                      full.begin() + static_cast<qsizetype>(range.end),
                      part.begin() + static_cast<qsizetype>(range.begin));
        QVERIFY2(part.count('\0') > 500, "more than what is needed");
        const Installation::Change change{.to = {2, u"2"_s, scene.newHash}, .repair = view(part)};
        {
            auto installation = scene.open();
            // Of another release: nothing happens.
            const QByteArray other = contents(scene.path(u"full-1"_s));
            QCOMPARE(codeOf(installation->apply(view(forward), {.to = change.to, .repair = view(other)})),
                     ErrorCode::DigestMismatch);
            QVERIFY(scene.found() == mine);
            QVERIFY(installation->apply(view(forward), change));
        }
        QVERIFY(scene.found() == scene.newHash);
        checkSound(scene);
        QVERIFY(scene.open()->rollback());
        QVERIFY(scene.found() == mine);
    }

    /// An encoder that makes something else here than at the publisher's: those files, all of them, are taken out of the full pack.
    void whatIsMadeOtherwiseHereIsTakenAsItIs()
    {
        const Scene scene;
        const auto old = ReleaseTree::open(u"1"_s, scene.path(u"old"_s), scene.path({}));
        const auto fresh = ReleaseTree::open(u"2"_s, scene.path(u"new"_s), scene.path({}));
        QVERIFY(old && fresh);
        test::writeWithOtherEncoder(*old, *fresh, scene.path(u"other"_s));
        const QByteArray forward = contents(scene.path(u"other"_s));
        const QByteArray full = contents(scene.path(u"full-2"_s));
        {
            auto installation = scene.open();
            QVERIFY(installation);
            const Installation::Change change{.to = {2, u"2"_s, scene.newHash}, .bytes = 5};
            const auto failed = installation->apply(view(forward), change);
            QCOMPARE(codeOf(failed), ErrorCode::DigestMismatch);
            QCOMPARE(failed.error().object, u"share/doc.gz"_s);
            QVERIFY(scene.found() == scene.oldHash);
            QCOMPARE(installation->unlike(), std::vector<std::string>{"share/doc.gz"});

            PackFile pack{.from = 1, .to = 2, .name = u"other"_s, .size = static_cast<std::uint64_t>(forward.size())};
            PackFile whole{.to = 2, .name = u"full-2"_s, .size = static_cast<std::uint64_t>(full.size())};
            RepairFetch repair({.forward = {pack, scene.path(u"other"_s)},
                                .full = {whole, {}},
                                .base = old->listing(),
                                .unlike = installation->unlike(),
                                .directory = scene.path({}),
                                .mostRanges = 8});
            std::uint64_t obtained = 0;
            for (auto step = repair.next(); *step; step = repair.next()) {
                QCOMPARE((*step)->pack.name, whole.name);
                QByteArray part;
                for (const delta::PackRange &range : (*step)->ranges)
                    part +=
                        full.mid(static_cast<qsizetype>(range.begin), static_cast<qsizetype>(range.end - range.begin));
                obtained += static_cast<std::uint64_t>(part.size());
                put(scene.path(u"ranges"_s), part);
                QVERIFY(repair.put(scene.path(u"ranges"_s)));
            }
            QCOMPARE(repair.fullBytes(), obtained);
            const QByteArray repaired = contents(repair.fullFile());
            Installation::Change again{.to = change.to, .repair = view(repaired), .unlike = installation->unlike()};
            QVERIFY(installation->apply(view(forward), again));
            QVERIFY(installation->unlike().empty());
        }
        QVERIFY(scene.found() == scene.newHash);
        checkSound(scene);
        QVERIFY(scene.open()->rollback());
        QVERIFY(scene.found() == scene.oldHash);
    }

    /// It tells how far it is, and stops when it is told to; what is installed stays as it was.
    void progressIsToldAndStopsIt()
    {
        const Scene scene;
        const QByteArray forward = contents(scene.path(u"1-2"_s));
        auto installation = scene.open();
        std::vector<std::uint64_t> seen;
        std::uint64_t whole = 0;
        Installation::Change change{.to = {2, u"2"_s, scene.newHash}};
        change.progress = [&](std::uint64_t done, std::uint64_t all) {
            seen.push_back(done);
            whole = all;
            return false;
        };
        QCOMPARE(codeOf(installation->apply(view(forward), change)), ErrorCode::Cancelled);
        QCOMPARE(seen.size(), std::size_t{1});
        QVERIFY(scene.found() == scene.oldHash);
        QVERIFY(!QFile::exists(scene.tree() + u".freshet/staged"_s));
        seen.clear();
        change.progress = [&](std::uint64_t done, std::uint64_t) {
            seen.push_back(done);
            return done * 2 <= whole; // it is the way back that stops
        };
        QCOMPARE(codeOf(installation->apply(view(forward), change)), ErrorCode::Cancelled);
        QVERIFY(scene.found() == scene.oldHash);
        change.progress = [&](std::uint64_t done, std::uint64_t) {
            seen.push_back(done);
            return true;
        };
        seen.clear();
        QVERIFY(installation->apply(view(forward), change));
        QVERIFY(std::ranges::is_sorted(seen));
        QCOMPARE(seen.back(), whole);
        QVERIFY(scene.found() == scene.newHash);
    }

    void p3_noWayBackButRollback()
    {
        const Scene scene;
        QVERIFY(scene.update());
        QCOMPARE(codeOf(scene.apply(u"full-1"_s, 1, scene.oldHash, true)), UpdateError::ManifestOlder);
        QVERIFY(scene.found() == scene.newHash);
        auto installation = scene.open();
        const auto key = SigningKey::generate();
        Manifest manifest{.product = u"app"_s, .number = 5, .releases = {{.number = 2, .version = u"2"_s}}};
        QVERIFY(installation->accept(manifest, key->publicKey()));
        manifest.number = 4;
        QCOMPARE(codeOf(installation->accept(manifest, key->publicKey())), UpdateError::ManifestOlder);
        manifest.number = 6;
        QCOMPARE(codeOf(installation->accept(manifest, SigningKey::generate()->publicKey())),
                 UpdateError::ManifestSignature);
    }

    /// Somebody exchanges a directory of the tree with a link to another one while it is updated: what lies there gets nowhere.
    void p11_aRacerGetsNothingIn()
    {
        int updates = 0;
        int refusals = 0;
        for (int round = 0; round < 20; ++round) {
            const Scene scene;
            const QString elsewhere = scene.path(u"elsewhere"_s);
            for (const QString &name : {u"same"_s, u"doc.gz"_s, u"gone"_s}) {
                QByteArray other = contents(scene.tree() + u"/share/"_s + name);
                other[other.size() / 2] = static_cast<char>(other[other.size() / 2] ^ 1);
                put(elsewhere + u'/' + name, other);
            }
            const QByteArray secret = contents(elsewhere + u"/same"_s);
            QVERIFY(QFile::link(elsewhere, scene.path(u"trap"_s)));
            const auto place = openDirectory(scene.path({}));
            const auto old = openDirectory(scene.tree());
            QVERIFY(place && old);
            std::atomic<bool> ends = false;
            std::thread racer([&] {
                while (!ends)
                    ::renameat2(old->get(), "share", place->get(), "trap", RENAME_EXCHANGE);
            });
            const auto result = scene.update();
            ends = true;
            racer.join();
            ++(result ? updates : refusals);
            if (result)
                QVERIFY2(scene.found() == scene.newHash, "something else got in");
            QCOMPARE(contents(elsewhere + u"/same"_s), secret);
            QCOMPARE(QDir(elsewhere).entryList(QDir::Files).size(), 3);
        }
        QVERIFY2(refusals > 0, "the racer came never in time");
    }

    void p12_badPacksLeaveTheTreeUntouched()
    {
        const Scene scene;
        QFile file(scene.path(u"1-2"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray good = file.readAll();
        for (qsizetype i = 0; i < good.size(); i += good.size() / 12) {
            QByteArray bad = good;
            bad[i] = static_cast<char>(bad[i] ^ 4);
            put(scene.path(u"bad"_s), bad);
            const ErrorCode code = codeOf(scene.apply(u"bad"_s, 2, scene.newHash, false));
            QVERIFY(code == UpdateError::DeltaCorrupt || code == UpdateError::DeltaFormat);
            QVERIFY(scene.found() == scene.oldHash);
        }
        QCOMPARE(codeOf(scene.apply(u"1-2"_s, 2, scene.oldHash, false)), ErrorCode::DigestMismatch);
        QVERIFY(scene.update());
        QCOMPARE(codeOf(scene.apply(u"1-2"_s, 3, scene.newHash, false)), UpdateError::DeltaWrongBase);
        checkSound(scene);
    }

    void oneAtATime()
    {
        const Scene scene;
        const auto first = scene.open();
        QVERIFY(first);
        const auto second = scene.open();
        QVERIFY(!second);
        QCOMPARE(second.error().code, UpdateError::UpdateUnfinished);
    }
};

QTEST_GUILESS_MAIN(TestUpdateInstall)
#include "tst_update_install.moc"
