// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/AnnounceSchedule.h"
#include "core/discover/LanAnnounce.h"
#include "core/discover/LanContents.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace freshet::test {

namespace {

const MonotonicTime start{1h};

SwarmHash hashOf(int n)
{
    SwarmHash hash;
    hash.writable()[0] = std::byte{0xab};
    hash.writable()[18] = static_cast<std::byte>(n >> 8);
    hash.writable()[19] = static_cast<std::byte>(n);
    return hash;
}

ContentId contentOf(int n)
{
    ContentId content;
    content.writable()[0] = static_cast<std::byte>(n);
    content.writable()[31] = std::byte{1};
    return content;
}

std::optional<LanAnnounce> parse(const std::string &text)
{
    return parseLanAnnounce(std::as_bytes(std::span(text)));
}

std::string good(const std::string &headers)
{
    return "BT-SEARCH * HTTP/1.1\r\nHost: 239.192.152.143:6771\r\n" + headers + "\r\n\r\n";
}

const std::string hexOfOne = "ab" + std::string(34, '0') + "0001";

} // namespace

/// BEP 14 without sockets: what is said, what is understood, when it is said.
class TestDiscoverAnnounce : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void composes()
    {
        const LanAnnounce announce{
            .port = 7680, .hashes = {hashOf(1), hashOf(2)}, .cookie = "freshet-0123456789abcdef"};
        const std::string text = composeLanAnnounce(announce, lanDiscoveryGroup6);
        QCOMPARE(
            QByteArray::fromStdString(text),
            "BT-SEARCH * HTTP/1.1\r\nHost: [ff15::efc0:988f]:6771\r\nPort: 7680\r\nInfohash: "
            "ab00000000000000000000000000000000000001\r\n"
            "Infohash: ab00000000000000000000000000000000000002\r\ncookie: freshet-0123456789abcdef\r\n\r\n\r\n"_ba);
        QCOMPARE(parse(text), std::optional(announce));
    }

    void theLargestAnnounceIsNotFragmented()
    {
        LanAnnounce announce{.port = 65535, .hashes = {}, .cookie = std::string(LanAnnounce::maximumCookie, 'x')};
        for (int i = 1; i <= static_cast<int>(LanAnnounce::maximumHashes); ++i)
            announce.hashes.push_back(hashOf(i));
        for (const std::string_view group : {lanDiscoveryGroup4, lanDiscoveryGroup6}) {
            const std::string text = composeLanAnnounce(announce, group);
            QVERIFY(text.size() <= LanAnnounce::maximumComposed);
            QCOMPARE(parse(text), std::optional(announce));
        }
    }

    void a17_understands_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("port"); // 0: refused
        QTest::addColumn<int>("hashes");
        const auto row = [](const char *name, const std::string &text, int port, int hashes) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << port << hashes;
        };
        const std::string hash = "Infohash: " + hexOfOne + "\r\n";
        row("plain", good("Port: 6881\r\n" + hash), 6881, 1);
        row("headers in any case and order", good("inFOhash:" + hexOfOne + "\r\nPORT:\t6881 \r\n"), 6881, 1);
        row("bare line feeds", "BT-SEARCH * HTTP/1.0\nPort: 6881\nInfohash: " + hexOfOne + "\n\n", 6881, 1);
        row("upper-case hex", good("Port: 1\r\nInfohash: AB" + hexOfOne.substr(2) + "\r\n"), 1, 1);
        row("unknown headers", good("X: y\r\nno colon\r\nPort: 6881\r\n" + hash), 6881, 1);
        row("ends in the middle", "BT-SEARCH * HTTP/1.1\r\nPort: 6881\r\n" + hash, 6881, 1);
        row("the same hash twice", good("Port: 6881\r\n" + hash + hash), 6881, 1);
        row("one bad hash of two", good("Port: 6881\r\nInfohash: 12\r\n" + hash), 6881, 1);
        row("the first port counts", good("Port: 6881\r\nPort: 7000\r\n" + hash), 6881, 1);
        row("another method", "M-SEARCH * HTTP/1.1\r\nPort: 6881\r\n" + hash + "\r\n", 0, 0);
        row("no port", good(hash), 0, 0);
        row("port 0", good("Port: 0\r\n" + hash), 0, 0);
        row("port too large", good("Port: 65536\r\n" + hash), 0, 0);
        row("negative port", good("Port: -1\r\n" + hash), 0, 0);
        row("no number", good("Port: 68x\r\n" + hash), 0, 0);
        row("no hash", good("Port: 6881\r\n"), 0, 0);
        row("only the zero hash", good("Port: 6881\r\nInfohash: " + std::string(40, '0') + "\r\n"), 0, 0);
        row("after the end", good("Port: 6881\r\n") + hash, 0, 0);
        row("too long", good("Port: 6881\r\n" + hash + "X: " + std::string(1500, 'y') + "\r\n"), 0, 0);
        row("empty", "", 0, 0);
        std::string many = "Port: 6881\r\n";
        for (int i = 1; i <= 26; ++i)
            many += "Infohash: " + hashOf(i).hex() + "\r\n";
        row("more hashes than we would send", good(many), 6881, 24);
    }
    void a17_understands()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, port);
        QFETCH(int, hashes);
        const auto announce = parse(text.toStdString());
        QCOMPARE(announce.has_value(), port != 0);
        if (announce) {
            QCOMPARE(announce->port, port);
            QCOMPARE(announce->hashes.size(), static_cast<std::size_t>(hashes));
        }
    }

    void a31_cookiesAreBounded()
    {
        const auto cookieIn = [](const std::string &cookie) {
            return QByteArray::fromStdString(
                parse(good("Port: 1\r\ncookie: " + cookie + "\r\nInfohash: " + hexOfOne + "\r\n"))->cookie);
        };
        QCOMPARE(cookieIn("7f"), "7f"_ba);
        QCOMPARE(cookieIn(std::string(64, 'x')).size(), 64);
        QCOMPARE(cookieIn(std::string(65, 'x')), ""_ba);
        QCOMPARE(cookieIn("a\x1b[2J"), ""_ba);
    }

    /// The times of an hour of announces when nobody else is heard.
    void bep14_openingThenEveryFiveMinutes()
    {
        AnnounceSchedule schedule({}, start, 0.5);
        QList<qint64> times;
        while (schedule.due() < start + 20min) {
            times << std::chrono::duration_cast<std::chrono::milliseconds>(schedule.due() - start).count();
            schedule.onSent(schedule.due(), 0.0);
        }
        QCOMPARE(times, (QList<qint64>{25, 325, 1025, 4025, 304025, 604025, 904025}));
    }

    void bep14_anyDelayedOpeningIsMadeUpFor()
    {
        AnnounceSchedule schedule({}, start, 0.0);
        schedule.onSent(start + 10s, 0.0); // the link came late
        QCOMPARE(schedule.due(), start + 10s + 300ms);
    }

    void lateJoinersAreAnsweredWithinASecond()
    {
        for (const double chance : {0.0, 0.999}) {
            for (const int known : {1, 20, 1000}) {
                AnnounceSchedule schedule = steady();
                const MonotonicTime joined = start + 1h;
                schedule.onHeard(true, static_cast<std::size_t>(known), joined, chance);
                QVERIFY(schedule.due() >= joined);
                QVERIFY(schedule.due() < joined + 600ms);
                schedule.onSent(schedule.due(), 0.0);
                // Another one arrives while the answer is on the wire.
                const MonotonicTime next = schedule.due();
                QVERIFY(next > start + 1h + 600ms);
                schedule.onHeard(true, static_cast<std::size_t>(known), joined + 600ms, chance);
                QVERIFY(schedule.due() < joined + 1600ms);
            }
        }
    }

    void whoWasHeardBeforeIsNotAnswered()
    {
        AnnounceSchedule schedule = steady();
        const MonotonicTime planned = schedule.due();
        schedule.onHeard(false, 3, start + 1h, 0.5);
        QCOMPARE(schedule.due(), planned);
    }

    void enoughAnswersOfOthersMakeOursUnneeded()
    {
        AnnounceSchedule schedule = steady();
        const MonotonicTime planned = schedule.due();
        schedule.onHeard(true, 1000, start + 1h, 0.99);
        for (int i = 0; i < 29; ++i)
            schedule.onHeard(false, 1000, start + 1h + 1ms, 0.5);
        QVERIFY(schedule.due() < planned);
        schedule.onHeard(false, 1000, start + 1h + 1ms, 0.5);
        QCOMPARE(schedule.due(), planned);
    }

    /// A17, P14: newcomers without end make nobody shout without end.
    void a17_answersAreLimited()
    {
        AnnounceSchedule schedule = steady();
        int sent = 0;
        for (MonotonicTime now = start + 1h; now < start + 2h; now += 10ms) {
            schedule.onHeard(true, 5, now, 0.0);
            if (schedule.due() <= now) {
                schedule.onSent(now, 0.0);
                ++sent;
            }
        }
        QVERIFY2(sent <= 30 + 60 + 13 && sent >= 60, qPrintable(QString::number(sent)));
    }

    void contentsAreFoundByAnyOfTheirHashes()
    {
        LanContents contents({.perContent = 4, .total = 6, .portsPerHost = 2});
        QVERIFY(contents.add(contentOf(1), {hashOf(1), hashOf(2)}));
        QVERIFY(!contents.add(contentOf(1), {hashOf(1), hashOf(3)}));
        QVERIFY(contents.add(contentOf(2), {hashOf(4)}));
        QCOMPARE(contents.named({hashOf(3), hashOf(1), hashOf(9), hashOf(4)}),
                 (std::vector{contentOf(1), contentOf(2)}));
        QVERIFY(contents.named({hashOf(2)}).empty());
        QVERIFY(contents.remove(contentOf(1)));
        QVERIFY(!contents.remove(contentOf(1)));
        QVERIFY(contents.named({hashOf(1)}).empty());
    }

    void a17_memoryIsBounded()
    {
        LanContents contents({.perContent = 4, .total = 6, .portsPerHost = 2});
        contents.add(contentOf(1), {hashOf(1)});
        contents.add(contentOf(2), {hashOf(2)});
        const auto hear = [&](int content, int host, int port, MonotonicTime now) {
            return contents.onHeard(contentOf(content),
                                    {.address = {IpAddress::v4({10, 0, 0, static_cast<std::uint8_t>(host)}),
                                                 static_cast<std::uint16_t>(port)},
                                     .interface = 2},
                                    now);
        };
        QVERIFY(hear(1, 1, 5000, start));
        QVERIFY(hear(1, 1, 5001, start));
        QVERIFY(!hear(1, 1, 5002, start)); // a host takes two places
        QVERIFY(hear(1, 2, 5000, start));
        QVERIFY(hear(1, 3, 5000, start));
        QVERIFY(!hear(1, 4, 5000, start)); // the content is full
        QVERIFY(hear(2, 1, 5000, start));
        QVERIFY(hear(2, 2, 5000, start));
        QVERIFY(!hear(2, 3, 5000, start)); // everything is
        QCOMPARE(contents.totalPeers(), 6U);
        QVERIFY(!hear(1, 4, 5000, start + 10min));
        QVERIFY(hear(1, 4, 5000, start + 10min + 1ms)); // in the place of one that fell silent
        QCOMPARE(contents.totalPeers(), 6U);
        contents.remove(contentOf(1));
        QCOMPARE(contents.totalPeers(), 2U);
    }

    void a17_aPeerIsReportedOncePerMinute()
    {
        LanContents contents({.perContent = 4, .total = 6, .portsPerHost = 2});
        contents.add(contentOf(1), {hashOf(1)});
        LanContents::Sender sender{.address = {IpAddress::v4({10, 0, 0, 1}), 7680}, .interface = 2, .machine = 5};
        const auto hear = [&](MonotonicTime now) { return contents.onHeard(contentOf(1), sender, now).value(); };
        QVERIFY(hear(start).isReport);
        QVERIFY(!hear(start + 59s).isReport);
        const auto again = hear(start + 60s);
        QVERIFY(again.isReport);
        QVERIFY(!again.isNew);
        sender.machine = 6; // a new cookie: the program was started anew
        QVERIFY(hear(start + 61s).isReport);
        QVERIFY(hear(start + 72min).isNew);
    }

    void f17_whoeverWasHeardOnALostLinkIsTold()
    {
        LanContents contents({.perContent = 4, .total = 6, .portsPerHost = 2});
        contents.add(contentOf(1), {hashOf(1)});
        const PeerAddress near{IpAddress::v4({10, 0, 0, 1}), 7680};
        const PeerAddress far{IpAddress::v4({10, 0, 1, 1}), 7680};
        contents.onHeard(contentOf(1), {.address = near, .interface = 2}, start);
        contents.onHeard(contentOf(1), {.address = far, .interface = 3}, start);
        const auto gone =
            contents.forgetUnless([](std::uint32_t interface, const IpAddress &) { return interface == 2; });
        QCOMPARE(gone.size(), 1U);
        QCOMPARE(gone.front().peers, std::vector{far});
        QCOMPARE(contents.peerCount(contentOf(1)), 1U);
    }

private:
    /// Past its opening, the next planned announce is hours away.
    static AnnounceSchedule steady()
    {
        AnnounceTiming timing;
        timing.interval = 5h;
        AnnounceSchedule schedule(timing, start, 0.0);
        for (int i = 0; i < 4; ++i)
            schedule.onSent(schedule.due(), 0.0);
        return schedule;
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestDiscoverAnnounce)
#include "tst_discover_announce.moc"
