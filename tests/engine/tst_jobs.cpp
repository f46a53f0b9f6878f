// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/EngineHarness.h"

#include "core/engine/LedgerStatus.h"

#include <QSemaphore>
#include <QTest>

using namespace freshet;
using namespace freshet::test;

namespace {

constexpr qsizetype MiB = 1 << 20;

/// A server that answers no request before it is told to.
class GatedServer {
public:
    explicit GatedServer(QByteArray data)
        : m_data(std::move(data))
        , m_server([this](const SeenRequest &request, int) {
            m_gate.acquire();
            return serve(request, m_data);
        })
    {
    }
    ~GatedServer() { open(); }
    void open() { m_gate.release(1000); }
    [[nodiscard]] HostileServer &server() { return m_server; }

private:
    QByteArray m_data;
    QSemaphore m_gate;
    HostileServer m_server;
};

} // namespace

class TestJobs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void snapshotsAreImmutableAndTheirRevisionsGrow()
    {
        EngineHarness engine;
        const QByteArray data = payload(2 * MiB);
        HostileServer server([&](const SeenRequest &request, int) { return serve(request, data); });
        const auto before = engine.host().snapshot();
        const JobRow row = engine.run(engine.request(metadataOf(data, {server.url()})));
        const auto after = engine.host().snapshot();
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(before->jobs.empty());
        QVERIFY(after->revision > before->revision);
        QCOMPARE(after->jobs.size(), std::size_t{1});
        QCOMPARE(row.reason.code, ReasonCode::Finished);
    }

    void queuedJobsWaitForAPlaceAndForegroundGoesFirst()
    {
        EngineOptions options = EngineHarness::quickOptions();
        options.maximumRunningJobs = 1;
        EngineHarness engine(options);
        const QByteArray a = payload(MiB, 1);
        const QByteArray b = payload(MiB, 2);
        const QByteArray c = payload(MiB, 3);
        GatedServer gate(a);
        HostileServer serverB([&](const SeenRequest &request, int) { return serve(request, b); });
        HostileServer serverC([&](const SeenRequest &request, int) { return serve(request, c); });
        const JobId first = engine.host().submit(engine.request(metadataOf(a, {gate.server().url()})));
        QTRY_COMPARE(engine.row(first).reason.code, ReasonCode::ContactingSource);
        DownloadRequest background = engine.request(metadataOf(b, {serverB.url()}));
        background.priority = Priority::Background;
        const JobId second = engine.host().submit(std::move(background));
        const JobId third = engine.host().submit(engine.request(metadataOf(c, {serverC.url()})));
        QTRY_COMPARE(engine.row(third).reason.code, ReasonCode::WaitingForSlot);
        QCOMPARE(engine.row(third).state, JobState::Queued);

        std::vector<JobId> order;
        connect(&engine.host(), &EngineHost::jobEnded, this, [&](JobId job) { order.push_back(job); });
        gate.open();
        QTRY_COMPARE(order.size(), std::size_t{3});
        QCOMPARE(order, (std::vector<JobId>{first, third, second}));
    }

    void pauseKeepsAndResumeGoesOn()
    {
        EngineHarness engine;
        const QByteArray data = payload(4 * MiB);
        std::atomic<bool> stall = true;
        HostileServer server([&](const SeenRequest &request, int) {
            HostileReply reply = serve(request, data);
            if (stall)
                reply.bytes.truncate(reply.bytes.indexOf("\r\n\r\n") + 4 + MiB + 10); // and keeps the connection open
            return reply;
        });
        const JobId job = engine.host().submit(engine.request(metadataOf(data, {server.url()})));
        QTRY_VERIFY(engine.row(job).fromHttpOrigin.value() >= MiB);
        engine.host().pause(job);
        QTRY_COMPARE(engine.row(job).state, JobState::Paused);
        QCOMPARE(engine.row(job).reason.code, ReasonCode::PausedByUser);
        QCOMPARE(engine.row(job).httpConnections, 0U);
        stall = false;
        engine.host().resume(job);
        const JobRow row = engine.wait(job);
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(engine.delivered() == data);
        QCOMPARE(row.fromHttpOrigin.value(), static_cast<std::uint64_t>(data.size()));
    }

    void cancelEndsTheJobAndKeepsWhatIsProven()
    {
        EngineHarness engine;
        const QByteArray data = payload(4 * MiB);
        HostileServer server([&](const SeenRequest &request, int) {
            HostileReply reply = serve(request, data);
            reply.bytes.truncate(reply.bytes.indexOf("\r\n\r\n") + 4 + MiB + 10);
            return reply;
        });
        const JobId job = engine.host().submit(engine.request(metadataOf(data, {server.url()})));
        QTRY_VERIFY(engine.row(job).fromHttpOrigin.value() >= MiB);
        engine.host().cancel(job);
        const JobRow row = engine.wait(job);
        QCOMPARE(row.state, JobState::Failed);
        QCOMPARE(row.reason.error->code, ErrorCode::Cancelled);
        QCOMPARE(row.reason.error->kept, Kept::VerifiedPieces);
        QVERIFY(engine.delivered().isEmpty());
    }

    void endingTheHostMakesEverythingDurable()
    {
        const QByteArray data = payload(4 * MiB);
        HostileServer server([&](const SeenRequest &request, int) {
            HostileReply reply = serve(request, data);
            reply.bytes.truncate(reply.bytes.indexOf("\r\n\r\n") + 4 + MiB + 10);
            return reply;
        });
        QTemporaryDir dir;
        const SystemClock clock;
        EngineOptions options = EngineHarness::quickOptions();
        options.store.cacheDirectory = dir.filePath(QStringLiteral("cache"));
        {
            EngineHarness requests;
            auto host = EngineHost::start(options, clock);
            QVERIFY(host);
            const JobId job = (*host)->submit(requests.request(metadataOf(data, {server.url()})));
            const auto useful = [&] {
                const auto snapshot = (*host)->snapshot();
                const JobRow *row = snapshot->find(job);
                return row ? row->fromHttpOrigin.value() : 0;
            };
            QTRY_VERIFY(useful() >= MiB);
        }
        const auto snapshot = snapshotFromLedger(options.store.cacheDirectory, clock);
        QVERIFY(snapshot);
        QCOMPARE(snapshot->jobs.size(), std::size_t{1});
        QVERIFY(snapshot->jobs.front().fileSizeInCache.value() >= MiB);
        QCOMPARE(snapshot->jobs.front().fromHttpOrigin, snapshot->jobs.front().fileSizeInCache);
        QCOMPARE(snapshot->jobs.front().reason.code, ReasonCode::NotRunning);
    }

    void twoJobsForOneContentTransferItOnce()
    {
        EngineHarness engine;
        const QByteArray data = payload(3 * MiB);
        GatedServer gate(data);
        const Metainfo metainfo = metadataOf(data, {gate.server().url()});
        const JobId first = engine.host().submit(engine.request(metainfo));
        DownloadRequest other = engine.request(metainfo);
        other.fileName = QStringLiteral("second.bin");
        const JobId second = engine.host().submit(std::move(other));
        QTRY_COMPARE(engine.row(second).reason.code, ReasonCode::WaitingForSameContent);
        gate.open();
        QCOMPARE(engine.wait(first).state, JobState::Complete);
        QCOMPARE(engine.wait(second).state, JobState::Complete);
        QFile file(engine.path(QStringLiteral("second.bin")));
        QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll() == data);
        QVERIFY(engine.delivered() == data);
        qsizetype ranges = 0;
        for (const SeenRequest &request : gate.server().requests())
            ranges += request.header("range").startsWith("bytes=") ? 1 : 0;
        QVERIFY2(ranges <= 3, "the content was transferred more than once");
        QCOMPARE(engine.row(second).fromHttpOrigin.value(), static_cast<std::uint64_t>(data.size()));
    }

    void whoWaitsTakesOverWhenTheFirstIsCancelled()
    {
        EngineHarness engine;
        const QByteArray data = payload(MiB);
        GatedServer gate(data);
        const Metainfo metainfo = metadataOf(data, {gate.server().url()});
        const JobId first = engine.host().submit(engine.request(metainfo));
        const JobId second = engine.host().submit(engine.request(metainfo));
        QTRY_COMPARE(engine.row(second).reason.code, ReasonCode::WaitingForSameContent);
        engine.host().cancel(first);
        gate.open();
        QCOMPARE(engine.wait(second).state, JobState::Complete);
        QVERIFY(engine.delivered() == data);
    }

    /// Answers to what is no longer wanted come late, and change nothing.
    void commandsInQuickSuccession_data()
    {
        QTest::addColumn<bool>("withPieces");
        QTest::newRow("pieces") << true;
        QTest::newRow("stream") << false;
    }
    void commandsInQuickSuccession()
    {
        QFETCH(bool, withPieces);
        EngineHarness engine;
        const QByteArray data = payload(6 * MiB);
        HostileServer server([&](const SeenRequest &request, int) { return serve(request, data); });
        const JobId job = engine.host().submit(withPieces ? engine.request(metadataOf(data, {server.url()}))
                                                          : engine.request(server.url()));
        const auto isOver = [&] { return engine.row(job).isFinal(); };
        for (int i = 0; i < 60 && !isOver(); ++i) {
            engine.host().pause(job);
            engine.host().resume(job);
            if (i % 3 == 0)
                QTRY_VERIFY(isOver() || engine.row(job).state == JobState::Downloading
                            || engine.row(job).state == JobState::Verifying);
        }
        const JobRow row = engine.wait(job);
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(engine.delivered() == data);
        engine.stop();
        QCOMPARE(engine.resting().fileSizeInCache.value(), static_cast<std::uint64_t>(data.size()));
        if (withPieces)
            QCOMPARE(engine.resting().fromHttpOrigin.value(), static_cast<std::uint64_t>(data.size()));
    }

    void unknownJobsAreIgnored()
    {
        EngineHarness engine;
        engine.host().pause(JobId{99});
        engine.host().resume(JobId{99});
        engine.host().cancel(JobId{99});
        const QByteArray data = payload(100);
        HostileServer server([&](const SeenRequest &request, int) { return serve(request, data); });
        QCOMPARE(engine.run(engine.request(metadataOf(data, {server.url()}))).state, JobState::Complete);
    }
};

QTEST_GUILESS_MAIN(TestJobs)
#include "tst_jobs.moc"
