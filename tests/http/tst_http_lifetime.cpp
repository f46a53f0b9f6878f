// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/BodyFetch.h"
#include "core/http/CurlHandle.h"
#include "core/http/CurlLoop.h"
#include "tests/http/RecordingSink.h"
#include "tests/support/HostileServer.h"

#include <QTest>

#include <linux/socket.h>
#include <sys/socket.h>

#include <limits>
#include <vector>

using namespace Qt::StringLiterals;

namespace freshet::test {

/// A request whose answer has begun and does not end, and its socket.
struct OpenAnswer {
    OpenAnswer()
        : server({HostileReply::raw("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbegin",
                                    HostileReply::Then::KeepOpen)})
    {
        curl_easy_setopt(easy.get(), CURLOPT_SOCKOPTDATA, &socket);
        curl_easy_setopt(
            easy.get(), CURLOPT_SOCKOPTFUNCTION, +[](void *into, curl_socket_t opened, curlsocktype) {
                *static_cast<curl_socket_t *>(into) = opened;
                return int{CURL_SOCKOPT_OK};
            });
    }
    [[nodiscard]] CurlEasy request() const
    {
        CurlEasy made(curl_easy_init());
        curl_easy_setopt(made.get(), CURLOPT_URL, server.url().toEncoded().constData());
        curl_easy_setopt(
            made.get(), CURLOPT_WRITEFUNCTION, +[](char *, size_t, size_t size, void *) -> size_t { return size; });
        return made;
    }
    [[nodiscard]] int option(int name) const
    {
        int value = -1;
        socklen_t size = sizeof value;
        ::getsockopt(static_cast<int>(socket), SOL_SOCKET, name, &value, &size);
        return value;
    }

    HostileServer server;
    curl_socket_t socket = CURL_SOCKET_BAD;
    CurlEasy easy = request();
};

/// Who may be destroyed when, and what is never called from inside what.
class TestHttpLifetime : public QObject {
    Q_OBJECT
    using Reply = HostileReply;

    SystemClock m_clock;
    const QByteArray m_content = patternBytes(1'000'000);

    static HttpRequest whole(const QUrl &url) { return {.url = url, .maximumBody = 16_MiB}; }

private Q_SLOTS:
    void nothingIsCalledFromStart_data()
    {
        QTest::addColumn<QUrl>("url");
        QTest::newRow("bad scheme") << QUrl(u"ftp://127.0.0.1/x"_s);
        QTest::newRow("empty") << QUrl();
        QTest::newRow("relative") << QUrl(u"file.bin"_s);
        QTest::newRow("user info") << QUrl(u"http://user:secret@127.0.0.1/x"_s);
        QTest::newRow("local file") << QUrl::fromLocalFile(u"/etc/passwd"_s);
    }
    void nothingIsCalledFromStart()
    {
        QFETCH(QUrl, url);
        HttpClient client({}, m_clock);
        RecordingSink sink;
        sink.transfer = client.start(whole(url), sink);
        QCOMPARE(sink.dones, 0);
        QVERIFY(sink.waitDone());
        QCOMPARE(sink.verdict(), u"URL_REFUSED"_s);
        QVERIFY(!sink.error().object.contains(u"secret"_s));
    }

    void badArguments_data()
    {
        QTest::addColumn<quint64>("offset");
        QTest::addColumn<quint64>("length");
        QTest::addColumn<QByteArray>("ifRange");
        constexpr quint64 most = std::numeric_limits<quint64>::max();
        QTest::newRow("empty range") << quint64(0) << quint64(0) << QByteArray();
        QTest::newRow("offset too large") << most << quint64(1) << QByteArray();
        QTest::newRow("overflow") << quint64(1) << most << QByteArray();
        QTest::newRow("end beyond 63 bits") << (quint64(1) << 63) - 1 << quint64(1) << QByteArray();
        QTest::newRow("header injection") << quint64(0) << quint64(1) << QByteArray("\"x\"\r\nX-Evil: 1");
        QTest::newRow("weak validator") << quint64(0) << quint64(1) << QByteArray("W/\"x\"");
    }
    void badArguments()
    {
        QFETCH(quint64, offset);
        QFETCH(quint64, length);
        QFETCH(QByteArray, ifRange);
        HostileServer server({Reply::of(200, "x")});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        HttpRequest request = whole(server.url());
        request.range = ByteRange{Bytes{offset}, Bytes{length}};
        request.ifRange = ifRange;
        QVERIFY(sink.run(client, request));
        QCOMPARE(sink.verdict(), u"INVALID_ARGUMENT"_s);
        QVERIFY(server.requests().empty());
    }

    void destroyedBeforeItBegins()
    {
        HostileServer server({Reply::of(200, m_content)});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        sink.transfer = client.start(whole(server.url()), sink);
        sink.transfer.reset();
        RecordingSink next;
        QVERIFY(next.run(client, whole(server.url(u"/next"_s))));
        QCOMPARE(sink.dones, 0);
        QCOMPARE(server.requests().size(), std::size_t(1));
    }

    void destroyedInItsCallbacks_data()
    {
        QTest::addColumn<QString>("in");
        for (const QString &in : {u"onHead"_s, u"onData"_s, u"onDone"_s})
            QTest::newRow(qPrintable(in)) << in;
    }
    void destroyedInItsCallbacks()
    {
        QFETCH(QString, in);
        HostileServer server({Reply::of(200, m_content)});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        RecordingSink next;
        const auto destroy = [&] {
            sink.transfer.reset();
            next.transfer = client.start(whole(server.url(u"/next"_s)), next);
        };
        if (in == u"onHead"_s)
            sink.headHook = [&](const HttpHead &) {
                destroy();
                return Result<void>{};
            };
        else if (in == u"onData"_s)
            sink.dataHook = [&](std::span<const std::byte> data) {
                destroy();
                return data.size();
            };
        else
            sink.doneHook = destroy;
        sink.transfer = client.start(whole(server.url()), sink);
        QVERIFY(next.waitDone());
        QCOMPARE(next.verdict(), u"OK"_s);
        QVERIFY(next.body == m_content);
        QCOMPARE(sink.dones, in == u"onDone"_s ? 1 : 0);
        QCOMPARE(sink.heads, 1);
        if (in != u"onDone"_s)
            QVERIFY(sink.datas <= 1);
    }

    void oneDestroysTheOthers()
    {
        HostileServer server({Reply::of(200, m_content)});
        HttpClient client({}, m_clock);
        std::vector<std::unique_ptr<RecordingSink>> sinks;
        RecordingSink first;
        first.dataHook = [&](std::span<const std::byte> data) {
            for (const auto &sink : sinks)
                sink->transfer.reset();
            return data.size();
        };
        for (int i = 0; i < 10; ++i) {
            sinks.push_back(std::make_unique<RecordingSink>());
            sinks.back()->dataHook = [](std::span<const std::byte>) -> std::size_t { return 0; };
            sinks.back()->transfer = client.start(whole(server.url()), *sinks.back());
        }
        // More than a host takes at once, so some of them still wait when they are destroyed.
        QTimer::singleShot(0, &client, [&] { sinks.front()->transfer.reset(); });
        QTRY_VERIFY(std::any_of(sinks.begin(), sinks.end(), [](const auto &sink) { return sink->datas > 0; }));
        for (int i = 0; i < 6; ++i)
            sinks[std::size_t(i)]->transfer.reset();
        QVERIFY(first.run(client, whole(server.url())));
        QCOMPARE(first.verdict(), u"OK"_s);
        for (const auto &sink : sinks)
            QCOMPARE(sink->dones, 0);
    }

    void clientGoesFirst()
    {
        HostileServer server({Reply{.bytes = "HTTP/1.1 200 OK\r\n\r\n", .endless = QByteArray(1000, 'x')}});
        auto client = std::make_unique<HttpClient>(HttpOptions{}, m_clock);
        RecordingSink sink;
        QEventLoop loop;
        sink.dataHook = [&](std::span<const std::byte> data) {
            loop.quit();
            return data.size();
        };
        sink.transfer = client->start(whole(server.url()), sink);
        loop.exec();
        client.reset();
        sink.transfer->resume();
        QVERIFY(sink.transfer->received() > 0_B);
        sink.transfer.reset();
        QCOMPARE(sink.dones, 0);
        QTRY_COMPARE(server.closedConnections(), 1);
    }

    void resumeIsNotRecursive()
    {
        HostileServer server({Reply::of(200, m_content)});
        HttpClient client({}, m_clock);
        RecordingSink sink;
        int depth = 0;
        bool nested = false;
        sink.dataHook = [&](std::span<const std::byte> data) -> std::size_t {
            nested = nested || depth > 0;
            ++depth;
            sink.transfer->resume();
            sink.transfer->resume();
            --depth;
            return sink.datas % 2 ? data.size() / 2 : data.size();
        };
        QVERIFY(sink.run(client, whole(server.url())));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QVERIFY(!nested);
        QVERIFY(sink.body == m_content);
    }

    /// Requests beyond the limit wait and are served in order.
    void queuedRequestsKeepTheirOrder()
    {
        HostileServer server({Reply::of(200, "x")});
        HttpClient client({.connectionsPerHost = 1}, m_clock);
        std::vector<std::unique_ptr<RecordingSink>> sinks;
        for (int i = 0; i < 8; ++i) {
            sinks.push_back(std::make_unique<RecordingSink>());
            sinks.back()->transfer = client.start(whole(server.url(u"/%1"_s.arg(i))), *sinks.back());
        }
        QVERIFY(sinks.back()->waitDone());
        const auto requests = server.requests();
        QCOMPARE(requests.size(), std::size_t(8));
        for (std::size_t i = 0; i < requests.size(); ++i)
            QCOMPARE(requests[i].target, '/' + QByteArray::number(qulonglong(i)));
        QCOMPARE(server.connections(), 1);
    }

    /// curl reads by its timer too, and less is to come then: how much is worth waiting for is asked anew whenever curl was at work.
    void aSocketIsWaitedForAsItsJobWantsNow()
    {
        struct Paced final : CurlLoop::Job {
            void onCurlDone(CURLcode) override {}
            [[nodiscard]] std::size_t readAtLeast() const override { return atLeast; }
            std::size_t atLeast = 1000;
        } job, other;
        OpenAnswer answer;
        CurlLoop loop({});
        loop.add(answer.easy.get(), job);
        QTRY_COMPARE(answer.option(SO_RCVLOWAT), 1000);
        job.atLeast = 10;
        const CurlEasy next = answer.request();
        loop.add(next.get(), other); // makes the timer fire
        QTRY_COMPARE(answer.option(SO_RCVLOWAT), 10);
        loop.remove(next.get());
        loop.remove(answer.easy.get());
    }

    /// Where others of the site read over the same link, the queue in front of it is kept short, by the receive window.
    void aSharedLinkIsReadThroughASmallWindow()
    {
        struct Sharing final : CurlLoop::Job {
            void onCurlDone(CURLcode) override {}
            [[nodiscard]] bool sharesLink() const override { return shares; }
            [[nodiscard]] BytesPerSecond rate() const override { return speed; }
            bool shares = true;
            BytesPerSecond speed{};
        } job, other;
        OpenAnswer answer;
        CurlLoop loop({});
        const CurlEasy next = answer.request();
        const auto askJobs = [&] { // the timer fires
            loop.remove(next.get());
            loop.add(next.get(), other);
        };
        loop.add(answer.easy.get(), job);
        QTRY_COMPARE(answer.option(SO_RCVBUF), 2 * 28'000);
        job.speed = BytesPerSecond{5'000'000};
        askJobs();
        QTRY_VERIFY(answer.option(SO_RCVBUF) > 2 * 45'000); // 10 ms and the round trip of it
        QVERIFY(answer.option(SO_RCVBUF) < 2 * 100'000);
        QCOMPARE(answer.option(SO_BUF_LOCK) & SOCK_RCVBUF_LOCK, SOCK_RCVBUF_LOCK);
        job.shares = false; // the same connection for another request
        askJobs();
        QTRY_COMPARE(answer.option(SO_BUF_LOCK) & SOCK_RCVBUF_LOCK, 0);
        loop.remove(next.get());
        loop.remove(answer.easy.get());
    }

    void bodyFetchDestroyedSilently()
    {
        HostileServer server({Reply::of(200, "x")});
        HttpClient client({}, m_clock);
        bool called = false;
        auto fetch =
            std::make_unique<BodyFetch>(client, whole(server.url()), [&called](const auto &) { called = true; });
        fetch.reset();
        RecordingSink next;
        QVERIFY(next.run(client, whole(server.url())));
        QVERIFY(!called);
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestHttpLifetime)
#include "tst_http_lifetime.moc"
