// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/RecordingSink.h"
#include "tests/support/HostileServer.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace freshet::test {

/// Redirects on the wire; the rules themselves are tested with core/policy.
class TestHttpRedirects : public QObject {
    Q_OBJECT
    using Reply = HostileReply;

    SystemClock m_clock;

    static Reply to(const QByteArray &location, int status = 302)
    {
        return Reply::of(status, "moved", {"Location: " + location});
    }
    static HttpRequest whole(const HostileServer &server, const QString &path = u"/0"_s)
    {
        return {.url = server.url(path), .maximumBody = 1_MiB};
    }
    /// Redirects "/n" to "/n+1" up to `hops`, then answers.
    static HostileServer::Script chain(int hops)
    {
        return [hops](const SeenRequest &request, int) {
            const int n = request.target.mid(1).toInt();
            return n < hops ? to('/' + QByteArray::number(n + 1)) : Reply::of(200, "there");
        };
    }

private Q_SLOTS:
    void f30_five_hops()
    {
        HostileServer server(chain(5));
        HttpClient client({}, m_clock);
        RecordingSink sink;
        HttpRequest request = whole(server);
        request.range = ByteRange{0_B, 5_B};
        request.ifRange = "\"v1\"";
        QVERIFY(sink.run(client, request));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QCOMPARE(sink.heads, 1);
        QCOMPARE(sink.body, QByteArray("there"));
        QCOMPARE(sink.head->finalUrl.path(), u"/5"_s);
        QCOMPARE(sink.head->requestedUrl.path(), u"/0"_s);
        QCOMPARE(server.connections(), 1);
        for (const SeenRequest &seen : server.requests()) {
            QCOMPARE(seen.header("range"), QByteArray("bytes=0-4"));
            QCOMPARE(seen.header("if-range"), QByteArray("\"v1\""));
        }
    }

    void f30_six_hops()
    {
        HostileServer server(chain(6));
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server)));
        QCOMPARE(sink.verdict(), u"REDIRECT"_s);
        QCOMPARE(sink.error().next, NextStep::NextSource);
        QCOMPARE(sink.heads, 0);
        QCOMPARE(server.requests().size(), std::size_t(6));
    }

    void f30_loop()
    {
        HostileServer server([](const SeenRequest &request, int) { return to(request.target == "/0" ? "/1" : "/0"); });
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server)));
        QCOMPARE(sink.verdict(), u"REDIRECT"_s);
        QCOMPARE(server.requests().size(), std::size_t(2));
    }

    void f30_statuses_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("verdict");
        for (const int followed : {301, 302, 303, 307, 308})
            QTest::addRow("%d", followed) << followed << u"OK"_s;
        for (const int refused : {300, 304, 305, 306})
            QTest::addRow("%d", refused) << refused << u"HTTP_STATUS"_s;
    }
    void f30_statuses()
    {
        QFETCH(int, status);
        HostileServer server([status](const SeenRequest &request, int) {
            if (request.target != "/0")
                return Reply::of(200, "there");
            return status == 304 ? Reply::raw("HTTP/1.1 304 No\r\nLocation: /1\r\n\r\n") : to("/1", status);
        });
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server)));
        QTEST(sink.verdict(), "verdict");
    }

    void a21_a22_refused_targets_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QString>("verdict");
        const auto row = [](const char *name, const QByteArray &location, const char *verdict) {
            QTest::newRow(name) << location << QString::fromLatin1(verdict);
        };
        row("no location", "", "REDIRECT");
        row("file", "file:///etc/passwd", "URL_REFUSED");
        row("ftp", "ftp://127.0.0.1/x", "URL_REFUSED");
        row("smb", "smb://127.0.0.1/x", "URL_REFUSED");
        row("data", "data:text/plain,x", "URL_REFUSED");
        row("javascript", "javascript:1", "URL_REFUSED");
        row("user info", "http://user:secret@127.0.0.1:1/x", "URL_REFUSED");
        row("empty user info", "http://@127.0.0.1:1/x", "URL_REFUSED");
        row("control byte", "http://127.0.0.1:1/\x01x", "URL_REFUSED");
        row("carriage return", "http://127.0.0.1:1/\rSet-Cookie: x", "URL_REFUSED");
        row("tab", "http://127.0.0.1:1/a\tb", "URL_REFUSED");
        row("no host", "http:///x", "URL_REFUSED");
        row("port zero", "http://127.0.0.1:0/x", "URL_REFUSED");
        row("multicast", "http://224.0.0.1:1/x", "URL_REFUSED");
        row("broadcast", "http://255.255.255.255/x", "URL_REFUSED");
        row("too long", "/" + QByteArray(9000, 'x'), "URL_REFUSED");
    }
    void a21_a22_refused_targets()
    {
        QFETCH(QByteArray, location);
        HostileServer server({to(location)});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server)));
        QTEST(sink.verdict(), "verdict");
        QVERIFY(!sink.error().object.contains(u"secret"_s) && !sink.error().detail.contains(u"secret"_s));
        QCOMPARE(server.requests().size(), std::size_t(1));
    }

    void a22_two_locations()
    {
        HostileServer server({Reply::of(302, {}, {"Location: /1", "Location: /2"})});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server)));
        QCOMPARE(sink.verdict(), u"REDIRECT"_s);
        QCOMPARE(server.requests().size(), std::size_t(1));
    }

    /// What a name resolves to decides, before a connection is made.
    void a21_a_strangers_url_may_not_be_private_data()
    {
        QTest::addColumn<QString>("host");
        QTest::newRow("literal") << u"127.0.0.1"_s;
        QTest::newRow("name") << u"localhost"_s;
        QTest::newRow("another form") << u"127.1"_s;
        QTest::newRow("hexadecimal") << u"0x7f000001"_s;
        QTest::newRow("unspecified") << u"0.0.0.0"_s;
        QTest::newRow("mapped") << u"::ffff:127.0.0.1"_s;
    }
    void a21_a_strangers_url_may_not_be_private()
    {
        QFETCH(QString, host);
        HostileServer server({Reply::of(200, "secret of the intranet")});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        HttpRequest request = whole(server);
        request.url.setHost(host);
        request.publicOnly = true;
        QVERIFY(sink.run(client, request));
        QCOMPARE(sink.verdict(), u"URL_REFUSED"_s);
        QCOMPARE(server.connections(), 0);
        // The same without the mark is an ordinary request.
        request.publicOnly = false;
        RecordingSink trusted;
        QVERIFY(trusted.run(client, request));
        QCOMPARE(trusted.verdict(), u"OK"_s);
        // Nor does a connection that is open already serve the stranger.
        request.publicOnly = true;
        RecordingSink again;
        QVERIFY(again.run(client, request));
        QCOMPARE(again.verdict(), u"URL_REFUSED"_s);
        QCOMPARE(server.requests().size(), std::size_t(1));
    }

    void a21_private_servers_may_redirect_among_themselves()
    {
        HostileServer target({Reply::of(200, "there")});
        HostileServer server({to(target.url().toEncoded())});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server)));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QCOMPARE(sink.head->finalUrl, target.url());
    }

    void p6_endless_redirect_body()
    {
        HostileServer server([](const SeenRequest &request, int) {
            if (request.target != "/0")
                return Reply::of(200, "there");
            return Reply{.bytes = "HTTP/1.1 302 Found\r\nLocation: /1\r\n\r\n", .endless = QByteArray(4096, 'x')};
        });
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server)));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QCOMPARE(sink.body, QByteArray("there"));
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestHttpRedirects)
#include "tst_http_redirects.moc"
