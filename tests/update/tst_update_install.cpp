// SPDX-License-Identifier: GPL-3.0-or-later
// Installed trees: exactly the old or exactly the new one, whatever happens; and the old one again on demand.
#include "core/base/UpdateError.h"
#include "core/update/RepairFetch.h"
#include "tests/update/OtherEncoder.h"
#include "tests/update/UpdateScene.h"

#include <QDir>
#include <QTest>

#include <cstdio>

#include <atomic>
#include <thread>

using namespace freshet;
using namespace freshet::test;
using namespace freshet::update;
using namespace Qt::StringLiterals;

class TestUpdateInstall : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void updatedAndRolledBackExactly()
    {
        const UpdateScene scene;
        QVERIFY(scene.found() == scene.oldHash);
        QVERIFY(scene.update());
        QVERIFY(scene.found() == scene.newHash);
        scene.checkSound();
        {
            auto installation = scene.open();
            QVERIFY(installation->rollback());
        }
        QVERIFY(scene.found() == scene.oldHash);
        scene.checkSound();
        // And forward again: the version floor did not sink, but the newest release is not below it.
        QVERIFY(scene.update());
        QVERIFY(scene.found() == scene.newHash);
        QCOMPARE(scene.open()->state().history.size(), std::size_t{4});
    }

    void f39_theHealthCheckVetoes()
    {
        const UpdateScene scene;
        Sha256Digest seen;
        const auto result = scene.update([&] {
            seen = scene.found();
            return false;
        });
        QCOMPARE(codeOf(result), UpdateError::HealthCheck);
        QVERIFY2(seen == scene.newHash, "the check looks at the new tree in its place");
        QVERIFY(scene.found() == scene.oldHash);
        scene.checkSound();
        QCOMPARE(scene.open()->state().releaseFloor, std::uint64_t{1});
        // The version is out of question here from now on.
        QCOMPARE(codeOf(scene.update()), UpdateError::ManifestOlder);
    }

    void f38_modifiedBaseIsFoundBeforeAnythingIsDone()
    {
        const UpdateScene scene;
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
        const UpdateScene scene;
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
        scene.checkSound();
        QVERIFY(scene.open()->rollback());
        QVERIFY(scene.found() == mine);
    }

    /// An encoder that makes something else here than at the publisher's: those files, all of them, are taken out of the full pack.
    void whatIsMadeOtherwiseHereIsTakenAsItIs()
    {
        const UpdateScene scene;
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
        scene.checkSound();
        QVERIFY(scene.open()->rollback());
        QVERIFY(scene.found() == scene.oldHash);
    }

    /// It tells how far it is, and stops when it is told to; what is installed stays as it was.
    void progressIsToldAndStopsIt()
    {
        const UpdateScene scene;
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
        const UpdateScene scene;
        QVERIFY(scene.update());
        QCOMPARE(codeOf(scene.apply(u"full-1"_s, 1, scene.oldHash, true)), UpdateError::ManifestOlder);
        QVERIFY(scene.found() == scene.newHash);
        auto installation = scene.open();
        // An order leads back from where this machine was, and from nowhere else.
        const QByteArray first = contents(scene.path(u"full-1"_s));
        Installation::Change back{.to = {1, u"1"_s, scene.oldHash}, .full = true, .orders = {{.from = 3, .to = 1}}};
        QCOMPARE(codeOf(installation->apply(view(first), back)), UpdateError::ManifestOlder);
        QVERIFY(scene.found() == scene.newHash);
        back.orders.push_back({.from = 2, .to = 1});
        QVERIFY(installation->apply(view(first), back));
        QVERIFY(scene.found() == scene.oldHash);
        QCOMPARE(installation->state().releaseFloor, std::uint64_t{2});
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
            const UpdateScene scene;
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
        const UpdateScene scene;
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
        scene.checkSound();
    }

    void oneAtATime()
    {
        const UpdateScene scene;
        const auto first = scene.open();
        QVERIFY(first);
        const auto second = scene.open();
        QVERIFY(!second);
        QCOMPARE(second.error().code, UpdateError::UpdateUnfinished);
    }
};

QTEST_GUILESS_MAIN(TestUpdateInstall)
#include "tst_update_install.moc"
