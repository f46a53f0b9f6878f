// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/EngineHarness.h"
#include "tests/support/NginxServer.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype MiB = 1 << 20;

/// Resident memory of this process.
qint64 residentBytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (QByteArray line = status.readLine(); !line.isEmpty(); line = status.readLine())
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').at(1).toLongLong() * 1024;
    return -1;
}

} // namespace

/// Jobs against servers that want to cost time and memory. The ceilings are of the whole process, the server's thread included.
class TestHostile : public QObject {
    Q_OBJECT

#ifdef __SANITIZE_ADDRESS__
    static constexpr qint64 memoryCeiling =
        384 * MiB; // as below, and 256 MiB of what was freed, which the sanitizer keeps
#else
    static constexpr qint64 memoryCeiling = 64 * MiB; // the pool's 16 MiB, the client's buffers, and the server's own
#endif

private Q_SLOTS:
    void p6_costs_neither_time_nor_memory_data()
    {
        QTest::addColumn<int>("how");
        QTest::addColumn<bool>("metadataUrl");
        for (const bool metadataUrl : {false, true}) {
            const QByteArray kind = metadataUrl ? "metadata, " : "content, ";
            QTest::newRow((kind + "a body in a trickle").constData()) << 0 << metadataUrl;
            QTest::newRow((kind + "one byte per second").constData()) << 4 << metadataUrl;
            QTest::newRow((kind + "endless chunks").constData()) << 1 << metadataUrl;
            QTest::newRow((kind + "endless header lines").constData()) << 2 << metadataUrl;
            QTest::newRow((kind + "an endless header line").constData()) << 3 << metadataUrl;
        }
    }
    void p6_costs_neither_time_nor_memory()
    {
        QFETCH(int, how);
        QFETCH(bool, metadataUrl);
        EngineOptions options = EngineHarness::quickOptions();
        options.http.progressWindow = 1500ms;
        options.http.headTimeout = 3s;
        options.transfer.maximumFailures = 3;
        options.transfer.maximumMetadata = 8_MiB; // what it may cost follows from the cap
        EngineHarness engine(options);
        const QByteArray data = payload(2 * MiB);
        HostileServer server([&](const SeenRequest &request, int) {
            HostileReply reply;
            switch (how) {
            case 0:
            case 4:
                reply = serve(request, data);
                reply.pace = how == 0 ? 10ms : 1000ms;
                break;
            case 1:
                reply.bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
                reply.endless = "10000\r\n" + QByteArray(0x10000, 'x') + "\r\n";
                break;
            case 2:
                reply.bytes = "HTTP/1.1 200 OK\r\n";
                reply.endless = QByteArray("X-Filler: 0123456789\r\n").repeated(1000);
                break;
            default:
                reply.bytes = "HTTP/1.1 200 OK\r\nX-Filler: ";
                reply.endless = QByteArray(64 * 1024, 'x');
            }
            return reply;
        });
        DownloadRequest request = engine.request(metadataOf(data, {server.url()}));
        if (metadataUrl)
            request.subject = MetadataUrl{server.url(QStringLiteral("/f.torrent"))};
        const qint64 before = residentBytes();
        QElapsedTimer timer;
        timer.start();
        const JobId job = engine.host().submit(std::move(request));
        qint64 most = before;
        const auto isOver = [&] {
            most = std::max(most, residentBytes());
            return engine.row(job).isFinal();
        };
        QVERIFY2(QTest::qWaitFor(isOver, 40'000), "it went on and on");
        QCOMPARE(engine.row(job).state, JobState::Failed);
        QVERIFY(engine.row(job).reason.error.has_value());
        QVERIFY2(most - before < memoryCeiling, qPrintable(QStringLiteral("%1 MiB").arg((most - before) / MiB)));
        QVERIFY(server.requests().size() <= 12);
    }

    void f36_a_server_with_an_old_file_costs_two_pieces_and_no_memory()
    {
        EngineHarness engine;
        const QByteArray data = payload(64 * MiB);
        const QByteArray old = payload(64 * MiB, 2);
        NginxServer server;
        QVERIFY2(server.start(), qPrintable(server.problem()));
        server.put(QStringLiteral("f.bin"), old);
        const Metainfo metainfo = metadataOf(data, {server.url(QStringLiteral("/f.bin"))});
        const qint64 before = residentBytes();
        qint64 most = before;
        for (int attempt = 0; attempt < 3; ++attempt) {
            const JobId job = engine.host().submit(engine.request(metainfo));
            const auto isOver = [&] {
                most = std::max(most, residentBytes());
                return engine.row(job).isFinal();
            };
            QVERIFY(QTest::qWaitFor(isOver, 30'000));
            const JobRow row = engine.row(job);
            QCOMPARE(row.reason.error->code, ErrorCode::SourceMismatch);
            QCOMPARE(row.reason.error->kept, Kept::Nothing);
            QVERIFY(row.reason.error->next != NextStep::CorrectInput);
            QCOMPARE(row.fromHttpOrigin.value(), 0ULL);
            QCOMPARE(row.fileSizeInCache.value(), 0ULL);
            QTRY_VERIFY(engine.row(job).wasted.value() >= 2 * MiB);
            QVERIFY2(server.accesses().size() <= 4U * (static_cast<std::size_t>(attempt) + 1),
                     "it was asked on and on");
        }
        QVERIFY2(most - before < memoryCeiling, qPrintable(QStringLiteral("%1 MiB").arg((most - before) / MiB)));
    }

    void p17_every_failure_says_what_is_kept_and_what_comes_next_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<NextStep>("next");
        const auto of = [](int status, const QList<QByteArray> &lines = {}) {
            return HostileReply::of(status, "x", lines).bytes;
        };
        QTest::newRow("404") << of(404) << ErrorCode::HttpNotFound << NextStep::NextSource;
        QTest::newRow("403") << of(403) << ErrorCode::HttpForbidden << NextStep::NextSource;
        QTest::newRow("410") << of(410) << ErrorCode::HttpForbidden << NextStep::NextSource;
        QTest::newRow("400") << of(400) << ErrorCode::HttpStatus << NextStep::NextSource;
        QTest::newRow("500") << of(500) << ErrorCode::HttpStatus << NextStep::RetryLater;
        QTest::newRow("429") << of(429, {"Retry-After: 1"}) << ErrorCode::HttpThrottled << NextStep::RetryLater;
        QTest::newRow("416") << of(416) << ErrorCode::RangeWrong << NextStep::NextSource;
        QTest::newRow("511") << of(511) << ErrorCode::CaptivePortal << NextStep::SignIn;
        QTest::newRow("loop") << of(302, {"Location: /file.bin"}) << ErrorCode::Redirect << NextStep::NextSource;
        QTest::newRow("file:") << of(302, {"Location: file:///etc/passwd"}) << ErrorCode::UrlRefused
                               << NextStep::NextSource;
        QTest::newRow("other size") << of(206, {"Content-Range: bytes 0-0/7"}) << ErrorCode::RangeWrong
                                    << NextStep::NextSource;
        QTest::newRow("whole of another size") << of(200) << ErrorCode::SourceMismatch << NextStep::NextSource;
        QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH\r\n\r\n") << ErrorCode::ConnectionLost
                                 << NextStep::RetryLater;
        QTest::newRow("packed") << of(200, {"Content-Encoding: br"}) << ErrorCode::SourceMismatch
                                << NextStep::NextSource;
    }
    void p17_every_failure_says_what_is_kept_and_what_comes_next()
    {
        QFETCH(QByteArray, answer);
        QFETCH(ErrorCode, code);
        QFETCH(NextStep, next);
        const QByteArray data = payload(3 * MiB);
        for (const bool withSomething : {false, true}) {
            EngineOptions options = EngineHarness::quickOptions();
            options.transfer.connectionsPerSource = 1;
            options.transfer.maximumFailures = 2;
            options.transfer.retry.maximumDelay = 5ms;
            EngineHarness engine(options);
            HostileServer server([&](const SeenRequest &request, int index) {
                if (!withSomething || index > 0)
                    return HostileReply::raw(answer);
                HostileReply reply = serve(request, data);
                reply.bytes.truncate(reply.bytes.indexOf("\r\n\r\n") + 4 + MiB);
                reply.then = HostileReply::Then::Close;
                return reply;
            });
            const JobRow row = engine.run(engine.request(metadataOf(data, {server.url()})));
            QCOMPARE(row.state, JobState::Failed);
            QCOMPARE(errorName(row.reason.error->code), errorName(code));
            QCOMPARE(row.reason.error->next, next);
            QCOMPARE(row.reason.error->kept, withSomething ? Kept::VerifiedPieces : Kept::Nothing);
            QVERIFY(!row.reason.error->operation.isEmpty());
            engine.stop();
            QCOMPARE(engine.resting().fileSizeInCache.value(), withSomething ? MiB : 0);
        }
    }

    void a21_a_stranger_cannot_point_into_this_network()
    {
        const QByteArray data = payload(MiB);
        HostileServer inside([&](const SeenRequest &request, int) { return serve(request, data); });
        const QByteArray metadata = QByteArray::fromStdString(encodeMetainfo(metadataOf(data, {inside.url()})));
        // A public host, as seen through a proxy.
        HostileServer proxy([&](const SeenRequest &request, int) { return serve(request, metadata); });
        EngineOptions options = EngineHarness::quickOptions();
        options.http.proxy = QStringLiteral("http://127.0.0.1:%1").arg(proxy.port());
        EngineHarness engine(options);
        DownloadRequest request = engine.request(metadataOf(data, {}));
        request.subject = MetadataUrl{QUrl(QStringLiteral("http://updates.example/f.torrent"))};
        const JobRow row = engine.run(std::move(request));
        QCOMPARE(row.state, JobState::Failed);
        QCOMPARE(row.reason.error->code, ErrorCode::UrlRefused);
        QVERIFY2(inside.requests().empty(), "a web seed led into the private network");

        // Whoever vouches for the metadata by its ContentId vouches for the sources in it.
        request = engine.request(metadataOf(data, {}));
        request.subject = MetadataUrl{QUrl(QStringLiteral("http://updates.example/f.torrent"))};
        request.contentId = metadataOf(data, {inside.url()}).contentId;
        QCOMPARE(engine.run(std::move(request)).state, JobState::Complete);
        // And metadata from this network may name sources in it.
        HostileServer local([&](const SeenRequest &seen, int) { return serve(seen, metadata); });
        request = engine.request(metadataOf(data, {}));
        request.subject = MetadataUrl{local.url(QStringLiteral("/f.torrent"))};
        QCOMPARE(engine.run(std::move(request)).state, JobState::Complete);
    }
};

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
