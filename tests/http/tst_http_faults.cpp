// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/CaptivePortal.h"
#include "tests/http/RecordingSink.h"
#include "tests/support/HostileServer.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace freshet::test {

/// One test for each way of a server to be wrong (the numbers are rows of the fault table): the error, what came of
/// the body, what happens next, and the requests that were seen.
class TestHttpFaults : public QObject {
    Q_OBJECT
    using Reply = HostileReply;

    SystemClock m_clock;
    const QByteArray m_content = patternBytes(10'000);

    static HttpRequest whole(const HostileServer &server) { return {.url = server.url(), .maximumBody = 1_MiB}; }
    static HttpRequest part(const HostileServer &server, std::uint64_t offset, std::uint64_t length)
    {
        return {.url = server.url(), .range = ByteRange{Bytes{offset}, Bytes{length}}, .maximumBody = Bytes{length}};
    }
    static QByteArray rangeLine(int offset, int length, const QByteArray &total = "10000")
    {
        return "Content-Range: bytes " + QByteArray::number(offset) + '-' + QByteArray::number(offset + length - 1)
               + '/' + total;
    }

private Q_SLOTS:
    void f19_name_resolution()
    {
        HttpClient client({}, m_clock);
        RecordingSink sink;
        // Names below .onion are never resolved (RFC 7686), so nobody is asked for this one.
        const QUrl url(u"http://freshet.onion/file.bin?token=canary"_s);
        QVERIFY(sink.run(client, {.url = url, .maximumBody = 1_KiB}));
        QCOMPARE(sink.verdict(), u"NAME_RESOLUTION"_s);
        QCOMPARE(sink.error().next, NextStep::RetryLater);
        QVERIFY(!sink.error().object.contains(u"canary"_s));
        QVERIFY(!sink.error().detail.contains(u"canary"_s));
    }

    void f20_captive_portal()
    {
        HostileServer server({Reply::of(200, "<html>Please sign in", {"Content-Type: text/html"})});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        sink.headHook = [](const HttpHead &head) -> Result<void> {
            if (looksLikeCaptivePortal(head, 10'000_B))
                return failWith(ErrorCode::CaptivePortal);
            return {};
        };
        QVERIFY(sink.run(client, part(server, 0, 1000)));
        QCOMPARE(sink.verdict(), u"CAPTIVE_PORTAL"_s);
        QCOMPARE(sink.datas, 0);
        QCOMPARE(sink.transfer->received(), 0_B);
    }

    void f20_network_authentication_required()
    {
        HostileServer server({Reply::of(511, "<html>")});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server)));
        QCOMPARE(sink.verdict(), u"CAPTIVE_PORTAL"_s);
        QCOMPARE(sink.error().next, NextStep::SignIn);
        QCOMPARE(sink.heads, 0);
    }

    void f21_range_ignored()
    {
        HostileServer server({Reply::of(200, m_content)});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        sink.headHook = [](const HttpHead &head) -> Result<void> {
            if (head.offset != 5000_B)
                return failWith(ErrorCode::RangeIgnored);
            return {};
        };
        QVERIFY(sink.run(client, part(server, 5000, 1000)));
        QCOMPARE(sink.verdict(), u"RANGE_IGNORED"_s);
        QCOMPARE(sink.head->status, 200);
        QCOMPARE(sink.head->offset, 0_B);
        QCOMPARE(*sink.head->totalSize, 10'000_B);
        QVERIFY(!sink.head->validatorChanged);
        QCOMPARE(sink.datas, 0);
        QCOMPARE(server.requests().front().header("range"), QByteArray("bytes=5000-5999"));
    }

    /// Where the offset is small the caller may let the bytes before it pass.
    void f21_range_ignored_discard_to_offset()
    {
        HostileServer server({Reply::of(200, m_content)});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        HttpRequest request = part(server, 100, 9'900);
        request.maximumBody = 10'000_B;
        QVERIFY(sink.run(client, request));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QVERIFY(sink.body == m_content);
    }

    void f22_wrong_content_range_data()
    {
        QTest::addColumn<QList<QByteArray>>("lines");
        const auto row = [](const char *name, const QList<QByteArray> &lines) { QTest::newRow(name) << lines; };
        row("shifted", {rangeLine(1001, 1000)});
        row("another piece", {rangeLine(0, 1000)});
        row("longer", {rangeLine(1000, 1001)});
        row("shorter", {rangeLine(1000, 999)});
        row("beyond its own total", {rangeLine(1000, 1000, "1500")});
        row("missing", {});
        row("garbage", {"Content-Range: bytes 1000 to 1999"});
        row("unsatisfied form", {"Content-Range: bytes */10000"});
        row("another unit", {"Content-Range: lines 1000-1999/10000"});
        row("contradicts the length", {rangeLine(1000, 1000), "X-Body: 999"});
        row("several parts", {"Content-Type: multipart/byteranges; boundary=x"});
    }
    void f22_wrong_content_range()
    {
        QFETCH(QList<QByteArray>, lines);
        const int size = lines.contains("X-Body: 999") ? 999 : 1000;
        HostileServer server({Reply::of(206, m_content.mid(1000, size), lines)});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, part(server, 1000, 1000)));
        QCOMPARE(sink.verdict(), u"RANGE_WRONG"_s);
        QCOMPARE(sink.error().next, NextStep::NextSource);
        QCOMPARE(sink.heads, 0);
        QCOMPARE(sink.datas, 0);
        QCOMPARE(server.requests().size(), std::size_t(1));
    }

    void f22_part_without_a_range()
    {
        HostileServer server({Reply::of(206, m_content.first(1000), {rangeLine(0, 1000)})});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server)));
        QCOMPARE(sink.verdict(), u"RANGE_WRONG"_s);
    }

    void f22_contradicting_content_ranges()
    {
        HostileServer server({Reply::of(206, m_content.first(1000), {rangeLine(1000, 1000), rangeLine(0, 1000)})});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, part(server, 1000, 1000)));
        QCOMPARE(sink.verdict(), u"CONNECTION_LOST"_s);
        QCOMPARE(sink.datas, 0);
    }

    void f23_etag_changes()
    {
        HostileServer server({Reply::of(206, m_content.mid(1000, 1000), {rangeLine(1000, 1000), "ETag: \"new\""})});
        HttpClient client({}, m_clock);
        HttpRequest request = part(server, 1000, 1000);
        request.ifRange = "\"old\"";
        RecordingSink sink;
        QVERIFY(sink.run(client, request));
        QVERIFY(sink.head->validatorChanged);
        QCOMPARE(sink.head->etag, QByteArray("\"new\""));
        QCOMPARE(server.requests().front().header("if-range"), QByteArray("\"old\""));
    }

    void f23_weak_etag_is_no_validator()
    {
        HostileServer server({Reply::of(200, m_content, {"ETag: W/\"weak\""})});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server)));
        QVERIFY(sink.head->etag.isEmpty());
        HttpRequest request = part(server, 0, 10);
        request.ifRange = "W/\"weak\"";
        RecordingSink refused;
        QVERIFY(refused.run(client, request));
        QCOMPARE(refused.verdict(), u"INVALID_ARGUMENT"_s);
        QCOMPARE(server.requests().size(), std::size_t(1));
    }

    void f24_broken_bodies_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("reset");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<int>("received"); // -1: some
        const QByteArray ok = "HTTP/1.1 200 OK\r\n";
        const QByteArray chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
        QTest::newRow("short") << ok + "Content-Length: 100\r\n\r\n" + m_content.first(60) << false
                               << u"CONNECTION_LOST"_s << 60;
        QTest::newRow("short and reset") << ok + "Content-Length: 100\r\n\r\n" + m_content.first(60) << true
                                         << u"CONNECTION_LOST"_s << -1;
        QTest::newRow("long") << ok + "Content-Length: 100\r\n\r\n" + m_content.first(160) << false << u"OK"_s << 100;
        QTest::newRow("closed in the head") << ok + "Content-Le" << false << u"CONNECTION_LOST"_s << 0;
        QTest::newRow("closed at once") << QByteArray() << false << u"CONNECTION_LOST"_s << 0;
        QTest::newRow("not HTTP") << QByteArray("SSH-2.0-OpenSSH_9.9\r\n") << false << u"CONNECTION_LOST"_s << 0;
        QTest::newRow("bad chunk size") << chunked + "5\r\n" + m_content.first(5) + "\r\nzz\r\n"
                                        << false << u"CONNECTION_LOST"_s << -1;
        QTest::newRow("giant chunk size") << chunked + "ffffffffffffffffff\r\n" << false << u"CONNECTION_LOST"_s << 0;
        QTest::newRow("cut in a chunk") << chunked + "50\r\n" + m_content.first(20) << false << u"CONNECTION_LOST"_s
                                        << 20;
        QTest::newRow("no last chunk") << chunked + "5\r\n" + m_content.first(5) + "\r\n"
                                       << false << u"CONNECTION_LOST"_s << 5;
        QTest::newRow("negative length") << ok + "Content-Length: -5\r\n\r\n" << false << u"CONNECTION_LOST"_s << 0;
        QTest::newRow("giant length") << ok + "Content-Length: 99999999999999999999\r\n\r\n"
                                      << false << u"CONNECTION_LOST"_s << 0;
        QTest::newRow("two lengths") << ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n123456" << false
                                     << u"CONNECTION_LOST"_s << 0;
        QTest::newRow("a second head") << chunked + "0\r\nHTTP/1.1 200 OK\r\n\r\n"
                                       << false << u"CONNECTION_LOST"_s << 0;
        QTest::newRow("until close") << ok + "\r\n" + m_content.first(70) << false << u"OK"_s << 70;
    }
    void f24_broken_bodies()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, reset);
        QFETCH(QString, verdict);
        QFETCH(int, received);
        HostileServer server({Reply::raw(answer, reset ? Reply::Then::Reset : Reply::Then::Close)});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server)));
        QCOMPARE(sink.verdict(), verdict);
        QVERIFY(m_content.startsWith(sink.body));
        QCOMPARE(sink.transfer->received().value(), std::uint64_t(sink.body.size()));
        if (received >= 0)
            QCOMPARE(sink.body.size(), received);
        if (!sink.succeeded())
            QCOMPARE(sink.error().next, NextStep::RetryLater);
    }

    void f24_more_than_the_range()
    {
        const QByteArray head = "HTTP/1.1 206 OK\r\n" + rangeLine(0, 100) + "\r\nTransfer-Encoding: chunked\r\n\r\n";
        HostileServer server({Reply::raw(head + "50\r\n" + m_content.first(80) + "\r\n50\r\n" + m_content.mid(80, 80)
                                         + "\r\n0\r\n\r\n")});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, part(server, 0, 100)));
        QCOMPARE(sink.verdict(), u"RESPONSE_TOO_LARGE"_s);
        QVERIFY(sink.body.size() <= 100);
        QVERIFY(m_content.startsWith(sink.body));
    }

    void f24_less_than_the_range()
    {
        const QByteArray head = "HTTP/1.1 206 OK\r\n" + rangeLine(0, 100) + "\r\nTransfer-Encoding: chunked\r\n\r\n";
        HostileServer server({Reply::raw(head + "50\r\n" + m_content.first(80) + "\r\n0\r\n\r\n")});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, part(server, 0, 100)));
        QCOMPARE(sink.verdict(), u"CONNECTION_LOST"_s);
        QCOMPARE(sink.body.size(), 80);
    }

    void f25_range_not_satisfiable()
    {
        HostileServer server({Reply::of(416, "no", {"Content-Range: bytes */777"})});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, part(server, 1000, 10)));
        QCOMPARE(sink.verdict(), u"RANGE_WRONG"_s);
        QCOMPARE(sink.heads, 0);
        QVERIFY(sink.refused);
        QCOMPARE(sink.refused->status, 416);
        QCOMPARE(*sink.refused->totalSize, 777_B);
    }

    void f26_f27_refusals_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("verdict");
        QTest::newRow("f26_401") << 401 << u"HTTP_FORBIDDEN"_s;
        QTest::newRow("f26_403") << 403 << u"HTTP_FORBIDDEN"_s;
        QTest::newRow("f26_410") << 410 << u"HTTP_FORBIDDEN"_s;
        QTest::newRow("f27_404") << 404 << u"HTTP_NOT_FOUND"_s;
        QTest::newRow("418") << 418 << u"HTTP_STATUS"_s;
        QTest::newRow("204") << 204 << u"HTTP_STATUS"_s;
        QTest::newRow("304") << 304 << u"HTTP_STATUS"_s;
    }
    void f26_f27_refusals()
    {
        QFETCH(int, status);
        HostileServer server({Reply::of(status, status == 204 || status == 304 ? QByteArray() : QByteArray("sorry")),
                              Reply::of(200, "x")});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        HttpRequest request = whole(server);
        request.url.setQuery(u"signature=canary"_s);
        QVERIFY(sink.run(client, request));
        QTEST(sink.verdict(), "verdict");
        QCOMPARE(sink.error().next, NextStep::NextSource);
        QVERIFY(!sink.error().retryAfter);
        QVERIFY(!sink.error().object.contains(u"canary"_s) && !sink.error().detail.contains(u"canary"_s));
        QCOMPARE(sink.datas, 0);
        QCOMPARE(server.requests().size(), std::size_t(1));
        // What it said was read to its end, so the connection still serves.
        RecordingSink next;
        QVERIFY(next.run(client, whole(server)));
        QCOMPARE(next.verdict(), u"OK"_s);
        QCOMPARE(server.connections(), 1);
    }

    void f28_throttled_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("least"); // seconds; -1: none
        QTest::addColumn<int>("most");
        const qint64 now = m_clock.wall().time_since_epoch().count();
        const QDateTime later = QDateTime::fromMSecsSinceEpoch(now, QTimeZone::UTC).addSecs(100);
        const QByteArray date = QLocale::c().toString(later, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
        QTest::newRow("seconds") << 503 << QByteArray("Retry-After: 120") << 120 << 120;
        QTest::newRow("date") << 429 << "Retry-After: " + date << 40 << 101;
        QTest::newRow("missing") << 429 << QByteArray("X: y") << -1 << -1;
        QTest::newRow("absurd") << 503 << QByteArray("Retry-After: 999999999999999") << 86400 << 86400;
        QTest::newRow("zero") << 503 << QByteArray("Retry-After: 0") << 1 << 1;
        QTest::newRow("nonsense") << 503 << QByteArray("Retry-After: soon") << -1 << -1;
    }
    void f28_throttled()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, line);
        QFETCH(int, least);
        QFETCH(int, most);
        HostileServer server({Reply::of(status, "busy", {line})});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server)));
        QCOMPARE(sink.verdict(), u"HTTP_THROTTLED"_s);
        QCOMPARE(sink.error().next, NextStep::RetryLater);
        const int seconds = sink.error().retryAfter ? int(sink.error().retryAfter->count()) : -1;
        QVERIFY2(seconds >= least && seconds <= most, qPrintable(QString::number(seconds)));
        QCOMPARE(server.requests().size(), std::size_t(1));
    }

    void f29_sporadic_server_errors()
    {
        HostileServer server(
            {Reply::of(500, "oops"), Reply::of(200, m_content), Reply::of(502), Reply::of(200, m_content)});
        HttpClient client({}, m_clock);
        for (const bool fails : {true, false, true, false}) {
            RecordingSink sink;
            QVERIFY(sink.run(client, whole(server)));
            QCOMPARE(sink.verdict(), fails ? u"HTTP_STATUS"_s : u"OK"_s);
            if (fails)
                QCOMPARE(sink.error().next, NextStep::RetryLater);
        }
        QCOMPARE(server.requests().size(), std::size_t(4));
        QCOMPARE(server.connections(), 1);
    }

    void f29_endless_error_page()
    {
        HostileServer server(
            {Reply{.bytes = "HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n\r\n", .endless = "5\r\nsorry\r\n"}});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server)));
        QCOMPARE(sink.verdict(), u"HTTP_STATUS"_s);
        QTRY_COMPARE(server.closedConnections(), 1);
    }

    void f33_forced_compression()
    {
        HostileServer server({Reply::of(200, "\x1f\x8b gzip", {"Content-Encoding: gzip"})});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server)));
        QCOMPARE(sink.verdict(), u"SOURCE_MISMATCH"_s);
        QCOMPARE(sink.error().next, NextStep::NextSource);
        QCOMPARE(sink.heads, 0);
        QCOMPARE(server.requests().front().header("accept-encoding"), QByteArray("identity"));
    }

    void f33_compressed_files_stay_as_published()
    {
        HostileServer server({Reply::of(200, "\x1f\x8b gzip", {"Content-Encoding: x-gzip"})});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, {.url = server.url(u"/source.tar.gz"_s), .maximumBody = 1_KiB}));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QCOMPARE(sink.body, QByteArray("\x1f\x8b gzip"));
    }

    void f33_injected_headers()
    {
        const QByteArray injected = "X-Carrier: a\rLocation: http://evil.example/\x01\r\nVia: 1.1 box\r\n";
        HostileServer server(
            {Reply::raw("HTTP/1.1 200 OK\r\n" + injected + "Content-Length: 4\r\n\r\ndata", Reply::Then::KeepOpen)});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server)));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QCOMPARE(sink.body, QByteArray("data"));
    }

    void f36_past_the_caches()
    {
        HostileServer server({Reply::of(200, "x")});
        HttpClient client({}, m_clock);
        HttpRequest request = whole(server);
        RecordingSink usual;
        QVERIFY(usual.run(client, request));
        request.bypassCaches = true;
        RecordingSink fresh;
        QVERIFY(fresh.run(client, request));
        const auto requests = server.requests();
        QVERIFY(requests[0].header("cache-control").isEmpty());
        QCOMPARE(requests[1].header("cache-control"), QByteArray("no-cache"));
    }

    void whatIsSent()
    {
        HostileServer server({Reply::of(200, "x")});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, {.url = server.url(u"/a b/ü?q=1&r=%2F#part"_s), .maximumBody = 1_KiB}));
        const SeenRequest seen = server.requests().front();
        QCOMPARE(seen.method, QByteArray("GET"));
        QCOMPARE(seen.target, QByteArray("/a%20b/%C3%BC?q=1&r=%2F"));
        QCOMPARE(seen.header("user-agent"), QByteArray("Freshet/" FRESHET_VERSION));
        for (const char *absent :
             {"range", "if-range", "authorization", "proxy-authorization", "cookie", "referer", "origin"})
            QVERIFY2(!seen.headers.contains(absent), absent);
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestHttpFaults)
#include "tst_http_faults.moc"
