// SPDX-License-Identifier: GPL-3.0-or-later
// Killed at any system call, a tree is exactly the old or exactly the new one; where a call fails, it is the old one.
#include "tests/update/UpdateScene.h"

#include <QRegularExpression>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace Qt::StringLiterals;

class TestUpdateKilled : public QObject {
    Q_OBJECT

private Q_SLOTS:
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
            const UpdateScene scene;
            killed = scene.killed(
                {u"-e"_s, u"trace="_s + call, u"-e"_s, u"inject=%1:signal=KILL:when=%2"_s.arg(call).arg(when)},
                scene.applyWords() + (hasCheck ? QStringList{u"check"_s} : QStringList()));
            kills += killed ? 1 : 0;
            scene.checkSound();
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
        const UpdateScene scene;
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
                const UpdateScene scene;
                QVERIFY(scene.update());
                killed = scene.killed(
                    {u"-e"_s, u"trace="_s + call, u"-e"_s, u"inject=%1:signal=KILL:when=%2"_s.arg(call).arg(when)},
                    {u"rollback"_s, scene.tree()});
                scene.checkSound();
                if (QTest::currentTestFailed())
                    return;
                if (scene.found() == scene.newHash)
                    QVERIFY(scene.open()->rollback());
                QVERIFY(scene.found() == scene.oldHash);
            }
        }
    }

    /// A call that fails, once or from then on, as on a disk that is full: after an error the old tree is in its place, and what was begun is
    /// forgotten. Nothing has to be free for that.
    void f4_whereACallFailsTheOldTreeStays_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<bool>("hasCheck");
        for (const char *call : {"renameat2", "renameat", "fsync", "syncfs", "mkdirat", "unlinkat", "symlinkat",
                                 "fchmodat", "fchmod", "write", "openat2", "linkat"})
            for (const bool hasCheck : {false, true})
                QTest::addRow("%s%s", call, hasCheck ? " with a health check" : "")
                    << QString::fromLatin1(call) << hasCheck;
    }
    void f4_whereACallFailsTheOldTreeStays()
    {
        QFETCH(QString, call);
        QFETCH(bool, hasCheck);
        for (const QString &on : {QString(), u"+"_s}) {
            int failures = 0;
            bool hits = true;
            for (int when = 1; hits && when < 400; when += 1 + when / 4) {
                const UpdateScene scene;
                const bool isDone =
                    scene.succeeded({u"-e"_s, u"trace="_s + call, u"-e"_s,
                                     u"inject=%1:error=ENOSPC:when=%2%3"_s.arg(call).arg(when).arg(on)},
                                    scene.applyWords() + (hasCheck ? QStringList{u"check"_s} : QStringList()));
                hits = contents(scene.path(u"strace.log"_s)).contains("INJECTED");
                const Sha256Digest expected = isDone ? scene.newHash : scene.oldHash;
                QVERIFY2(scene.found() == expected, qPrintable(u"%1, %2"_s.arg(when).arg(isDone)));
                scene.checkSound();
                if (QTest::currentTestFailed())
                    return;
                QVERIFY2(scene.found() == expected, qPrintable(u"%1, %2, opened"_s.arg(when).arg(isDone)));
                failures += isDone ? 0 : 1;
            }
            QVERIFY2(failures > 0 || call == "linkat"_L1, "the call is never made, or its failure not noticed");
        }
    }
};

QTEST_GUILESS_MAIN(TestUpdateKilled)
#include "tst_update_killed.moc"
