// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/EngineHarness.h"
#include "tests/support/NginxServer.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTcpServer>
#include <QTest>

#include <fcntl.h>

using namespace freshet;
using namespace freshet::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype MiB = 1 << 20;

std::uint16_t freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress(QHostAddress::LocalHost));
    return probe.serverPort();
}

EngineOptions lanOptions(std::uint16_t port)
{
    EngineOptions options = EngineHarness::quickOptions();
    options.swarm.mode = DownloadMode::Lan;
    options.swarm.lan.enabled = false;
    options.swarm.listen = {{.address = QHostAddress(QHostAddress::LocalHost), .port = port}};
    return options;
}

/// And waits until it is in force, which it is when it is durable.
void set(EngineHarness &engine, const QString &key, const std::optional<SettingValue> &value)
{
    engine.host().changeSetting(key, value);
    QVERIFY(QTest::qWaitFor(
        [&] {
            const auto settings = engine.host().snapshot()->settings;
            const SettingRow *row = settings ? settings->find(key) : nullptr;
            return row && row->value == value.value_or(row->defaultValue);
        },
        20'000));
}

std::uint64_t received(const JobRow &row)
{
    return (row.fileSizeInCache + row.inFlight).value();
}

Limit downLimit(EngineHarness &engine)
{
    const auto limits = engine.host().snapshot()->limits;
    return limits ? limits->downLimitedBy : Limit::None;
}

} // namespace

/// Real engines, a real nginx and real peers on loopback. How exact limits are is shown in virtual time (tests/policy); here, that all bytes pass
/// them. What is sure on a busy machine is that nothing is faster than its limit, and that everything arrives.
class TestLimits : public QObject {
    Q_OBJECT

    NginxServer m_nginx;
    const QByteArray m_data = payload(12 * MiB);

    Metainfo published(const QString &name, const QByteArray &data)
    {
        m_nginx.put(name, data);
        return metadataOf(data, {m_nginx.url(u'/' + name)});
    }
    /// No job is as fast as this: what a limit of 4 MiB/s lets pass at once comes in a quarter of a second.
    static void verifyNotFasterThan(double bytesPerSecond, double bytes, const QElapsedTimer &timer)
    {
        const double least = (bytes - bytesPerSecond / 3) / bytesPerSecond;
        const double seconds = static_cast<double>(timer.elapsed()) / 1000;
        QVERIFY2(seconds >= least, qPrintable(u"%1 s instead of %2 s"_s.arg(seconds).arg(least)));
    }
    /// An engine that serves m_data to peers.
    static void seed(EngineHarness &engine, const Metainfo &metainfo, const QByteArray &data)
    {
        QFile file(engine.path(u"seed.bin"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(data), data.size());
        file.close();
        auto fd = std::make_shared<const UniqueFd>(
            ::open(QFile::encodeName(file.fileName()).constData(), O_RDONLY | O_CLOEXEC));
        engine.host().seed(std::make_shared<const Metainfo>(metainfo), std::move(fd), {});
    }
    static DownloadRequest fromPeer(EngineHarness &engine, const Metainfo &metainfo, std::uint16_t port)
    {
        DownloadRequest request = engine.request(metainfo);
        request.useHttp = false;
        request.peers = {*PeerAddress::fromText("127.0.0.1:" + std::to_string(port))};
        return request;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_nginx.start(), qPrintable(m_nginx.problem())); }

    void httpInPiecesPassesTheLimitAndSaysSo()
    {
        EngineHarness engine;
        set(engine, u"limits.foreground"_s, std::uint64_t{4 * MiB});
        QElapsedTimer timer;
        timer.start();
        const JobId job = engine.host().submit(engine.request(published(u"ranged.bin"_s, m_data)));
        QTRY_COMPARE_WITH_TIMEOUT(engine.row(job).limitedBy, Limit::Foreground, 20'000);
        QTRY_COMPARE(downLimit(engine), Limit::Foreground);
        QCOMPARE(engine.wait(job).state, JobState::Complete);
        verifyNotFasterThan(4 * MiB, 12 * MiB, timer);
        const JobRow row = engine.row(job);
        QCOMPARE(row.limitedBy, Limit::None);
        QCOMPARE(row.wasted, Bytes{});
        const auto limits = engine.host().snapshot()->limits;
        QVERIFY(limits->measuredDown);
        QCOMPARE(limits->rows[1].rate, BytesPerSecond{4 * MiB});
    }

    void httpInOneStreamPassesTheLimit()
    {
        EngineHarness engine;
        set(engine, u"limits.background"_s, std::uint64_t{4 * MiB});
        m_nginx.put(u"stream.bin"_s, m_data);
        QElapsedTimer timer;
        timer.start();
        DownloadRequest request = engine.request(m_nginx.url(u"/stream.bin"_s));
        request.priority = Priority::Background;
        QCOMPARE(engine.run(std::move(request)).state, JobState::Complete);
        verifyNotFasterThan(4 * MiB, 12 * MiB, timer);
        QCOMPARE(engine.delivered(), m_data);
    }

    void aChangeAppliesInTheMiddle()
    {
        EngineHarness engine;
        set(engine, u"limits.foreground"_s, std::uint64_t{256 * 1024});
        const JobId job = engine.host().submit(engine.request(published(u"change.bin"_s, m_data)));
        QTRY_COMPARE_WITH_TIMEOUT(engine.row(job).limitedBy, Limit::Foreground, 20'000);
        QVERIFY(received(engine.row(job)) < 6 * MiB);
        set(engine, u"limits.foreground"_s, std::nullopt); // else it would take more than half a minute
        QCOMPARE(engine.wait(job).state, JobState::Complete);
    }

    void aJobHasALimitOfItsOwn()
    {
        EngineHarness engine;
        set(engine, u"jobs.running"_s, std::uint64_t{2});
        const JobId slow = engine.host().submit(engine.request(published(u"slow.bin"_s, m_data)));
        engine.host().limitJob(slow, BytesPerSecond{128 * 1024});
        QTRY_COMPARE_WITH_TIMEOUT(engine.row(slow).limitedBy, Limit::Job, 20'000);
        QCOMPARE(engine.row(slow).rateLimit, BytesPerSecond{128 * 1024});
        const QByteArray other = payload(4 * MiB, 2);
        QCOMPARE(engine.run(engine.request(published(u"free.bin"_s, other))).state, JobState::Complete);
        QVERIFY(engine.row(slow).state == JobState::Downloading);
        engine.host().limitJob(slow, std::nullopt);
        QCOMPARE(engine.wait(slow).state, JobState::Complete);
    }

    void foregroundGoesBeforeBackground()
    {
        EngineHarness engine;
        set(engine, u"limits.download"_s, std::uint64_t{4 * MiB});
        const QByteArray large = payload(48 * MiB, 3);
        DownloadRequest request = engine.request(published(u"background.bin"_s, large));
        request.priority = Priority::Background;
        const JobId background = engine.host().submit(std::move(request));
        QTRY_COMPARE_WITH_TIMEOUT(engine.row(background).limitedBy, Limit::Download, 20'000);
        const JobId foreground = engine.host().submit(engine.request(published(u"foreground.bin"_s, m_data)));
        QTRY_VERIFY_WITH_TIMEOUT(received(engine.row(foreground)) > 1 * MiB, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(engine.row(background).limitedBy, Limit::ForegroundFirst, 20'000);
        // How much each of them gets is shown in virtual time: here a busy machine may keep the foreground job from taking its share.
        QCOMPARE(engine.wait(foreground).state, JobState::Complete);
        QTRY_VERIFY_WITH_TIMEOUT(
            engine.row(background).limitedBy == Limit::Download || engine.row(background).isFinal(), 20'000);
        engine.host().cancel(background);
    }

    void peersOfTheLanAreExemptOrNot()
    {
        const std::uint16_t port = freePort();
        EngineHarness server(lanOptions(port));
        const Metainfo metainfo = metadataOf(m_data, {});
        seed(server, metainfo, m_data);
        for (const bool exempt : {false, true}) {
            EngineHarness engine(lanOptions(freePort()));
            set(engine, u"limits.lan-exempt"_s, exempt);
            set(engine, u"limits.foreground"_s, static_cast<std::uint64_t>(exempt ? 16 * 1024 : 4 * MiB));
            QElapsedTimer timer;
            timer.start();
            const JobId job = engine.host().submit(fromPeer(engine, metainfo, port));
            if (!exempt)
                QTRY_COMPARE_WITH_TIMEOUT(engine.row(job).limitedBy, Limit::Foreground, 20'000);
            // At 16 KiB/s it would take 12 minutes.
            QCOMPARE(engine.wait(job).state, JobState::Caching);
            if (!exempt)
                verifyNotFasterThan(4 * MiB, 12 * MiB, timer);
            QCOMPARE(engine.row(job).fromLanPeers, Bytes{12 * MiB});
        }
    }

    void uploadsPassTheLimitAndZeroServesNobody()
    {
        const std::uint16_t port = freePort();
        EngineHarness server(lanOptions(port));
        set(server, u"limits.lan-exempt"_s, false);
        set(server, u"limits.upload"_s, std::uint64_t{0});
        const Metainfo metainfo = metadataOf(m_data, {});
        seed(server, metainfo, m_data);
        EngineHarness engine(lanOptions(freePort()));
        const JobId job = engine.host().submit(fromPeer(engine, metainfo, port));
        QTRY_VERIFY_WITH_TIMEOUT(engine.row(job).lanConnections > 0, 20'000);
        QCOMPARE(received(engine.row(job)), 0U);
        QElapsedTimer timer;
        timer.start();
        set(server, u"limits.upload"_s, std::uint64_t{4 * MiB});
        const auto upLimit = [&] {
            const auto limits = server.host().snapshot()->limits;
            return limits ? limits->upLimitedBy : Limit::None;
        };
        QTRY_COMPARE_WITH_TIMEOUT(upLimit(), Limit::Upload, 20'000);
        QCOMPARE(engine.wait(job).state, JobState::Caching);
        verifyNotFasterThan(4 * MiB, 12 * MiB, timer);
        QCOMPARE(engine.row(job).wasted, Bytes{});
    }

    void theAlternativeLimitsAreOneSwitch()
    {
        EngineHarness engine;
        set(engine, u"limits.alternative-download"_s, std::uint64_t{128 * 1024});
        set(engine, u"limits.alternative"_s, true);
        const JobId job = engine.host().submit(engine.request(published(u"alternative.bin"_s, m_data)));
        QTRY_COMPARE_WITH_TIMEOUT(engine.row(job).limitedBy, Limit::Download, 20'000);
        QVERIFY(engine.host().snapshot()->limits->alternative);
        set(engine, u"limits.alternative"_s, false);
        QCOMPARE(engine.wait(job).state, JobState::Complete);
    }

    void httpIsNotAskedBeforeItsDelayIsOver()
    {
        const std::uint16_t port = freePort();
        EngineHarness engine(lanOptions(freePort()));
        set(engine, u"peers.delay-http-foreground"_s, std::uint64_t{3600});
        set(engine, u"peers.delay-http-background"_s, std::uint64_t{1});
        const Metainfo metainfo = published(u"delayed.bin"_s, m_data);
        QTRY_COMPARE(engine.host().snapshot()->settings->values.delayHttpBackground, 1s);
        DownloadRequest request = engine.request(metainfo);
        request.peers = {*PeerAddress::fromText("127.0.0.1:" + std::to_string(port))};
        const JobId job = engine.host().submit(std::move(request));
        QTRY_COMPARE_WITH_TIMEOUT(engine.row(job).reason.code, ReasonCode::WaitingForPeers, 20'000);
        QVERIFY(engine.row(job).reason.retryAt.value_or(MonotonicTime{}) > SystemClock().monotonic() + 50min);
        const auto asked = [&] {
            const auto all = m_nginx.accesses();
            return std::ranges::count(all, u"/delayed.bin"_s, &NginxServer::Access::uri);
        };
        QCOMPARE(asked(), 0);
        EngineHarness server(lanOptions(port));
        seed(server, metainfo, m_data);
        QCOMPARE(engine.wait(job).state, JobState::Caching); // the peer that was given is tried again
        QCOMPARE(engine.row(job).fromLanPeers, Bytes{12 * MiB});
        QCOMPARE(asked(), 0);

        // Who waits for nobody has it over HTTP in the end.
        const QByteArray other = payload(2 * MiB, 5);
        DownloadRequest alone = engine.request(published(u"alone.bin"_s, other));
        alone.priority = Priority::Background;
        const JobRow row = engine.run(std::move(alone));
        QCOMPARE(row.state, JobState::Caching);
        QCOMPARE(row.fromHttpOrigin, Bytes{2 * MiB});
    }
};

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
