// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/BodyFetch.h"
#include "tests/support/CacheServer.h"
#include "tests/support/HostileServer.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace freshet::test {

/// The real nginx with the configuration that is written for it, before a real origin.
class TestCacheServer : public QObject {
    Q_OBJECT

    struct Answer {
        int status = 0;
        QByteArray body;
    };

    SystemClock m_clock;
    HttpClient m_client{HttpOptions{.proxy = QString()}, m_clock};

    Answer get(const QUrl &url, std::optional<ByteRange> range = {})
    {
        std::optional<Answer> answer;
        BodyFetch fetch(m_client, {.url = url, .range = range, .maximumBody = 64_MiB}, [&](Result<FetchedBody> body) {
            if (body)
                answer = Answer{body->head.status, body->body};
            else
                answer = Answer{body.error().detail.section(u' ', -1).toInt(), {}}; // "status 403"
        });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 30'000); }();
        return answer.value_or(Answer{});
    }

    static QByteArray payload(qsizetype size)
    {
        QByteArray data(size, Qt::Uninitialized);
        std::uint32_t x = 7;
        for (char &c : data)
            c = static_cast<char>((x = x * 1664525 + 1013904223) >> 24);
        return data;
    }

private Q_SLOTS:
    void aMissIsFetchedOnceAndThenAHit()
    {
        NginxServer origin;
        QVERIFY2(origin.start(), qPrintable(origin.problem()));
        const QByteArray data = payload((2 << 20) + 77);
        origin.put(u"f.bin"_s, data);
        CacheServer cache({.origins = {originName(origin)}});
        QVERIFY2(cache.start(), qPrintable(cache.problem()));
        const QUrl url = cache.url(u"/f.bin?cacheHostOrigin="_s + originName(origin));
        QVERIFY(get(url).body == data);
        const std::size_t asked = origin.accesses().size();
        QCOMPARE(asked, std::size_t{3}); // one request for a slice
        QVERIFY(get(url).body == data);
        QVERIFY(get(url, ByteRange{1_MiB, 1_MiB}).body == data.mid(1 << 20, 1 << 20));
        QCOMPARE(origin.accesses().size(), asked);
        QTRY_COMPARE(cache.answers(), QStringList({u"200 MISS"_s, u"200 HIT"_s, u"206 HIT"_s}));
        // What is here is served although the origin is away.
        origin.stop();
        QVERIFY(get(url).body == data);
    }

    void aRangeFetchesTheSlicesThatCoverIt()
    {
        NginxServer origin;
        QVERIFY2(origin.start(), qPrintable(origin.problem()));
        const QByteArray data = payload(5 << 20);
        origin.put(u"f.bin"_s, data);
        CacheServer cache({.origins = {originName(origin)}});
        QVERIFY2(cache.start(), qPrintable(cache.problem()));
        const QUrl url = cache.url(u"/f.bin?cacheHostOrigin="_s + originName(origin));
        const Answer answer = get(url, ByteRange{Bytes{(1 << 20) + 5}, 1_MiB});
        QCOMPARE(answer.status, 206);
        QVERIFY(answer.body == data.mid((1 << 20) + 5, 1 << 20));
        const auto seen = origin.accesses();
        QCOMPARE(seen.size(), std::size_t{2});
        QCOMPARE(seen[0].range, u"bytes=1048576-2097151"_s);
        QCOMPARE(seen[1].range, u"bytes=2097152-3145727"_s);
    }

    void noOpenProxy()
    {
        NginxServer origin;
        NginxServer stranger;
        QVERIFY(origin.start() && stranger.start());
        stranger.put(u"f.bin"_s, "secret");
        CacheServer cache({.origins = {originName(origin)}});
        QVERIFY2(cache.start(), qPrintable(cache.problem()));
        const QString other = originName(stranger);
        QCOMPARE(get(cache.url(u"/f.bin?cacheHostOrigin="_s + other)).status, 403);
        QCOMPARE(get(cache.url(u"/f.bin"_s)).status, 403);
        QCOMPARE(get(cache.url(u"/f.bin?cacheHostOrigin="_s)).status, 403);
        QCOMPARE(
            get(cache.url(u"/f.bin?cacheHostOrigin=%1&cacheHostOrigin=%2"_s.arg(other, originName(origin)))).status,
            403);
        QVERIFY(stranger.accesses().empty());
        QVERIFY(origin.accesses().empty());
    }

    void theOriginIsNotToldWhoAsks()
    {
        HostileServer origin({HostileReply::of(404)});
        const QString name = u"127.0.0.1:%1"_s.arg(origin.port());
        CacheServer cache({.origins = {name}});
        QVERIFY2(cache.start(), qPrintable(cache.problem()));
        get(cache.url(u"/a%20b/f.bin?sig=x%26y&cacheHostOrigin="_s + name));
        QCOMPARE(origin.requests().size(), std::size_t{1});
        const SeenRequest seen = origin.requests().front();
        QCOMPARE(seen.target, QByteArray("/a%20b/f.bin?sig=x%26y"));
        QCOMPARE(seen.header("host"), name.toLatin1());
        for (const char *field : {"cookie", "authorization", "referer", "x-forwarded-for", "x-real-ip"})
            QVERIFY2(seen.header(field).isEmpty(), field);
    }

    void itKeepsToItsSize()
    {
        NginxServer origin;
        QVERIFY2(origin.start(), qPrintable(origin.problem()));
        for (int i = 0; i < 4; ++i)
            origin.put(u"f%1.bin"_s.arg(i), payload(2 << 20));
        CacheServer cache({.origins = {originName(origin)}, .maximumSize = 3_MiB});
        QVERIFY2(cache.start(), qPrintable(cache.problem()));
        for (int i = 0; i < 4; ++i)
            QCOMPARE(get(cache.url(u"/f%1.bin?cacheHostOrigin="_s.arg(i) + originName(origin))).body.size(), 2 << 20);
        const auto held = [&] { return cache.heldBytes(); };
        QTRY_VERIFY2_WITH_TIMEOUT(held() > 0 && held() <= (3 << 20) + 16384, qPrintable(QString::number(held())),
                                  60'000);
    }

    void whatNginxMustNotBeToldIsRefused()
    {
        const CacheServerConfig good{.origins = {u"o.example"_s}, .directory = u"/var/cache/freshet-cache"_s};
        QVERIFY(cacheServerConfiguration(good));
        const auto refuses = [&](auto change) {
            CacheServerConfig bad = good;
            change(bad);
            const auto text = cacheServerConfiguration(bad);
            return !text && text.error().code == ErrorCode::InvalidArgument;
        };
        for (const auto &origin : {u"o.example; }"_s, u"o.example/x"_s, u"\"o\""_s, u"$host"_s,
                                   u"o.example\nreturn 200;"_s, u"*"_s, u""_s, u"[::1]"_s})
            QVERIFY2(refuses([&](CacheServerConfig &c) { c.origins = {origin}; }), qPrintable(origin));
        QVERIFY(refuses([](CacheServerConfig &c) { c.origins.clear(); }));
        QVERIFY(refuses([](CacheServerConfig &c) { c.origins << c.origins.front(); }));
        for (const auto &directory : {u"relative"_s, u""_s, u"/a\";"_s, u"/a$b"_s, u"/a\n"_s, u"/a/../b"_s})
            QVERIFY2(refuses([&](CacheServerConfig &c) { c.directory = directory; }), qPrintable(directory));
        for (const auto &listen : {u"0"_s, u"70000"_s, u"80 default_server"_s, u"unix:/x"_s, u"host:80"_s})
            QVERIFY2(refuses([&](CacheServerConfig &c) { c.listen = listen; }), qPrintable(listen));
        QVERIFY(refuses([](CacheServerConfig &c) { c.user = u"root;"_s; }));
        QVERIFY(refuses([](CacheServerConfig &c) { c.slice = 1_B; }));
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestCacheServer)
#include "tst_cacheserver.moc"
