// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/RecordingSink.h"
#include "tests/support/NginxServer.h"
#include "tests/support/TestAuthority.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <set>
#include <vector>

using namespace Qt::StringLiterals;

namespace freshet::test {

/// Attack A23 and fault F31: nobody is believed without a certificate; and HTTP/2.
class TestHttpTls : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    TestAuthority m_authority;
    std::unique_ptr<NginxServer> m_server;
    QByteArray m_content = patternBytes(5 * 1024 * 1024 + 3);

    HttpOptions trusting(bool http2 = false) const { return {.http2 = http2, .caFile = m_authority.caFile()}; }
    static HttpRequest whole(const QUrl &url) { return {.url = url, .maximumBody = 64_MiB}; }

private Q_SLOTS:
    void initTestCase()
    {
        const auto leaf = m_authority.issue();
        QVERIFY2(m_authority.isValid(), qPrintable(m_authority.problem()));
        m_server = std::make_unique<NginxServer>(
            NginxOptions{.certificate = leaf.certificate,
                         .key = leaf.key,
                         .locations = u"location /down { return 302 http://127.0.0.1:$server_port/file.bin; } "
                                      u"location /moved { return 302 /file.bin; }"_s});
        m_server->put(u"file.bin"_s, m_content);
        QVERIFY2(m_server->start(), qPrintable(m_server->problem()));
    }

    void a23_refused_certificates_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<bool>("trusted");
        QTest::addColumn<QString>("says");
        QTest::newRow("unknown authority") << int(TestAuthority::Fault::None) << false << u"issuer"_s;
        QTest::newRow("self-signed") << int(TestAuthority::Fault::SelfSigned) << true << u"self-signed"_s;
        QTest::newRow("wrong name") << int(TestAuthority::Fault::WrongName) << true << u"127.0.0.1"_s;
        QTest::newRow("f31_expired") << int(TestAuthority::Fault::Expired) << true
                                     << u"valid until 2020-02-01T00:00:00Z, local clock 2"_s;
    }
    void a23_refused_certificates()
    {
        QFETCH(int, fault);
        QFETCH(bool, trusted);
        QFETCH(QString, says);
        const auto leaf = m_authority.issue(TestAuthority::Fault(fault));
        NginxServer server({.certificate = leaf.certificate, .key = leaf.key});
        server.put(u"file.bin"_s, "x");
        QVERIFY2(server.start(), qPrintable(server.problem()));
        HttpClient client(trusted ? trusting() : HttpOptions{}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(server.httpsUrl(u"/file.bin"_s))));
        QCOMPARE(sink.verdict(), u"TLS_CERTIFICATE"_s);
        QCOMPARE(sink.error().next, NextStep::FixClockOrTrust);
        QVERIFY2(sink.error().detail.contains(says), qPrintable(sink.error().detail));
        QVERIFY(server.accesses().empty());
    }

    void a23_added_authority()
    {
        HttpClient client(trusting(), m_clock);
        const std::size_t before = m_server->accesses().size();
        for (int i = 0; i < 3; ++i) {
            RecordingSink sink;
            QVERIFY(sink.run(client, whole(m_server->httpsUrl(u"/file.bin"_s))));
            QCOMPARE(sink.verdict(), u"OK"_s);
            QCOMPARE(sink.head->protocol, u"HTTP/1.1"_s);
            QVERIFY(sink.body == m_content);
        }
        QTRY_COMPARE(m_server->accesses().size(), before + 3);
        const auto accesses = m_server->accesses();
        QCOMPARE(accesses[before].connection, accesses[before + 2].connection);
        // Trust is not contagious.
        HttpClient other({}, m_clock);
        RecordingSink refused;
        QVERIFY(refused.run(other, whole(m_server->httpsUrl(u"/file.bin"_s))));
        QCOMPARE(refused.verdict(), u"TLS_CERTIFICATE"_s);
    }

    void unreadableAuthorityFile()
    {
        HttpClient client({.caFile = u"/nonexistent/ca.pem"_s}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(m_server->httpsUrl(u"/file.bin"_s))));
        QCOMPARE(sink.verdict(), u"TLS_FAILED"_s);
        QCOMPARE(sink.error().next, NextStep::FixClockOrTrust);
    }

    void a23_no_tls_at_the_other_end()
    {
        HttpClient client(trusting(), m_clock);
        RecordingSink sink;
        QUrl url = m_server->url(u"/file.bin"_s);
        url.setScheme(u"https"_s);
        QVERIFY(sink.run(client, whole(url)));
        QCOMPARE(sink.verdict(), u"TLS_FAILED"_s);
    }

    void f30_https_to_http()
    {
        HttpClient client(trusting(), m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(m_server->httpsUrl(u"/down?token=canary"_s))));
        QCOMPARE(sink.verdict(), u"REDIRECT"_s);
        QVERIFY(sink.error().detail.contains(u"https"_s));
        RecordingSink moved;
        QVERIFY(moved.run(client, whole(m_server->httpsUrl(u"/moved"_s))));
        QCOMPARE(moved.verdict(), u"OK"_s);
    }

    void http2()
    {
        HttpClient client(trusting(true), m_clock);
        const std::size_t before = m_server->accesses().size();
        std::vector<std::unique_ptr<RecordingSink>> sinks;
        for (std::uint64_t i = 0; i < 10; ++i) {
            sinks.push_back(std::make_unique<RecordingSink>());
            HttpRequest request = whole(m_server->httpsUrl(u"/file.bin"_s));
            request.range = ByteRange{Bytes{i * 500'000}, 500'000_B};
            sinks.back()->transfer = client.start(request, *sinks.back());
        }
        for (std::size_t i = 0; i < sinks.size(); ++i) {
            QVERIFY(sinks[i]->waitDone());
            QCOMPARE(sinks[i]->verdict(), u"OK"_s);
            QCOMPARE(sinks[i]->head->protocol, u"HTTP/2"_s);
            QVERIFY(sinks[i]->body == m_content.mid(qsizetype(i) * 500'000, 500'000));
        }
        QTRY_COMPARE(m_server->accesses().size(), before + 10);
        std::set<int> connections;
        const auto accesses = m_server->accesses();
        for (std::size_t i = before; i < accesses.size(); ++i)
            connections.insert(accesses[i].connection);
        QCOMPARE(connections.size(), std::size_t(1));
    }

    /// One stream stands still while another on the same connection goes on.
    void http2_paused_stream()
    {
        HttpClient client(trusting(true), m_clock);
        RecordingSink still;
        RecordingSink moving;
        bool full = true;
        still.dataHook = [&](std::span<const std::byte> data) -> std::size_t { return full ? 0 : data.size(); };
        still.transfer = client.start(whole(m_server->httpsUrl(u"/file.bin"_s)), still);
        QVERIFY(moving.run(client, whole(m_server->httpsUrl(u"/file.bin"_s))));
        QCOMPARE(moving.verdict(), u"OK"_s);
        QCOMPARE(still.dones, 0);
        full = false;
        still.transfer->resume();
        QVERIFY(still.waitDone());
        QCOMPARE(still.verdict(), u"OK"_s);
        QVERIFY(still.body == m_content);
        QVERIFY(moving.body == m_content);
    }

    void pausedOverTls_data()
    {
        QTest::addColumn<bool>("http2");
        QTest::newRow("HTTP/1.1") << false;
        QTest::newRow("HTTP/2") << true;
    }
    void pausedOverTls()
    {
        QFETCH(bool, http2);
        HttpClient client(trusting(http2), m_clock);
        RecordingSink sink;
        quint32 chance = 7;
        sink.dataHook = [&](std::span<const std::byte> data) -> std::size_t {
            chance = chance * 1664525 + 1013904223;
            if (chance >> 29 != 0)
                return data.size();
            QTimer::singleShot(0, &client, [&sink] { sink.transfer->resume(); });
            return (chance >> 8) % data.size();
        };
        QVERIFY(sink.run(client, whole(m_server->httpsUrl(u"/file.bin"_s))));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QVERIFY(sink.body == m_content);
    }

    /// Row F33: a stream that is cut off is resumed elsewhere, not taken for whole.
    void f33_truncated_http2()
    {
        const auto leaf = m_authority.issue();
        NginxServer slow({.certificate = leaf.certificate, .key = leaf.key, .limitRate = u"100k"_s});
        slow.put(u"file.bin"_s, m_content);
        QVERIFY2(slow.start(), qPrintable(slow.problem()));
        HttpClient client(trusting(true), m_clock);
        RecordingSink sink;
        sink.dataHook = [&](std::span<const std::byte> data) {
            QTimer::singleShot(0, &client, [&slow] { slow.stop(); });
            return data.size();
        };
        QVERIFY(sink.run(client, whole(slow.httpsUrl(u"/file.bin"_s))));
        QCOMPARE(sink.verdict(), u"CONNECTION_LOST"_s);
        QVERIFY(!sink.body.isEmpty());
        QVERIFY(m_content.startsWith(sink.body));
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestHttpTls)
#include "tst_http_tls.moc"
