// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/StatusJson.h"
#include "tests/engine/EngineHarness.h"
#include "tests/support/CacheServer.h"

#include <QJsonObject>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype MiB = 1 << 20;

EngineOptions with(const QStringList &hosts, std::chrono::seconds foreground = {}, std::chrono::seconds background = {})
{
    EngineOptions options = EngineHarness::quickOptions();
    options.commandLine.emplace(u"cache-server.hosts"_s, hosts);
    options.commandLine.emplace(u"cache-server.delay-foreground"_s, static_cast<std::uint64_t>(foreground.count()));
    options.commandLine.emplace(u"cache-server.delay-background"_s, static_cast<std::uint64_t>(background.count()));
    return options;
}

QString place(const HostileServer &server)
{
    return u"127.0.0.1:%1"_s.arg(server.port());
}

std::uint64_t size(const QByteArray &data)
{
    return static_cast<std::uint64_t>(data.size());
}

/// The one line of the job's table that is a cache server's.
PeerRow cacheLine(const JobRow &row)
{
    if (row.peers)
        for (const PeerRow &peer : *row.peers)
            if (peer.type == PeerType::CacheServer)
                return peer;
    return {};
}

} // namespace

/// Real cache servers and such that fail, in front of a real origin.
class TestCacheServer : public QObject {
    Q_OBJECT

    NginxServer m_origin;

    DownloadRequest request(EngineHarness &engine, const QByteArray &data, const QString &name = u"f.bin"_s)
    {
        m_origin.put(name, data);
        return engine.request(metadataOf(data, {m_origin.url(u'/' + name)}));
    }
    std::uint64_t fromOrigin(const QString &name) const
    {
        std::uint64_t sum = 0;
        for (const auto &access : m_origin.accesses())
            sum += access.uri == u'/' + name ? static_cast<std::uint64_t>(access.bodyBytes) : 0;
        return sum;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_origin.start(), qPrintable(m_origin.problem())); }

    void twoMachinesCostTheOriginOneDownload()
    {
        CacheServer cache({.origins = {originName(m_origin)}});
        QVERIFY2(cache.start(), qPrintable(cache.problem()));
        const QByteArray data = payload(9 * MiB + 7, 1);
        for (int machine = 0; machine < 2; ++machine) {
            EngineHarness engine(with({cache.host()}));
            const JobRow row = engine.run(request(engine, data, u"once.bin"_s));
            QCOMPARE(row.state, JobState::Complete);
            QVERIFY(engine.delivered() == data);
            QCOMPARE(row.fromCacheServer.value(), size(data));
            QCOMPARE(row.fromHttpOrigin.value(), std::uint64_t{0});
            QCOMPARE(row.cacheHost, cache.host());
            const QJsonObject json = toJson(row, {});
            QCOMPARE(json.value("BytesFromCacheServer"_L1).toInteger(), data.size());
            QCOMPARE(json.value("BytesFromHttp"_L1).toInteger(), data.size());
            QCOMPARE(json.value("BytesFromPeers"_L1).toInteger(), 0);
            QCOMPARE(json.value("CacheHost"_L1).toString(), cache.host());
            // The ledger knows it too.
            engine.stop();
            engine.restart();
            QCOMPARE(engine.resting().fromCacheServer.value(), size(data));
        }
        QCOMPARE(fromOrigin(u"once.bin"_s), size(data));
    }

    void itsLineSaysWhatItIs()
    {
        CacheServer cache({.origins = {originName(m_origin)}});
        QVERIFY2(cache.start(), qPrintable(cache.problem()));
        NginxServer slow({.limitRate = u"400k"_s}); // of each slice, after the first 400 kB
        QVERIFY(slow.start());
        CacheServer slowCache({.origins = {originName(slow)}});
        QVERIFY(slowCache.start());
        const QByteArray data = payload(4 * MiB, 2);
        slow.put(u"s.bin"_s, data);
        EngineHarness engine(with({slowCache.host()}));
        const JobId job = engine.host().submit(engine.request(metadataOf(data, {slow.url(u"/s.bin"_s)})));
        QTRY_COMPARE(engine.row(job).reason.code, ReasonCode::ReceivingFromCacheServer);
        QTRY_VERIFY(engine.row(job).cacheServerConnections > 0);
        QCOMPARE(engine.row(job).httpConnections, 0U);
        QTRY_VERIFY(cacheLine(engine.row(job)).bytesReceived > Bytes{});
        QCOMPARE(engine.wait(job).state, JobState::Complete);
    }

    void nobodyThere_theOriginAtOnce_andTheBanIsForAllJobs()
    {
        HostileServer silent([](const SeenRequest &, int) { return HostileReply{}; });
        EngineOptions options = with({place(silent)});
        options.http.headTimeout = 200ms;
        EngineHarness engine(options);
        const QByteArray first = payload(3 * MiB, 3);
        const JobRow row = engine.run(request(engine, first, u"a.bin"_s));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(engine.delivered() == first);
        QCOMPARE(row.fromHttpOrigin.value(), size(first));
        const auto asked = silent.requests().size();
        QVERIFY(asked > 0);
        const QByteArray second = payload(3 * MiB, 4);
        QCOMPARE(engine.run(request(engine, second, u"b.bin"_s)).state, JobState::Complete);
        QCOMPARE(silent.requests().size(), asked);
    }

    void theNextHostIsAskedInItsPlace()
    {
        CacheServer cache({.origins = {originName(m_origin)}});
        QVERIFY2(cache.start(), qPrintable(cache.problem()));
        EngineHarness engine(with({u"127.0.0.1:1"_s, cache.host()})); // nobody listens on port 1
        const QByteArray data = payload(4 * MiB, 5);
        const JobRow row = engine.run(request(engine, data, u"next.bin"_s));
        QCOMPARE(row.state, JobState::Complete);
        QCOMPARE(row.cacheHost, cache.host());
        // Between the failure of the first and the request to the second nobody else was asked.
        QCOMPARE(row.fromCacheServer.value(), size(data));
    }

    void aRefusalIsForThatOriginOnly()
    {
        NginxServer foreign;
        QVERIFY(foreign.start());
        CacheServer cache({.origins = {originName(m_origin)}});
        QVERIFY2(cache.start(), qPrintable(cache.problem()));
        EngineHarness engine(with({cache.host()}));
        const QByteArray data = payload(3 * MiB, 6);
        foreign.put(u"f.bin"_s, data);
        const JobRow refused = engine.run(engine.request(metadataOf(data, {foreign.url(u"/f.bin"_s)})));
        QCOMPARE(refused.state, JobState::Complete);
        QCOMPARE(refused.fromHttpOrigin.value(), size(data));
        const QByteArray allowed = payload(3 * MiB, 7);
        const JobRow served = engine.run(request(engine, allowed, u"allowed.bin"_s));
        QCOMPARE(served.fromCacheServer.value(), size(allowed));
    }

    void bytesOfItsOwnMakingArePastedNowhere()
    {
        const QByteArray data = payload(6 * MiB, 8);
        QByteArray wrong = data;
        for (qsizetype at = 1000; at < wrong.size(); at += MiB)
            wrong[at] = static_cast<char>(wrong[at] ^ 1);
        HostileServer liar([&](const SeenRequest &seen, int) { return serve(seen, wrong); });
        EngineHarness engine(with({place(liar)}));
        const JobRow row = engine.run(request(engine, data, u"lie.bin"_s));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(engine.delivered() == data);
        QCOMPARE(row.fromHttpOrigin.value(), size(data));
        QCOMPARE(row.fromCacheServer.value(), std::uint64_t{0});
        QVERIFY(row.wasted >= 2_MiB);
    }

    void itDoesNotSendUsElsewhere()
    {
        HostileServer elsewhere([](const SeenRequest &, int) { return HostileReply::of(200, "x"); });
        HostileServer sender([&](const SeenRequest &, int) {
            return HostileReply::of(302, {}, {"Location: " + elsewhere.url().toEncoded()});
        });
        EngineHarness engine(with({place(sender)}));
        const QByteArray data = payload(2 * MiB, 9);
        QCOMPARE(engine.run(request(engine, data, u"redirect.bin"_s)).fromHttpOrigin.value(), size(data));
        QVERIFY(elsewhere.requests().empty());
    }

    void withADelayAJobWaitsForItAndSaysSo()
    {
        CacheServer cache({.origins = {originName(m_origin)}});
        QVERIFY2(cache.start(), qPrintable(cache.problem()));
        cache.stop();
        EngineHarness engine(with({cache.host()}, 0s, 1h));
        const QByteArray data = payload(3 * MiB, 10);
        DownloadRequest background = request(engine, data, u"delay.bin"_s);
        background.priority = Priority::Background;
        const JobId job = engine.host().submit(std::move(background));
        const auto waits = [&] {
            const StateReason reason = engine.row(job).reason;
            return reason.code == ReasonCode::WaitingForCacheServer && reason.error && reason.retryAt;
        };
        QTRY_VERIFY_WITH_TIMEOUT(waits(), 30'000);
        QCOMPARE(fromOrigin(u"delay.bin"_s), std::uint64_t{0});
        // It is tried again all the time, and when it is back it serves.
        QVERIFY2(cache.start(), qPrintable(cache.problem()));
        const JobRow row = engine.wait(job);
        QCOMPARE(row.state, JobState::Complete);
        QCOMPARE(row.fromCacheServer.value(), size(data));
    }

    void whenTheDelayIsOverTheOriginIsAsked()
    {
        EngineHarness engine(with({u"127.0.0.1:1"_s}, 1s, 1h));
        const QByteArray data = payload(3 * MiB, 11);
        const JobId job = engine.host().submit(request(engine, data, u"over.bin"_s));
        QTRY_COMPARE(engine.row(job).reason.code, ReasonCode::WaitingForCacheServer);
        const JobRow row = engine.wait(job);
        QCOMPARE(row.state, JobState::Complete);
        QCOMPARE(row.fromHttpOrigin.value(), size(data));
    }

    void itsDeathInTheMiddleCostsNothing()
    {
        NginxServer slow({.limitRate = u"400k"_s});
        QVERIFY(slow.start());
        const QByteArray data = payload(8 * MiB, 12);
        slow.put(u"s.bin"_s, data);
        CacheServer cache({.origins = {originName(slow)}});
        QVERIFY2(cache.start(), qPrintable(cache.problem()));
        EngineHarness engine(with({cache.host()}));
        const JobId job = engine.host().submit(engine.request(metadataOf(data, {slow.url(u"/s.bin"_s)})));
        QTRY_VERIFY_WITH_TIMEOUT(engine.row(job).fromCacheServer >= 1_MiB, 30'000);
        cache.stop();
        const JobRow row = engine.wait(job);
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(engine.delivered() == data);
        QVERIFY(row.fromHttpOrigin > Bytes{});
        QCOMPARE((row.fromCacheServer + row.fromHttpOrigin).value(), size(data));
    }

    void bypassMeansBypass()
    {
        CacheServer cache({.origins = {originName(m_origin)}});
        QVERIFY2(cache.start(), qPrintable(cache.problem()));
        EngineOptions options = with({cache.host()});
        options.swarm.mode = DownloadMode::Bypass;
        EngineHarness engine(options);
        const QByteArray data = payload(2 * MiB, 13);
        QCOMPARE(engine.run(request(engine, data, u"bypass.bin"_s)).fromHttpOrigin.value(), size(data));
    }
};

QTEST_GUILESS_MAIN(TestCacheServer)
#include "tst_cacheserver.moc"
