// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/KnownDirectory.h"
#include "tests/store/StoreHarness.h"

#include <QDir>
#include <QTest>

#include <limits>

using namespace freshet;
using namespace freshet::test;

namespace {

JobRecord job(std::int64_t id, const QByteArray &progress = "{}")
{
    return {.id = JobId{id}, .request = "request", .subject = QByteArray("a\0b", 3), .progress = progress};
}

} // namespace

class TestStoreJobs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void d49_jobsOutliveTheStore()
    {
        StoreHarness h;
        QVERIFY(h.open());
        // A28: the numbers of jobs are 64 bits as well.
        const std::int64_t far = (std::int64_t{1} << 53) + 1;
        for (const std::int64_t id : {std::int64_t{2}, std::int64_t{1}, far})
            QVERIFY(h.await<void>([&](auto done) { h.store().putJob(job(id), std::move(done)); }));
        QCOMPARE(h.await<bool>([&](auto done) { h.store().updateJob(JobId{2}, "later", std::move(done)); }), true);
        QCOMPARE(h.await<bool>([&](auto done) { h.store().updateJob(JobId{7}, "later", std::move(done)); }), false);
        h.close();
        QVERIFY(h.open());
        const auto kept = h.store().loadJobs();
        QVERIFY(kept);
        QCOMPARE(kept->jobs.size(), 3U);
        QCOMPARE(kept->jobs[0].id, JobId{1});
        QCOMPARE(kept->jobs[0].request, QByteArray("request"));
        QCOMPARE(kept->jobs[0].subject, QByteArray("a\0b", 3));
        QCOMPARE(kept->jobs[1].progress, QByteArray("later"));
        QCOMPARE(kept->jobs[2].id, JobId{far});
        QCOMPARE(kept->last, JobId{far});
    }

    void d50_aNumberIsNeverGivenTwice()
    {
        StoreHarness h;
        QVERIFY(h.open());
        QCOMPARE(h.store().loadJobs()->last, JobId{0});
        QVERIFY(h.await<void>([&](auto done) { h.store().putJob(job(5), std::move(done)); }));
        QVERIFY(h.await<void>([&](auto done) { h.store().removeJob(JobId{5}, std::move(done)); }));
        h.close();
        QVERIFY(h.open());
        QVERIFY(h.store().loadJobs()->jobs.empty());
        QCOMPARE(h.store().loadJobs()->last, JobId{5});
    }

    void d51_aKnownDirectoryIsOpenedOnlyIfItIsTheSame()
    {
        const QTemporaryDir root;
        const QDir dir(root.path());
        QVERIFY(dir.mkdir(QStringLiteral("a")));
        const QString path = dir.filePath(QStringLiteral("a"));
        const auto known = KnownDirectory::of(openDirectory(path).get());
        QVERIFY(known);
        QCOMPARE(known->path, QFileInfo(path).canonicalFilePath());
        QVERIFY(known->reopen());

        const auto refused = [&](const KnownDirectory &claim) {
            const auto opened = claim.reopen();
            return !opened && opened.error().code == ErrorCode::OutputGone;
        };
        KnownDirectory claim = *known;
        ++claim.inode;
        QVERIFY(refused(claim));
        claim = *known;
        ++claim.owner;
        QVERIFY(refused(claim));
        claim = *known;
        ++claim.device;
        QVERIFY(claim.filesystem == 0 || claim.reopen()); // the number changed with a reboot
        ++claim.filesystem;
        QVERIFY(refused(claim));

        QVERIFY(QFile::rename(path, dir.filePath(QStringLiteral("b"))));
        QVERIFY(refused(*known));
        QVERIFY(QFile::link(dir.filePath(QStringLiteral("b")), path));
        QVERIFY2(refused(*known), "a link was followed");
        QVERIFY(QFile::remove(path));
        QVERIFY(QFile::rename(dir.filePath(QStringLiteral("b")), path));
        QVERIFY(known->reopen());
    }
};

QTEST_GUILESS_MAIN(TestStoreJobs)
#include "tst_store_jobs.moc"
