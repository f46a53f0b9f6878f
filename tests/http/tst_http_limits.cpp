// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/BodyFetch.h"
#include "tests/http/RecordingSink.h"
#include "tests/support/HostileServer.h"
#include "tests/support/NginxServer.h"

#include <QFile>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace freshet::test {

/// Promise P6: no endless and no slow data. Deadlines are shortened by option.
class TestHttpLimits : public QObject {
    Q_OBJECT
    using Reply = HostileReply;

    SystemClock m_clock;

    static HttpRequest whole(const HostileServer &server, Bytes cap = 1_MiB)
    {
        return {.url = server.url(), .maximumBody = cap};
    }
    static qint64 residentBytes()
    {
        QFile file(u"/proc/self/statm"_s);
        return file.open(QIODevice::ReadOnly)
                   ? file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE)
                   : -1;
    }

private Q_SLOTS:
    void p6_endless_heads_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QByteArray>("endless");
        const QByteArray ok = "HTTP/1.1 200 OK\r\n";
        QTest::newRow("lines") << ok << QByteArray("X-A: b\r\n");
        QTest::newRow("one line") << ok + "X-A: " << QByteArray(4096, 'b');
        QTest::newRow("status line") << QByteArray("HTTP/1.1 200 ") << QByteArray(4096, 'b');
        QTest::newRow("interim heads") << QByteArray() << QByteArray("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
        QTest::newRow("trailers") << ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n" << QByteArray("X-A: b\r\n");
    }
    void p6_endless_heads()
    {
        QFETCH(QByteArray, start);
        QFETCH(QByteArray, endless);
        HostileServer server({Reply{.bytes = start, .endless = endless}});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        const qint64 before = residentBytes();
        QVERIFY(sink.run(client, whole(server)));
        QCOMPARE(sink.verdict(), u"RESPONSE_TOO_LARGE"_s);
        QVERIFY(residentBytes() - before < 32 * 1024 * 1024);
        QTRY_COMPARE(server.closedConnections(), 1);
    }

    void p6_a_million_header_bytes()
    {
        const QByteArray big = "X-Big: " + QByteArray(1'000'000, 'x') + "\r\n";
        HostileServer server({Reply::raw("HTTP/1.1 200 OK\r\n" + big + "Content-Length: 1\r\n\r\nx")});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server)));
        QCOMPARE(sink.verdict(), u"RESPONSE_TOO_LARGE"_s);
        QCOMPARE(sink.heads, 0);
    }

    void p6_endless_body_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("endless");
        const QByteArray ok = "HTTP/1.1 200 OK\r\n";
        QTest::newRow("chunked") << ok + "Transfer-Encoding: chunked\r\n\r\n"
                                 << "8000\r\n" + QByteArray(0x8000, 'x') + "\r\n";
        QTest::newRow("until close") << ok + "\r\n" << QByteArray(0x8000, 'x');
    }
    void p6_endless_body()
    {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, endless);
        HostileServer server({Reply{.bytes = head, .endless = endless}});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server, 3_MiB)));
        QCOMPARE(sink.verdict(), u"RESPONSE_TOO_LARGE"_s);
        QVERIFY(sink.body.size() <= 3 * 1024 * 1024);
        QVERIFY(sink.body.size() > 2 * 1024 * 1024);
        QTRY_COMPARE(server.closedConnections(), 1);
    }

    void p6_announced_too_large()
    {
        HostileServer server({Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n", Reply::Then::KeepOpen)});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server)));
        QCOMPARE(sink.verdict(), u"RESPONSE_TOO_LARGE"_s);
        QCOMPARE(sink.heads, 0);
    }

    /// Memory does not grow with what is received, nor while the sink is full.
    void p6_flat_memory()
    {
        NginxServer server;
        server.putSparse(u"large.bin"_s, qint64(512) << 20);
        QVERIFY2(server.start(), qPrintable(server.problem()));
        HttpClient client({}, m_clock);
        RecordingSink sink;
        sink.keepBody = false;
        qint64 least = -1;
        qint64 most = 0;
        sink.dataHook = [&](std::span<const std::byte> data) -> std::size_t {
            if (sink.datas % 500 == 0) {
                const qint64 now = residentBytes();
                least = least < 0 ? now : std::min(least, now);
                most = std::max(most, now);
                QTimer::singleShot(0, &client, [&sink] { sink.transfer->resume(); });
                return data.size() / 2;
            }
            return data.size();
        };
        QVERIFY(sink.run(client, {.url = server.url(u"/large.bin"_s), .maximumBody = 512_MiB}));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QVERIFY2(most - least < 32 * 1024 * 1024, qPrintable(u"%1 to %2"_s.arg(least).arg(most)));
    }

    void p6_deadlines_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("slow");
        QTest::addColumn<QString>("verdict");
        const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
        QTest::newRow("silent before the head") << QByteArray() << false << u"TIMEOUT"_s;
        QTest::newRow("silent in the head") << QByteArray("HTTP/1.1 200 OK\r\nX: y\r\n") << false << u"TIMEOUT"_s;
        QTest::newRow("head byte by byte")
            << "HTTP/1.1 200 OK\r\n" + QByteArray("X: y\r\n").repeated(1000) << true << u"TIMEOUT"_s;
        QTest::newRow("silent before the body") << head << false << u"TIMEOUT"_s;
        QTest::newRow("silent in the body") << head + "some" << false << u"TIMEOUT"_s;
    }
    void p6_deadlines()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, slow);
        HostileServer server(
            {Reply{.bytes = bytes, .then = Reply::Then::KeepOpen, .pace = std::chrono::milliseconds(slow ? 5 : 0)}});
        HttpClient client({.headTimeout = 200ms, .idleTimeout = 200ms}, m_clock);
        RecordingSink sink;
        const MonotonicTime start = m_clock.monotonic();
        QVERIFY(sink.run(client, whole(server)));
        QTEST(sink.verdict(), "verdict");
        QCOMPARE(sink.error().next, NextStep::RetryLater);
        QVERIFY(m_clock.monotonic() - start >= 200ms);
        QTRY_COMPARE(server.closedConnections(), 1);
    }

    void p6_minimum_progress()
    {
        const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n";
        HostileServer server({Reply{.bytes = head + QByteArray(1000, 'x'), .pace = 2ms}});
        HttpClient client({.idleTimeout = 10s, .minimumProgress = 4_KiB, .progressWindow = 200ms}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server)));
        QCOMPARE(sink.verdict(), u"NO_PROGRESS"_s);
        QVERIFY(!sink.body.isEmpty());
        QCOMPARE(sink.transfer->received().value(), std::uint64_t(sink.body.size()));
    }

    void p6_connect_timeout()
    {
        // Accepts and stays silent: the TLS handshake never ends.
        HostileServer server({Reply{}});
        HttpClient client({.connectTimeout = 200ms}, m_clock);
        RecordingSink sink;
        QUrl url = server.url();
        url.setScheme(u"https"_s);
        QVERIFY(sink.run(client, {.url = url, .maximumBody = 1_KiB}));
        QCOMPARE(sink.verdict(), u"TIMEOUT"_s);
    }

    /// Back-pressure is our own doing, no deadline counts it.
    void p6_no_deadline_while_paused()
    {
        const QByteArray body(200'000, 'x');
        HostileServer server({Reply::of(200, body)});
        HttpClient client(
            {.headTimeout = 150ms, .idleTimeout = 150ms, .minimumProgress = 1_KiB, .progressWindow = 150ms}, m_clock);
        RecordingSink sink;
        bool full = true;
        sink.dataHook = [&](std::span<const std::byte> data) -> std::size_t { return full ? 1 : data.size(); };
        sink.transfer = client.start(whole(server), sink);
        QTimer::singleShot(700ms, &client, [&] {
            full = false;
            sink.transfer->resume();
        });
        QVERIFY(sink.waitDone());
        QCOMPARE(sink.verdict(), u"OK"_s);
        QVERIFY(sink.body == body);
    }

    /// A request that waits for a connection to its host is not late.
    void p6_no_deadline_while_queued()
    {
        HostileServer server(
            {Reply{.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + QByteArray(100, 'x'), .pace = 5ms},
             Reply::of(200, "y")});
        HttpClient client({.connectTimeout = 150ms, .headTimeout = 2s, .minimumProgress = 0_B, .connectionsPerHost = 1},
                          m_clock);
        RecordingSink first;
        RecordingSink second;
        first.transfer = client.start(whole(server), first);
        second.transfer = client.start(whole(server), second);
        QVERIFY(second.waitDone());
        QCOMPARE(first.verdict(), u"OK"_s);
        QCOMPARE(second.verdict(), u"OK"_s);
        QCOMPARE(server.connections(), 1);
    }

    void bodyFetch()
    {
        HostileServer server({Reply::of(200, "{}", {"Content-Type: application/json"}),
                              Reply{.bytes = "HTTP/1.1 200 OK\r\n\r\n", .endless = QByteArray(4096, 'x')}});
        HttpClient client({}, m_clock);
        QEventLoop loop;
        std::optional<Result<FetchedBody>> result;
        std::unique_ptr<BodyFetch> fetch;
        const auto done = [&](Result<FetchedBody> r) {
            result = std::move(r);
            fetch.reset();
            loop.quit();
        };
        fetch = std::make_unique<BodyFetch>(client, whole(server), done);
        loop.exec();
        QVERIFY(result && result->has_value());
        QCOMPARE((*result)->body, QByteArray("{}"));
        QCOMPARE((*result)->head.contentType, QByteArray("application/json"));
        fetch = std::make_unique<BodyFetch>(client, whole(server, 100_KiB), done);
        loop.exec();
        QVERIFY(result && !result->has_value());
        QCOMPARE(errorName(result->error().code), u"RESPONSE_TOO_LARGE"_s);
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestHttpLimits)
#include "tst_http_limits.moc"
