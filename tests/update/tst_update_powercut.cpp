// SPDX-License-Identifier: GPL-3.0-or-later
// A power cut at any moment: of what was not synced anything may be missing, and still the tree is exactly the old or exactly the new one.
#include "tests/update/CallReplay.h"
#include "tests/update/UpdateScene.h"

#include <QDir>
#include <QTest>

#include <set>

using namespace freshet;
using namespace freshet::test;
using namespace Qt::StringLiterals;

namespace {

/// Many small directories are made and removed: in memory, where there is such a place.
QString quickPlace()
{
    const QString shared = u"/dev/shm"_s;
    return (QFileInfo(shared).isWritable() ? shared : QDir::tempPath()) + u"/freshet-test-XXXXXX"_s;
}

/// What a program did to the tree of a scene, and every state of the disk that a power cut may have left.
class Recording {
public:
    Recording(const UpdateScene &scene, const QStringList &words)
        : m_model(DiskModel::scan(scene.path({}), {"tree", "tree.freshet"}))
    {
        (void)scene.killed(CallReplay::straceOptions(), words);
        CallReplay replay(m_model, QDir::cleanPath(scene.path({})));
        add("before it began");
        replay.run(contents(scene.path(u"strace.log"_s)), [this](const QByteArray &call) { add("after " + call); });
        for (const DiskModel::Survival survival : DiskModel::survivals)
            final.insert(fingerprint(m_model.after(survival)));
        // The model is right: all of it is what is there now.
        const DiskModel real = DiskModel::scan(scene.path({}), {"tree", "tree.freshet"});
        isTrue =
            fingerprint(real.after(DiskModel::Survival::All)) == fingerprint(m_model.after(DiskModel::Survival::All));
    }

    struct State {
        DiskModel::Inodes inodes;
        QByteArray print;
        QByteArray label;
    };
    std::vector<State> states;
    std::set<QByteArray> final; ///< those that may be left when the program has ended
    bool isTrue = false;

private:
    void add(const QByteArray &label)
    {
        for (const DiskModel::Survival survival : DiskModel::survivals) {
            DiskModel::Inodes inodes = m_model.after(survival);
            const QByteArray print = fingerprint(inodes);
            if (m_seen.insert(print).second)
                states.push_back(
                    {std::move(inodes), print, label + ", survival " + QByteArray::number(static_cast<int>(survival))});
        }
    }

    DiskModel m_model;
    std::set<QByteArray> m_seen;
};

} // namespace

class TestUpdatePowerCut : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void p10_theTreeIsTheOldOrTheNewOne_data()
    {
        QTest::addColumn<QStringList>("before");
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("from"); // the release that was there; 0: none
        QTest::addColumn<int>("to");
        QTest::addColumn<int>("ends"); // the one that is there when the program has ended
        const QStringList none;
        const QStringList update{u"apply"_s, u"TREE"_s, u"1-2"_s, u"2"_s, u"HASH2"_s};
        QTest::newRow("install") << none << QStringList{u"apply"_s, u"TREE"_s, u"full-1"_s, u"1"_s, u"HASH1"_s} << 0
                                 << 1 << 1;
        QTest::newRow("update") << none << update << 1 << 2 << 2;
        QTest::newRow("update with a health check") << none << update + QStringList{u"check"_s} << 1 << 2 << 2;
        QTest::newRow("veto") << none << update + QStringList{u"veto"_s} << 1 << 2 << 1;
        QTest::newRow("rollback") << update << QStringList{u"rollback"_s, u"TREE"_s} << 2 << 1 << 1;
        QTest::newRow("recovery from the health check's end")
            << update + QStringList{u"die"_s} << QStringList{u"open"_s, u"TREE"_s} << 1 << 2 << 1;
    }
    void p10_theTreeIsTheOldOrTheNewOne()
    {
        QFETCH(QStringList, before);
        QFETCH(QStringList, words);
        QFETCH(int, from);
        QFETCH(int, to);
        QFETCH(int, ends);
        const UpdateScene scene;
        const auto hashOf = [&](int release) {
            return release == 0 ? Sha256Digest{} : release == 1 ? scene.oldHash : scene.newHash;
        };
        for (QStringList *list : {&before, &words})
            for (QString &word : *list)
                word = word == "TREE"_L1                         ? scene.tree()
                       : word == "HASH1"_L1                      ? QString::fromLatin1(scene.oldHash.hex())
                       : word == "HASH2"_L1                      ? QString::fromLatin1(scene.newHash.hex())
                       : word == "1-2"_L1 || word == "full-1"_L1 ? scene.path(word)
                                                                 : word;
        if (from == 0)
            QVERIFY(QDir(scene.tree()).removeRecursively() && QDir(scene.tree() + u".freshet"_s).removeRecursively());
        if (!before.isEmpty())
            (void)scene.killed({}, before);
        const Recording recording(scene, words);
        QVERIFY2(recording.isTrue, "the replay is not what happened");
        QVERIFY(scene.found() == hashOf(ends));
        const QTemporaryDir place(quickPlace());
        int sawOld = 0;
        int sawNew = 0;
        for (const Recording::State &state : recording.states) {
            const QString top = place.filePath(QString::number(sawOld + sawNew));
            const QString tree = top + u"/tree"_s;
            materialise(state.inodes, top);
            checkSoundAt(scene, tree, hashOf(from), hashOf(to));
            if (QTest::currentTestFailed())
                qWarning("%s", state.label.constData());
            if (QTest::currentTestFailed())
                return;
            const bool isNew = treeAt(tree) == hashOf(to);
            ++(isNew ? sawNew : sawOld);
            if (recording.final.contains(state.print))
                QVERIFY2(isNew == (ends == to), "it had ended, and is forgotten");
            // Everything can go on from there, and lead back.
            if (isNew && from != 0) {
                QVERIFY2(scene.openAt(tree)->rollback(), state.label.constData());
                QVERIFY2(treeAt(tree) == hashOf(from), state.label.constData());
            } else if (!isNew && from < to && scene.openAt(tree)->state().vetoed.empty()) {
                QVERIFY2(scene.applyAt(tree, from == 0 ? u"full-1"_s : u"1-2"_s, static_cast<std::uint64_t>(to),
                                       hashOf(to), from == 0),
                         state.label.constData());
                QVERIFY2(treeAt(tree) == hashOf(to), state.label.constData());
            }
            QDir(top).removeRecursively();
        }
        qInfo("%d states with the release before, %d with the next", sawOld, sawNew);
        QVERIFY(sawOld > 1);
        QVERIFY(ends != to || sawNew > 1);
    }

    /// A manifest that was accepted is not forgotten: else an older one would be accepted.
    void p3_whatWasAcceptedIsNotForgotten()
    {
        const UpdateScene scene;
        QVERIFY(QDir(scene.tree() + u".freshet"_s).removeRecursively());
        const Recording recording(scene, {u"accept"_s, scene.tree(), u"5"_s});
        QVERIFY(recording.isTrue);
        const QTemporaryDir place(quickPlace());
        int looked = 0;
        for (const Recording::State &state : recording.states) {
            const QString top = place.filePath(QString::number(looked++));
            materialise(state.inodes, top);
            const auto installation = scene.openAt(top + u"/tree"_s);
            QVERIFY2(installation, state.label.constData());
            if (recording.final.contains(state.print))
                QVERIFY2(installation->state().manifestFloor == 5, state.label.constData());
        }
        QVERIFY(looked > 3);
    }
};

QTEST_GUILESS_MAIN(TestUpdatePowerCut)
#include "tst_update_powercut.moc"
