// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/CacheServers.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace freshet::test {

/// Which cache server is asked for what, and when a job may pass it by. Time is an argument.
class TestCacheServers : public QObject {
    Q_OBJECT

    static constexpr MonotonicTime start{100h};

    static CacheHost host(const QString &text) { return CacheHost::fromText(text).value(); }
    static Error failure(ErrorCode code, NextStep next = NextStep::RetryLater)
    {
        Error error;
        error.code = code;
        error.next = next;
        return error;
    }

    const QUrl m_origin{u"http://updates.example/a/f.bin"_s};
    const QUrl m_other{u"http://other.example/a/f.bin"_s};

private Q_SLOTS:
    void hostsAreNamesAndAddressesAndNothingElse()
    {
        for (const auto &text :
             {u"cache.example"_s, u"192.0.2.7:8080"_s, u"[2001:db8::7]:8080"_s, u"https://c.example"_s})
            QCOMPARE(host(text).text(), text);
        QVERIFY(host(u"https://c.example"_s).tls);
        for (const auto &text :
             {u""_s, u"a b"_s, u"cache.example/path"_s, u"cache.example?q"_s, u"user@cache.example"_s,
              u"cache.example:0"_s, u"cache.example:70000"_s, u"ftp://cache.example"_s, u"a;b"_s + u'\n'})
            QVERIFY2(!CacheHost::fromText(text), qPrintable(text));
    }

    void theUrlIsTheOriginsWithTheHostSwapped()
    {
        const auto url = [](const QString &cache, const QString &origin) {
            const auto swapped = cacheUrl(host(cache), QUrl(origin));
            return swapped ? QString::fromLatin1(swapped->toEncoded()) : u"none"_s;
        };
        QCOMPARE(url(u"c.example"_s, u"http://o.example/a%20b/f.bin"_s),
                 u"http://c.example/a%20b/f.bin?cacheHostOrigin=o.example"_s);
        QCOMPARE(url(u"c.example:8080"_s, u"http://o.example:81/f?sig=a%26b#x"_s),
                 u"http://c.example:8080/f?sig=a%26b&cacheHostOrigin=o.example:81"_s);
        QCOMPARE(url(u"https://c.example"_s, u"https://o.example/f"_s),
                 u"https://c.example/f?cacheHostOrigin=o.example"_s);
        QCOMPARE(url(u"[2001:db8::1]"_s, u"http://[2001:db8::2]/f"_s),
                 u"http://[2001:db8::1]/f?cacheHostOrigin=%5B2001:db8::2%5D"_s);
        // What went over TLS is not told to anybody without it.
        QCOMPARE(url(u"c.example"_s, u"https://o.example/f?secret"_s), u"none"_s);
    }

    void aRefusalBansForThatOriginHostOnly()
    {
        for (const Error &refusal : {failure(ErrorCode::HttpNotFound), failure(ErrorCode::HttpForbidden),
                                     failure(ErrorCode::HttpStatus, NextStep::NextSource),
                                     failure(ErrorCode::RangeWrong), failure(ErrorCode::SourceMismatch)}) {
            CacheServers servers;
            QCOMPARE(servers.onFailure(host(u"c1"_s), m_origin, refusal, start), CacheBan::Origin);
            QVERIFY(servers.bannedUntil(host(u"c1"_s), m_origin) == start + 15min);
            QVERIFY(servers.bannedUntil(host(u"c1"_s), m_other) == MonotonicTime{});
            QVERIFY(servers.bannedUntil(host(u"c2"_s), m_origin) == MonotonicTime{});
        }
    }

    void nobodyThereBansTheHostWholly()
    {
        for (const ErrorCode code : {ErrorCode::NameResolution, ErrorCode::ConnectFailed, ErrorCode::Timeout}) {
            CacheServers servers;
            QCOMPARE(servers.onFailure(host(u"c1"_s), m_origin, failure(code), start), CacheBan::Host);
            QVERIFY(servers.bannedUntil(host(u"c1"_s), m_other) == start + 15min);
            QVERIFY(servers.bannedUntil(host(u"c1:81"_s), m_other) == MonotonicTime{});
        }
    }

    void itsOwnTroublePassesAndOursIsNone()
    {
        CacheServers servers;
        for (const ErrorCode code :
             {ErrorCode::HttpThrottled, ErrorCode::ConnectionLost, ErrorCode::Cancelled, ErrorCode::DiskFull})
            QCOMPARE(servers.onFailure(host(u"c1"_s), m_origin, failure(code), start), CacheBan::None);
        QCOMPARE(servers.onFailure(host(u"c1"_s), m_origin, failure(ErrorCode::HttpStatus), start), CacheBan::None);
        QVERIFY(servers.bannedUntil(host(u"c1"_s), m_origin) == MonotonicTime{});
    }

    void anotherNetworkForgives()
    {
        CacheServers servers;
        servers.onFailure(host(u"c1"_s), m_origin, failure(ErrorCode::Timeout), start);
        servers.forgive();
        QVERIFY(servers.bannedUntil(host(u"c1"_s), m_origin) == MonotonicTime{});
    }

    void bansAreBounded()
    {
        CacheServers servers;
        for (int i = 0; i < 3 * CacheServers::maximumBans; ++i)
            servers.onFailure(host(u"c1"_s), QUrl(u"http://o%1.example/f"_s.arg(i)), failure(ErrorCode::HttpNotFound),
                              start + std::chrono::milliseconds{i});
        // The first is forgotten, the last is not.
        QVERIFY(servers.bannedUntil(host(u"c1"_s), QUrl(u"http://o0.example/f"_s)) == MonotonicTime{});
        QVERIFY(
            servers.bannedUntil(host(u"c1"_s), QUrl(u"http://o%1.example/f"_s.arg(3 * CacheServers::maximumBans - 1)))
            > start);
    }

    void withoutADelayTheOriginIsAskedAtOnce()
    {
        CacheFallback fallback(0s);
        QVERIFY(fallback.originFrom() == MonotonicTime::max());
        fallback.onNobody(start);
        QVERIFY(fallback.originFrom() == start);
        QVERIFY(!fallback.isWaiting(start));
    }

    void aDelayRunsFromTheMomentThatNobodyServed()
    {
        CacheFallback fallback(60s);
        fallback.onNobody(start);
        fallback.onNobody(start + 50s); // still nobody: the time goes on
        QVERIFY(fallback.isWaiting(start + 59s));
        QVERIFY(!fallback.isWaiting(start + 60s));
        QVERIFY(fallback.originFrom() == start + 60s);
        fallback.onServed();
        QVERIFY(fallback.originFrom() == MonotonicTime::max());
        fallback.onNobody(start + 100s);
        QVERIFY(fallback.originFrom() == start + 160s);
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestCacheServers)
#include "tst_policy_cacheservers.moc"
