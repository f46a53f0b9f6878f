// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/EngineHarness.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace freshet;
using namespace freshet::test;

namespace {

constexpr qsizetype MiB = 1 << 20;

EngineOptions remembering()
{
    EngineOptions options = EngineHarness::quickOptions();
    options.rememberJobs = true;
    return options;
}

/// Changes the ledger behind the engine's back.
bool tamper(const QString &directory, const QString &statement)
{
    bool done = false;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("tamper"));
        database.setDatabaseName(directory + QStringLiteral("/ledger.sqlite"));
        done = database.open() && QSqlQuery(database).exec(statement);
    }
    QSqlDatabase::removeDatabase(QStringLiteral("tamper"));
    return done;
}

/// Sends the head and the first bytes, then nothing.
HostileReply stalling(const SeenRequest &request, const QByteArray &data, qsizetype bytes)
{
    HostileReply reply = serve(request, data);
    reply.bytes.truncate(reply.bytes.indexOf("\r\n\r\n") + 4 + bytes);
    return reply;
}

} // namespace

/// What the next engine on a cache directory knows of the jobs of the last one. Kills are in tests/ctl/tst_jobs.py.
class TestPersistence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aJobGoesOnWithTheNextEngine()
    {
        EngineHarness engine(remembering());
        const QByteArray data = payload(4 * MiB);
        std::atomic<bool> stall = true;
        HostileServer server([&](const SeenRequest &request, int) {
            return stall ? stalling(request, data, MiB + 10) : serve(request, data);
        });
        const JobId job = engine.host().submit(engine.request(metadataOf(data, {server.url()})));
        QTRY_VERIFY(engine.row(job).fromHttpOrigin.value() >= MiB);
        stall = false;
        engine.restart();
        const JobRow row = engine.wait(job);
        QCOMPARE(row.state, JobState::Complete);
        QCOMPARE(row.fromHttpOrigin.value(), static_cast<std::uint64_t>(data.size()));
        QVERIFY(engine.delivered() == data);
    }

    void withoutRememberingJobsEndWithTheEngine()
    {
        EngineHarness engine;
        HostileServer server([&](const SeenRequest &, int) { return HostileReply::of(404, "gone"); });
        QCOMPARE(engine.run(engine.request(server.url())).state, JobState::Failed);
        engine.restart();
        QVERIFY(engine.host().snapshot()->jobs.empty());
    }

    void endedJobsAreRememberedUpToTheCap()
    {
        EngineOptions options = remembering();
        options.keptEndedJobs = 2;
        EngineHarness engine(options);
        HostileServer server([&](const SeenRequest &, int) { return HostileReply::of(404, "gone"); });
        for (int i = 0; i < 4; ++i)
            QCOMPARE(engine.run(engine.request(server.url())).state, JobState::Failed);
        engine.restart();
        QTRY_COMPARE(engine.host().snapshot()->jobs.size(), 2U);
        QCOMPARE(engine.row(JobId{3}).reason.error->code, ErrorCode::HttpNotFound);
        QCOMPARE(engine.row(JobId{4}).state, JobState::Failed);
        QCOMPARE(engine.run(engine.request(server.url())).job, JobId{5});
    }

    void aLedgerThatHadToBeMadeAnewLearnsTheLivingJobs()
    {
        EngineHarness engine(remembering());
        const QByteArray data = payload(2 * MiB);
        HostileServer server([&](const SeenRequest &request, int) { return stalling(request, data, 10); });
        const JobId first = engine.host().submit(engine.request(metadataOf(data, {server.url()})));
        QTRY_COMPARE(engine.row(first).reason.code, ReasonCode::ReceivingFromHttp);
        QVERIFY(tamper(engine.path(QStringLiteral("cache")), QStringLiteral("DROP TABLE jobs")));
        // A job that would not survive is refused, and says why.
        const JobRow refused = engine.run(engine.request(metadataOf(data, {server.url()})));
        QCOMPARE(refused.state, JobState::Failed);
        QCOMPARE(refused.reason.error->code, ErrorCode::LedgerCorrupt);
        engine.host().pause(first);
        QTRY_COMPARE(engine.row(first).state, JobState::Paused);
        engine.restart();
        QTRY_COMPARE(engine.host().snapshot()->jobs.size(), 1U);
        QCOMPARE(engine.row(first).state, JobState::Paused);
    }

    void aRecordThatNobodyUnderstandsIsLeftAlone()
    {
        EngineHarness engine(remembering());
        HostileServer server([&](const SeenRequest &, int) { return HostileReply::of(404, "gone"); });
        for (int i = 0; i < 2; ++i)
            engine.run(engine.request(server.url()));
        engine.stop();
        QVERIFY(tamper(engine.path(QStringLiteral("cache")),
                       QStringLiteral("UPDATE jobs SET request = x'7b00ff' WHERE id = 1")));
        engine.restart();
        QTRY_COMPARE(engine.host().snapshot()->jobs.size(), 1U);
        QCOMPARE(engine.row(JobId{2}).state, JobState::Failed);
    }
};

QTEST_GUILESS_MAIN(TestPersistence)
#include "tst_persistence.moc"
