// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/WakeWatch.h"
#include "core/meta/Sha256.h"
#include "tests/engine/EngineHarness.h"
#include "tests/support/SeedHost.h"
#include "tests/support/WireEnd.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype MiB = 1 << 20;

/// The clock that counts suspended time, as it is after a suspend; the one that does not is the system's.
class SuspendedClock final : public Clock {
public:
    [[nodiscard]] MonotonicTime monotonic() const override { return m_system.monotonic() + m_asleep.load(); }
    [[nodiscard]] WallTime wall() const override { return m_system.wall(); }
    void suspend(std::chrono::nanoseconds time) { m_asleep = m_asleep.load() + time; }

private:
    SystemClock m_system;
    std::atomic<std::chrono::nanoseconds> m_asleep{};
};

} // namespace

/// F16: suspend and resume.
class TestWake : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void watchTellsSuspendFromWork()
    {
        WakeWatch watch;
        const auto at = [](auto t) { return MonotonicTime{t}; };
        QVERIFY(!watch.observe(at(1000s), at(100s)));
        QVERIFY(!watch.observe(at(2000s), at(1100s)));
        QVERIFY(!watch.observe(at(2003s), at(1101s)));
        QVERIFY(watch.observe(at(5603s), at(1101s)));
        QVERIFY(!watch.observe(at(5604s), at(1102s)));
    }

    void f16_after_a_suspend_dead_connections_are_left_at_once_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"pieces", "digest", "metadata"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void f16_after_a_suspend_dead_connections_are_left_at_once()
    {
        QFETCH(QString, kind);
        const QByteArray data = payload(4 * MiB);
        SuspendedClock clock;
        EngineHarness engine(EngineHarness::quickOptions(), &clock);
        std::atomic<bool> slept = false;
        std::atomic<int> connectionsBefore = 0;
        std::atomic<int> asked = 0;
        QByteArray metadata;
        HostileServer server([&](const SeenRequest &request, int) {
            const QByteArray file = request.target.endsWith(".torrent") ? metadata : data;
            HostileReply reply = serve(request, file);
            if (!slept) {
                connectionsBefore = std::max(connectionsBefore.load(), request.connection + 1);
                // Half of it, and then silence for ever.
                const qsizetype body = reply.bytes.indexOf("\r\n\r\n") + 4;
                reply.bytes.truncate(body + std::min<qsizetype>((reply.bytes.size() - body) / 2, MiB + 5000));
            } else if (request.connection < connectionsBefore) {
                return HostileReply{}; // the other end has forgotten this connection
            }
            ++asked;
            return reply;
        });
        const Metainfo metainfo = metadataOf(data, {server.url()});
        metadata = QByteArray::fromStdString(encodeMetainfo(metainfo));
        DownloadRequest request = engine.request(metainfo);
        if (kind == QStringLiteral("digest"))
            request = engine.request(server.url(), Sha256::of(std::as_bytes(std::span(data.constData(), 4 * MiB))));
        else if (kind == QStringLiteral("metadata"))
            request.subject = MetadataUrl{server.url(QStringLiteral("/f.torrent"))};
        const JobId job = engine.host().submit(std::move(request));
        if (kind == QStringLiteral("metadata"))
            QTRY_COMPARE(asked.load(), 1);
        else
            QTRY_VERIFY(engine.row(job).fromHttpOrigin.value() >= MiB);
        asked = 0;
        slept = true;
        QElapsedTimer timer;
        timer.start();
        clock.suspend(1h);
        QTRY_VERIFY_WITH_TIMEOUT(asked > 0, 10'000);
        const JobRow row = engine.wait(job);
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(engine.delivered() == data);
        QCOMPARE(row.fromHttpOrigin.value(), 4ULL * MiB);
        QVERIFY2(asked <= 8, "requests came in a burst");
    }

    void f16_after_a_suspend_links_to_peers_are_made_anew()
    {
        const QByteArray data = payload(4 * MiB);
        const Metainfo metainfo = metadataOf(data, {});
        const WireContent content(metainfo, data);
        SuspendedClock clock;
        EngineOptions options = EngineHarness::quickOptions();
        options.swarm.mode = DownloadMode::Lan;
        options.swarm.lan.enabled = false;
        options.swarm.listen = {{.address = QHostAddress(QHostAddress::LocalHost), .port = 0}};
        EngineHarness engine(options, &clock);
        SeedHost seed(content);
        PieceSet half = nothingOf(content);
        half.insert(PieceIndex{0});
        half.insert(PieceIndex{1});
        WireEnd end(content, seed, half);
        DownloadRequest request = engine.request(metainfo);
        request.useHttp = false;
        request.peers = {*PeerAddress::fromText("127.0.0.1:" + std::to_string(end.listen().port))};
        const JobId job = engine.host().submit(std::move(request));
        QTRY_COMPARE_WITH_TIMEOUT(engine.row(job).fromLanPeers.value(), 2ULL * MiB, 10'000);
        QCOMPARE(end.readies, 1);
        const PeerConnection *before = end.peer();
        clock.suspend(1h);
        QTRY_COMPARE_WITH_TIMEOUT(end.readies, 2, 10'000);
        QTRY_VERIFY(before->isClosed());
        end.peer()->sendHave(PieceIndex{2});
        end.peer()->sendHave(PieceIndex{3});
        QCOMPARE(engine.wait(job).state, JobState::Caching);
        QVERIFY(engine.delivered() == data);
    }

    void f16_a_back_off_of_the_time_before_is_forgiven()
    {
        const QByteArray data = payload(MiB);
        SuspendedClock clock;
        EngineHarness engine(EngineHarness::quickOptions(), &clock);
        std::atomic<bool> slept = false;
        HostileServer server([&](const SeenRequest &request, int) {
            return slept ? serve(request, data) : HostileReply::of(503, "later", {"Retry-After: 36000"});
        });
        const JobId job = engine.host().submit(engine.request(metadataOf(data, {server.url()})));
        QTRY_COMPARE(engine.row(job).reason.code, ReasonCode::WaitingForRetry);
        slept = true;
        clock.suspend(60s);
        QCOMPARE(engine.wait(job).state, JobState::Complete);
        QCOMPARE(server.requests().size(), 2U);
    }
};

QTEST_GUILESS_MAIN(TestWake)
#include "tst_wake.moc"
