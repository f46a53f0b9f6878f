// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/EngineHarness.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace freshet;
using namespace freshet::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MiB = 1 << 20;

} // namespace

class TestEngineSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aChangeAppliesAtOnceAndShowsInThePicture()
    {
        EngineOptions options = EngineHarness::quickOptions();
        options.maximumRunningJobs = 1;
        EngineHarness engine(options);
        const QByteArray a = payload(MiB, 1);
        const QByteArray b = payload(MiB, 2);
        QSemaphore gate;
        HostileServer slow([&](const SeenRequest &request, int) {
            gate.acquire();
            return serve(request, a);
        });
        HostileServer quick([&](const SeenRequest &request, int) { return serve(request, b); });
        const JobId first = engine.host().submit(engine.request(metadataOf(a, {slow.url()})));
        QTRY_COMPARE(engine.row(first).reason.code, ReasonCode::ContactingSource);
        const JobId second = engine.host().submit(engine.request(metadataOf(b, {quick.url()})));
        QTRY_COMPARE(engine.row(second).reason.code, ReasonCode::WaitingForSlot);

        engine.host().changeSetting(u"jobs.running"_s, std::uint64_t{2});
        QCOMPARE(engine.wait(second).state, JobState::Complete);
        const auto settings = engine.host().snapshot()->settings;
        QVERIFY(settings);
        QCOMPARE(settings->values.maximumRunningJobs, 2U);
        QCOMPARE(settings->find(u"jobs.running"_s)->provider, SettingProvider::File);
        QCOMPARE(engine.row(first).state, JobState::Downloading);
        gate.release(100);
        QCOMPARE(engine.wait(first).state, JobState::Complete);
        QCOMPARE(engine.host().snapshot()->settings, settings); // the same part as long as nothing changes
    }

    void f37_throttled_to_nothing()
    {
        const QString key = u"limits.foreground"_s;
        EngineOptions options = EngineHarness::quickOptions();
        options.transfer.connectionsPerSource = 1;
        EngineHarness engine(options);
        const QByteArray data = payload(4 * MiB);
        std::atomic<bool> stalls = true;
        HostileServer server([&](const SeenRequest &request, int) {
            HostileReply reply = serve(request, data);
            if (stalls)
                reply.bytes.truncate(reply.bytes.indexOf("\r\n\r\n") + 4 + 2 * MiB);
            return reply;
        });
        const JobId running = engine.host().submit(engine.request(metadataOf(data, {server.url()})));
        QTRY_COMPARE(engine.row(running).fileSizeInCache.value(), 2ULL * MiB);
        engine.host().changeSetting(key, std::uint64_t{0});
        QTRY_COMPARE(engine.row(running).state, JobState::Paused);
        QCOMPARE(engine.row(running).reason.code, ReasonCode::PausedByLimit);
        QCOMPARE(engine.row(running).fileSizeInCache.value(), 2ULL * MiB);
        QCOMPARE(engine.row(running).httpConnections, 0U);
        stalls = false;
        // Neither a new job nor a resumed one gets anything; who may is served.
        const QByteArray other = payload(MiB, 2);
        HostileServer second([&](const SeenRequest &request, int) { return serve(request, other); });
        const JobId waiting = engine.host().submit(engine.request(metadataOf(other, {second.url()})));
        QTRY_COMPARE(engine.row(waiting).reason.code, ReasonCode::PausedByLimit);
        engine.host().resume(running);
        const QByteArray third = payload(MiB, 3);
        HostileServer free([&](const SeenRequest &request, int) { return serve(request, third); });
        DownloadRequest background = engine.request(metadataOf(third, {free.url()}));
        background.priority = Priority::Background;
        QCOMPARE(engine.run(std::move(background)).state, JobState::Complete);
        QCOMPARE(engine.row(running).reason.code, ReasonCode::PausedByLimit);
        QCOMPARE(server.requests().size(), 1U);
        QVERIFY(second.requests().empty());

        engine.host().changeSetting(key, std::nullopt);
        QCOMPARE(engine.wait(running).state, JobState::Complete);
        QCOMPARE(engine.wait(waiting).state, JobState::Complete);
        QCOMPARE(server.requests().size(), 2U);
        QCOMPARE(server.requests().back().header("range"), QByteArray("bytes=2097152-4194303"));
    }

    void changesSideBySideAreAllKept()
    {
        EngineHarness engine;
        engine.host().changeSetting(u"jobs.running"_s, std::uint64_t{4});
        engine.host().changeSetting(u"http.connections"_s, std::uint64_t{5});
        engine.host().changeSetting(u"jobs.running"_s, std::uint64_t{6});
        const auto values = [&] {
            const auto settings = engine.host().snapshot()->settings;
            return settings ? settings->values : Settings{};
        };
        QTRY_COMPARE(values().maximumRunningJobs, 6U);
        QCOMPARE(values().connectionsPerSource, 5U);
        QFile file(engine.path(u"cache/settings.json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        SettingsBook stored;
        QVERIFY(stored.readFile(file.readAll(), file.fileName()));
        QCOMPARE(stored.values(), values());
    }

    void whatIsRefusedIsTold()
    {
        EngineHarness engine;
        QSignalSpy refused(&engine.host(), &EngineHost::settingRefused);
        engine.host().changeSetting(u"jobs.running"_s, std::uint64_t{0});
        QVERIFY(refused.wait());
        QCOMPARE(refused.first().at(0).toString(), u"jobs.running"_s);
        QCOMPARE(refused.first().at(1).value<Error>().code, ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestEngineSettings)
#include "tst_settings.moc"
