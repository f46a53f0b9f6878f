// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/SystemProxy.h"
#include "tests/http/RecordingSink.h"
#include "tests/support/HostileServer.h"

#include <QSemaphore>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace Qt::StringLiterals;

/// libproxy never frees what it read from the desktop's settings; that does not grow with the questions.
extern "C" const char *__lsan_default_suppressions();
extern "C" const char *__lsan_default_suppressions()
{
    return "leak:libglib-2.0\n";
}

namespace freshet::test {

/// Row F32: proxies, with a scripted server in their place. The names asked for do not exist, so only the proxy
/// could have answered.
class TestHttpProxy : public QObject {
    Q_OBJECT
    using Reply = HostileReply;

    SystemClock m_clock;
    const QUrl m_target{u"http://origin.example/file.bin"_s};

    static QString proxyUrl(const HostileServer &proxy, const QString &credentials = {})
    {
        return u"http://"_s + credentials + u"127.0.0.1:%1"_s.arg(proxy.port());
    }
    static HttpRequest whole(const QUrl &url) { return {.url = url, .maximumBody = 1_MiB}; }
    static void compareSecretFree(const Error &error)
    {
        for (const QString &text : {error.operation, error.object, error.detail})
            QVERIFY2(!text.contains(u"canary"_s) && !text.contains(u"Y2FuYXJ5"_s), qPrintable(text));
    }

private Q_SLOTS:
    void init()
    {
        for (const char *name :
             {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"})
            qunsetenv(name);
    }

    void f32_from_option()
    {
        HostileServer proxy({Reply::of(200, "through")});
        HttpClient client({.proxy = proxyUrl(proxy)}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(m_target)));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QCOMPARE(proxy.requests().front().target, QByteArray("http://origin.example/file.bin"));
    }

    void f32_from_lookup()
    {
        HostileServer proxy({Reply::of(200, "through")});
        HttpOptions options;
        QUrl asked;
        options.proxyLookup = [&](const QUrl &url) -> std::optional<QString> {
            asked = url;
            return proxyUrl(proxy);
        };
        HttpClient client(options, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(m_target)));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QCOMPARE(asked, m_target);
    }

    void f32_lookup_is_asked_once_for_a_server_and_elsewhere()
    {
        HostileServer proxy({Reply::of(200, "1"), Reply::of(200, "2"), Reply::of(200, "3")});
        HttpOptions options;
        std::atomic<int> asked = 0;
        std::atomic<bool> here = false;
        options.proxyLookup = [&, thread = QThread::currentThread()](const QUrl &) -> std::optional<QString> {
            ++asked;
            here = here || QThread::currentThread() == thread;
            return proxyUrl(proxy);
        };
        HttpClient client(options, m_clock);
        RecordingSink first;
        RecordingSink second;
        const auto a = client.start(whole(m_target), first);
        const auto b = client.start(whole(m_target), second);
        QTRY_VERIFY(first.outcome && second.outcome);
        QCOMPARE(first.verdict() + second.verdict(), u"OKOK"_s);
        QCOMPARE(asked, 1);
        QVERIFY(!here);
        client.forgetConnections();
        RecordingSink third;
        QVERIFY(third.run(client, whole(m_target)));
        QCOMPARE(asked, 2);
    }

    void f32_a_lookup_is_not_waited_for_once_nobody_wants_it()
    {
        QSemaphore gate;
        HttpOptions options;
        options.proxyLookup = [&](const QUrl &) -> std::optional<QString> {
            gate.acquire();
            return QString();
        };
        HttpClient client(options, m_clock);
        RecordingSink sink;
        client.start(whole(m_target), sink).reset();
        RecordingSink other;
        HostileServer server({Reply::of(200, "direct")});
        QVERIFY(other.run(client, whole(server.url()))); // loopback asks nobody
        QCOMPARE(other.verdict(), u"OK"_s);
        QVERIFY(!sink.outcome);
        gate.release();
    }

    /// Through the library that reads the desktop's settings, with the settings file of one.
    void f32_from_the_system()
    {
        QTemporaryDir home;
        QFile settings(home.filePath(u"kioslaverc"_s));
        QVERIFY(settings.open(QIODevice::WriteOnly));
        HostileServer proxy({Reply::of(200, "through")});
        settings.write("[Proxy Settings]\nProxyType=1\nNoProxyFor=intern.example\nhttpProxy=http://127.0.0.1 "
                       + QByteArray::number(proxy.port()) + '\n');
        settings.close();
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(home.path()));
        qputenv("XDG_CURRENT_DESKTOP", "KDE");
        qputenv("KDE_SESSION_VERSION", "6");
        HttpClient client({.proxyLookup = systemProxy}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(m_target)));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QCOMPARE(proxy.requests().front().target, QByteArray("http://origin.example/file.bin"));
        QCOMPARE(systemProxy(QUrl(u"http://intern.example/file.bin"_s)), QString());
        qputenv("https_proxy", "http://127.0.0.1:1");
        QCOMPARE(systemProxy(m_target), std::nullopt); // the environment speaks for itself
    }

    void f32_from_environment()
    {
        HostileServer proxy({Reply::of(200, "through")});
        qputenv("http_proxy", proxyUrl(proxy, u"user:canary@"_s).toLatin1());
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(m_target)));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QCOMPARE(proxy.requests().size(), std::size_t(1));
        // Exempted hosts are asked for directly, which fails here without a network or a resolver.
        qputenv("no_proxy", "intern.example,.onion");
        RecordingSink direct;
        QVERIFY(direct.run(client, whole(QUrl(u"http://freshet.onion/"_s))));
        QCOMPARE(direct.verdict(), u"NAME_RESOLUTION"_s);
        QCOMPARE(proxy.requests().size(), std::size_t(1));
        compareSecretFree(direct.error());
    }

    void f32_loopback_goes_direct()
    {
        HostileServer proxy({Reply::of(200, "through")});
        HostileServer origin({Reply::of(200, "direct")});
        HttpClient client({.proxy = proxyUrl(proxy)}, m_clock);
        for (const QString &host : {u"127.0.0.1"_s, u"localhost"_s}) {
            QUrl url = origin.url();
            url.setHost(host);
            RecordingSink sink;
            QVERIFY(sink.run(client, whole(url)));
            QCOMPARE(sink.body, QByteArray("direct"));
        }
        QCOMPARE(proxy.connections(), 0);
    }

    void f32_proxy_authentication_required()
    {
        HostileServer proxy({Reply::of(407, "who?", {"Proxy-Authenticate: Basic realm=\"x\""})});
        HttpClient client({.proxy = proxyUrl(proxy)}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(m_target)));
        QCOMPARE(sink.verdict(), u"PROXY_AUTH"_s);
        QCOMPARE(sink.error().next, NextStep::SignIn);
        QCOMPARE(proxy.requests().size(), std::size_t(1));
    }

    void f32_credentials()
    {
        HostileServer proxy([](const SeenRequest &request, int) {
            if (request.header("proxy-authorization") == "Basic " + QByteArray("user:canary").toBase64())
                return Reply::of(200, "through");
            return Reply::of(407, "who?", {"Proxy-Authenticate: Basic realm=\"x\""});
        });
        HttpClient client({.proxy = proxyUrl(proxy, u"user:canary@"_s)}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(m_target)));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QCOMPARE(sink.heads, 1);
        QCOMPARE(sink.body, QByteArray("through"));
        HttpClient wrong({.proxy = proxyUrl(proxy, u"user:canary2@"_s)}, m_clock);
        RecordingSink refused;
        QVERIFY(refused.run(wrong, whole(m_target)));
        QCOMPARE(refused.verdict(), u"PROXY_AUTH"_s);
        compareSecretFree(refused.error());
    }

    void f32_credentials_never_reach_the_origin()
    {
        HostileServer origin({Reply::of(200, "direct")});
        HostileServer proxy([](const SeenRequest &request, int) {
            if (request.method == "CONNECT")
                return Reply::of(403, "no tunnels");
            return Reply::of(200, "through");
        });
        HttpClient client({.proxy = proxyUrl(proxy, u"user:canary@"_s)}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(origin.url())));
        QCOMPARE(sink.body, QByteArray("direct"));
        QVERIFY(!origin.requests().front().headers.contains("proxy-authorization"));
        QVERIFY(!origin.requests().front().headers.contains("authorization"));
    }

    void f32_connect_refused_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("verdict");
        QTest::newRow("forbidden") << 403 << u"PROXY_FAILED"_s;
        QTest::newRow("bad gateway") << 502 << u"PROXY_FAILED"_s;
        QTest::newRow("authentication") << 407 << u"PROXY_AUTH"_s;
    }
    void f32_connect_refused()
    {
        QFETCH(int, status);
        HostileServer proxy({Reply::of(status, "no", {"Proxy-Authenticate: Basic realm=\"x\""})});
        HttpClient client({.proxy = proxyUrl(proxy)}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(QUrl(u"https://origin.example/file.bin?token=canary"_s))));
        QTEST(sink.verdict(), "verdict");
        QCOMPARE(sink.heads, 0);
        compareSecretFree(sink.error());
        const SeenRequest seen = proxy.requests().front();
        QCOMPARE(seen.method, QByteArray("CONNECT"));
        QCOMPARE(seen.target, QByteArray("origin.example:443"));
        QVERIFY(!seen.headers.contains("accept-encoding"));
    }

    void f32_proxy_unreachable()
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const QString address = u"http://user:canary@127.0.0.1:%1"_s.arg(gone.serverPort());
        gone.close();
        HttpClient client({.proxy = address}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(m_target)));
        QCOMPARE(sink.verdict(), u"PROXY_FAILED"_s);
        QCOMPARE(sink.error().next, NextStep::RetryLater);
        compareSecretFree(sink.error());
    }

    /// The name stands for a public server, so its redirects to private addresses are refused, though nothing
    /// is resolved here.
    void a21_private_hop_behind_a_proxy_data()
    {
        QTest::addColumn<QByteArray>("location");
        for (const char *location :
             {"http://10.0.0.1/x", "http://192.168.1.1/x", "http://169.254.169.254/latest/meta-data",
              "http://localhost/x", "http://[::1]/x", "http://[fd00::1]/x", "http://0x7f.1/x",
              "http://[::ffff:10.0.0.1]/x", "http://100.64.0.1/x"})
            QTest::newRow(location) << QByteArray(location);
    }
    void a21_private_hop_behind_a_proxy()
    {
        QFETCH(QByteArray, location);
        HostileServer proxy({Reply::of(302, {}, {"Location: " + location}), Reply::of(200, "intranet")});
        HttpClient client({.proxy = proxyUrl(proxy)}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(m_target)));
        QCOMPARE(sink.verdict(), u"URL_REFUSED"_s);
        QCOMPARE(proxy.requests().size(), std::size_t(1));
    }

    /// The proxy's own address is no hop: it may be as private as it likes.
    void a21_public_hop_behind_a_private_proxy()
    {
        HostileServer proxy(
            {Reply::of(302, {}, {"Location: http://cdn.example/x", "Connection: close"}), Reply::of(200, "through")});
        HttpClient client({.proxy = proxyUrl(proxy)}, m_clock);
        RecordingSink sink;
        HttpRequest request = whole(m_target);
        request.publicOnly = true;
        QVERIFY(sink.run(client, request));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QCOMPARE(proxy.requests().size(), std::size_t(2));
        QCOMPARE(proxy.connections(), 2);
    }

    /// A public server (behind the proxy) redirects to a name of this machine that is reached directly.
    void a21_private_hop_to_this_machine()
    {
        HostileServer intranet({Reply::of(200, "intranet")});
        HostileServer proxy({Reply::of(302, {}, {"Location: " + intranet.url().toEncoded()})});
        HttpClient client({.proxy = proxyUrl(proxy)}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(m_target)));
        QCOMPARE(sink.verdict(), u"URL_REFUSED"_s);
        QCOMPARE(intranet.connections(), 0);
        HttpClient allowing({.allowPrivateHops = true, .proxy = proxyUrl(proxy)}, m_clock);
        RecordingSink allowed;
        QVERIFY(allowed.run(allowing, whole(m_target)));
        QCOMPARE(allowed.body, QByteArray("intranet"));
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestHttpProxy)
#include "tst_http_proxy.moc"
