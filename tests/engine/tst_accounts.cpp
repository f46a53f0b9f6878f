// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/Sha256.h"
#include "tests/engine/EngineHarness.h"
#include "tests/support/NginxServer.h"

#include <QTest>

using namespace freshet;
using namespace freshet::test;

namespace {

constexpr qsizetype MiB = 1 << 20;
constexpr qsizetype partial = 300'000;

/// What came of a content, and then nothing more.
HostileReply stalled(const SeenRequest &request, const QByteArray &data, qsizetype bytes)
{
    HostileReply reply = serve(request, data);
    reply.bytes.truncate(reply.bytes.indexOf("\r\n\r\n") + 4 + bytes);
    return reply;
}

EngineOptions oneConnection()
{
    EngineOptions options = EngineHarness::quickOptions();
    options.transfer.connectionsPerSource = 1;
    return options;
}

} // namespace

/// Every byte that arrived is counted once, as useful or as wasted, however the job stops.
class TestAccounts : public QObject {
    Q_OBJECT

    void kinds()
    {
        QTest::addColumn<bool>("withPieces");
        QTest::newRow("pieces") << true;
        QTest::newRow("digest") << false;
    }
    static DownloadRequest requestFor(EngineHarness &engine, const QByteArray &data, const HostileServer &server,
                                      bool withPieces)
    {
        if (withPieces)
            return engine.request(metadataOf(data, {server.url()}));
        return engine.request(server.url(),
                              Sha256::of(std::as_bytes(std::span(data.constData(), std::size_t(data.size())))));
    }

private Q_SLOTS:
    void pause_data() { kinds(); }
    void pause()
    {
        QFETCH(bool, withPieces);
        EngineHarness engine(oneConnection());
        const QByteArray data = payload(4 * MiB);
        HostileServer server([&](const SeenRequest &request, int) { return stalled(request, data, MiB + partial); });
        const JobId job = engine.host().submit(requestFor(engine, data, server, withPieces));
        QTRY_COMPARE(engine.row(job).fileSizeInCache.value() + engine.row(job).inFlight.value(), MiB + partial);
        QTRY_COMPARE(engine.row(job).fromHttpOrigin.value(), MiB);
        engine.host().pause(job);
        QTRY_COMPARE(engine.row(job).state, JobState::Paused);
        engine.stop();
        QCOMPARE(engine.resting().fromHttpOrigin.value(), MiB);
        QCOMPARE(engine.resting().wasted.value(), partial);
    }

    void ending_data() { kinds(); }
    void ending()
    {
        QFETCH(bool, withPieces);
        EngineHarness engine(oneConnection());
        const QByteArray data = payload(4 * MiB);
        HostileServer server([&](const SeenRequest &request, int) { return stalled(request, data, MiB + partial); });
        const JobId job = engine.host().submit(requestFor(engine, data, server, withPieces));
        QTRY_COMPARE(engine.row(job).fileSizeInCache.value() + engine.row(job).inFlight.value(), MiB + partial);
        QTRY_COMPARE(engine.row(job).fromHttpOrigin.value(), MiB);
        engine.stop();
        QCOMPARE(engine.resting().fromHttpOrigin.value(), MiB);
        QCOMPARE(engine.resting().wasted.value(), partial);
    }

    void failure()
    {
        EngineHarness engine(oneConnection());
        const QByteArray data = payload(4 * MiB);
        HostileServer server([&](const SeenRequest &request, int index) {
            if (index > 0)
                return HostileReply::of(404, "gone");
            HostileReply reply = stalled(request, data, MiB + partial);
            reply.then = HostileReply::Then::Close;
            return reply;
        });
        const JobRow row = engine.run(engine.request(metadataOf(data, {server.url()})));
        QCOMPARE(row.state, JobState::Failed);
        QCOMPARE(row.wasted.value(), partial);
        engine.stop();
        QCOMPARE(engine.resting().fromHttpOrigin.value(), MiB);
        QCOMPARE(engine.resting().wasted.value(), partial);
    }

    /// What is being proven when the engine ends becomes durable, and is counted.
    void endingInTheMiddleOfEverything()
    {
        NginxServer server;
        QVERIFY2(server.start(), qPrintable(server.problem()));
        const QByteArray data = payload(48 * MiB);
        server.put(QStringLiteral("f.bin"), data);
        const Metainfo metainfo = metadataOf(data, {server.url(QStringLiteral("/f.bin"))});
        for (const std::uint64_t threshold : {1, 4, 9, 14}) {
            EngineHarness engine;
            const JobId job = engine.host().submit(engine.request(metainfo));
            QTRY_VERIFY(engine.row(job).fromHttpOrigin.value() + engine.row(job).inFlight.value() >= threshold * MiB);
            engine.stop();
            const JobRow row = engine.resting();
            QVERIFY(row.fileSizeInCache.value() > 0);
            QCOMPARE(row.fromHttpOrigin, row.fileSizeInCache);
        }
    }
};

QTEST_GUILESS_MAIN(TestAccounts)
#include "tst_accounts.moc"
