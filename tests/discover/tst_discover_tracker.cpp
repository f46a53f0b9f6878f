// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/TrackerAnnounce.h"
#include "core/discover/TrackerClient.h"
#include "core/meta/TrackerList.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace freshet::test {

namespace {

const MonotonicTime start{1h};

std::span<const std::byte> bytes(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

std::array<std::byte, 20> peerId()
{
    std::array<std::byte, 20> id{};
    id.fill(std::byte{'p'});
    return id;
}

SwarmHash hashOf(int n)
{
    SwarmHash hash;
    hash.writable()[0] = static_cast<std::byte>(n);
    return hash;
}

QString listed(const TrackerAnswer &answer)
{
    QStringList texts;
    for (const PeerAddress &peer : answer.peers)
        texts << QString::fromStdString(peer.text());
    return texts.join(u' ');
}

const std::string oneHour = "d8:intervali3600e5:peers0:e";

/// A client and the requests it made, in words.
struct Conversation {
    explicit Conversation(std::vector<SwarmHash> hashes = {hashOf(1)})
        : client(
              TrackerClient::make(QUrl(u"http://tracker.example/announce"_s), std::move(hashes), peerId(), 7680, 0xbeef)
                  .value())
    {
    }

    /// The event and hash of the request that is due now; "-" when there is none. It counts as sent.
    QString ask()
    {
        const auto request = client.next(now, {.left = 5_B});
        if (!request)
            return u"-"_s;
        client.onSent(*request);
        lastUrl = request->url;
        static const QStringList names{u"none"_s, u"started"_s, u"completed"_s, u"stopped"_s};
        return names.at(static_cast<int>(request->event)) + u' '
               + QString::number(std::to_integer<int>(request->hash.bytes()[0]));
    }
    void answer(const std::string &body = oneHour) { outcome = client.onAnswer(bytes(body), now, 0.0); }
    std::chrono::seconds wait() const
    {
        return std::chrono::duration_cast<std::chrono::seconds>(client.nextDue().value() - now);
    }

    MonotonicTime now = start;
    TrackerClient client;
    QUrl lastUrl;
    Result<TrackerAnswer> outcome;
};

} // namespace

/// BEP 3, 7 and 23 without sockets.
class TestDiscoverTracker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void composes()
    {
        TrackerRequest request{.peerId = peerId(),
                               .port = 7680,
                               .uploaded = 1_B,
                               .downloaded = Bytes{1ULL << 40},
                               .left = 3_B,
                               .event = TrackerEvent::Started,
                               .wanted = 50,
                               .key = 0xbeef,
                               .trackerId = "a&b"};
        for (std::size_t i = 0; i < 20; ++i)
            request.hash.writable()[i] = static_cast<std::byte>(i * 13);
        const auto url = composeTrackerUrl(QUrl(u"https://tracker.example/announce?passkey=x%2By#f"_s), request);
        QVERIFY(url);
        QCOMPARE(
            url->toEncoded(QUrl::FullyEncoded),
            "https://tracker.example/"
            "announce?passkey=x%2By&info_hash=%00%0D%1A%274AN%5Bhu%82%8F%9C%A9%B6%C3%D0%DD%EA%F7"
            "&peer_id=pppppppppppppppppppp&port=7680&uploaded=1&downloaded=1099511627776&left=3&compact=1&no_peer_id=1"
            "&numwant=50&key=0000beef&event=started&trackerid=a%26b"_ba);
    }

    void everyByteOfAHashGetsThrough()
    {
        for (int value = 0; value < 256; ++value) {
            TrackerRequest request;
            std::ranges::fill(request.hash.writable(), static_cast<std::byte>(value));
            const auto url = composeTrackerUrl(QUrl(u"http://t/a"_s), request);
            QVERIFY(url);
            const QByteArray query = url->query(QUrl::FullyEncoded).toLatin1();
            const QByteArray sent = query.mid(10, query.indexOf('&') - 10);
            QCOMPARE(QByteArray::fromPercentEncoding(sent), QByteArray(20, static_cast<char>(value)));
        }
    }

    void a21_onlyHttp_data()
    {
        QTest::addColumn<QString>("url");
        for (const char *bad : {"udp://tracker.example:6969/announce", "file:///etc/passwd", "ftp://t/a", "http:///a",
                                "http://user:pw@t/a", ""})
            QTest::newRow(bad) << QString::fromLatin1(bad);
    }
    void a21_onlyHttp()
    {
        QFETCH(QString, url);
        const auto client = TrackerClient::make(QUrl(url), {hashOf(1)}, peerId(), 1, 0);
        QVERIFY(!client);
        QCOMPARE(client.error().code, ErrorCode::UrlRefused);
    }

    void answers_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("expected"); // peers, or an error's name
        const auto row = [](const char *name, const QByteArray &body, const char *expected) {
            QTest::newRow(name) << body << QString::fromLatin1(expected);
        };
        const QByteArray v4("\xc0\x00\x02\x01\x1e\x00\xc0\x00\x02\x02\x1e\x01", 12);
        const QByteArray v6("\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x01\x1e\x00", 18);
        row("compact", "d8:intervali60e5:peers12:" + v4 + "e", "192.0.2.1:7680 192.0.2.2:7681");
        row("compact, both families", "d8:intervali60e5:peers6:" + v4.first(6) + "6:peers618:" + v6 + "e",
            "192.0.2.1:7680 [2001:db8::1]:7680");
        row("IPv6 alone", "d6:peers618:" + v6 + "e", "[2001:db8::1]:7680");
        row("the same twice", "d5:peers12:" + v4.first(6) + v4.first(6) + "e", "192.0.2.1:7680");
        row("a torn entry", "d5:peers8:" + v4.first(8) + "e", "192.0.2.1:7680");
        row("port 0, any, multicast",
            "d5:peers18:" + QByteArray("\xc0\x00\x02\x01\0\0\0\0\0\0\x1e\0\xe0\0\0\x01\x1e\0", 18) + "e", "");
        row("a list",
            "d5:peersld2:ip9:192.0.2.14:porti7680eed2:ip11:2001:db8::14:porti1eed2:ip4:evil4:porti1eed2:ip9:192.0.2.94:"
            "porti70000eei5eee",
            "192.0.2.1:7680 [2001:db8::1]:1");
        row("no peers", "d8:intervali60ee", "");
        row("refused", "d14:failure reason6:not ok8:intervali60ee", "TRACKER_REFUSED");
        row("neither peers nor interval", "d1:ai1ee", "TRACKER_ANSWER");
        row("no dictionary", "le", "TRACKER_ANSWER");
        row("HTML", "<html>", "TRACKER_ANSWER");
        row("empty", "", "TRACKER_ANSWER");
        row("a10 deep", "d5:peers" + QByteArray(20, 'l') + QByteArray(20, 'e') + "e", "TRACKER_ANSWER");
        row("a10 many tokens", "d5:peersl" + QByteArray("i1e").repeated(30'000) + "ee", "TRACKER_ANSWER");
        row("f34 too large", "d5:peers1200000:" + QByteArray(1'200'000, 'x') + "e", "RESPONSE_TOO_LARGE");
    }
    void answers()
    {
        QFETCH(QByteArray, body);
        const auto answer = parseTrackerAnswer(std::as_bytes(std::span(body)));
        const QString actual = answer ? listed(*answer) : errorName(answer.error().code);
        QTEST(actual, "expected");
    }

    void a16_atMost200PeersOfBothFamilies()
    {
        QByteArray v4;
        QByteArray v6;
        for (int i = 0; i < 1000; ++i) {
            v4 += QByteArray("\xc0\x00", 2) + static_cast<char>(i >> 8) + static_cast<char>(i)
                  + QByteArray("\x1e\x00", 2);
            v6 += QByteArray("\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0", 14) + static_cast<char>(i >> 8)
                  + static_cast<char>(i) + QByteArray("\x1e\x00", 2);
        }
        const auto peersIn = [](const QByteArray &body) {
            const auto answer = parseTrackerAnswer(std::as_bytes(std::span(body)));
            const auto fours =
                std::ranges::count_if(answer->peers, [](const PeerAddress &peer) { return peer.ip.isV4(); });
            return std::pair(static_cast<int>(fours), static_cast<int>(answer->peers.size()));
        };
        QCOMPARE(peersIn("d5:peers6000:" + v4 + "6:peers618000:" + v6 + "e"), std::pair(100, 200));
        QCOMPARE(peersIn("d5:peers6000:" + v4 + "e"), std::pair(200, 200));
        QCOMPARE(peersIn("d5:peers6000:" + v4 + "6:peers618:" + v6.first(18) + "e"), std::pair(199, 200));
        QCOMPARE(peersIn("d6:peers618000:" + v6 + "e"), std::pair(0, 200));
    }

    void a31_wordsOfTheTrackerAreCleaned()
    {
        const std::string rude = "gone\x1b[31m\r\n  \xe2\x80\xae"
                                 "now\x00!\xff"
                                 + std::string(300, 'x');
        const std::string words(rude);
        const auto answer =
            parseTrackerAnswer(bytes("d14:failure reason" + std::to_string(words.size()) + ":" + words + "e"));
        QVERIFY(!answer);
        QVERIFY(answer.error().detail.startsWith(u"gone[31m now"_s));
        QVERIFY(answer.error().detail.size() <= 200);
        for (const QChar c : answer.error().detail)
            QVERIFY(c.isPrint());
    }

    void theLifeOfADownload()
    {
        Conversation talk;
        QCOMPARE(talk.ask(), u"started 1"_s);
        QCOMPARE(talk.ask(), u"-"_s); // one at a time
        talk.answer("d8:intervali1800e5:peers6:\xc0" + std::string("\x00\x02\x01\x1e\x00", 5) + "e");
        QCOMPARE(listed(talk.outcome.value()), u"192.0.2.1:7680"_s);
        QCOMPARE(talk.ask(), u"-"_s);
        QCOMPARE(talk.wait(), 1800s);
        talk.now += 1800s;
        QCOMPARE(talk.ask(), u"none 1"_s);
        talk.answer();
        talk.client.onComplete(talk.now);
        QCOMPARE(talk.ask(), u"completed 1"_s);
        talk.answer();
        QCOMPARE(talk.wait(), 3600s);
        talk.client.onStop(talk.now);
        QVERIFY(!talk.client.isDone());
        QCOMPARE(talk.ask(), u"stopped 1"_s);
        talk.answer();
        QVERIFY(talk.client.isDone());
        QCOMPARE(talk.ask(), u"-"_s);
    }

    void whoIsCompleteFromTheStartCompletesNothing()
    {
        Conversation talk;
        talk.client.onComplete(talk.now);
        QCOMPARE(talk.ask(), u"started 1"_s);
        talk.answer();
        QCOMPARE(talk.ask(), u"-"_s);
        QCOMPARE(talk.wait(), 3600s);
    }

    void completedWhileStartedIsUnderWay()
    {
        Conversation talk;
        QCOMPARE(talk.ask(), u"started 1"_s);
        talk.client.onComplete(talk.now);
        talk.answer();
        QCOMPARE(talk.ask(), u"completed 1"_s);
    }

    void hybridContentsAreAnnouncedUnderBothNames()
    {
        Conversation talk({hashOf(1), hashOf(2)});
        QCOMPARE(talk.ask(), u"started 1"_s);
        talk.answer();
        QCOMPARE(talk.ask(), u"started 2"_s);
        talk.answer();
        QCOMPARE(talk.ask(), u"-"_s);
        talk.client.onStop(talk.now);
        QCOMPARE(talk.ask(), u"stopped 1"_s);
        talk.answer();
        QCOMPARE(talk.ask(), u"stopped 2"_s);
        talk.client.onFailed({.code = ErrorCode::Timeout}, talk.now, 0.0);
        QVERIFY(talk.client.isDone()); // a farewell is said once
    }

    void whoNeverStartedNeedNotStop()
    {
        Conversation talk;
        QCOMPARE(talk.ask(), u"started 1"_s);
        talk.client.onFailed({.code = ErrorCode::ConnectFailed}, talk.now, 0.0);
        talk.client.onStop(talk.now);
        QVERIFY(talk.client.isDone());
    }

    void stoppedWhileStartedIsUnderWay()
    {
        Conversation talk;
        QCOMPARE(talk.ask(), u"started 1"_s);
        talk.client.onStop(talk.now);
        QVERIFY(!talk.client.isDone());
        talk.answer();
        QCOMPARE(talk.ask(), u"stopped 1"_s);
    }

    void f28_intervalsAreClamped_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("wait");
        QTest::newRow("absurdly short") << "d8:intervali0e5:peers0:e"_ba << 60;
        QTest::newRow("negative") << "d8:intervali-5e5:peers0:e"_ba << 1800;
        QTest::newRow("absurdly long") << "d8:intervali9223372036854775807e5:peers0:e"_ba << 3600;
        QTest::newRow("as asked") << "d8:intervali900e5:peers0:e"_ba << 900;
        QTest::newRow("not less than the minimum") << "d8:intervali300e12:min intervali600e5:peers0:e"_ba << 600;
        QTest::newRow("not said") << "d5:peers0:e"_ba << 1800;
    }
    void f28_intervalsAreClamped()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, wait);
        Conversation talk;
        talk.ask();
        talk.answer(body.toStdString());
        QCOMPARE(talk.wait(), std::chrono::seconds(wait));
    }

    void f34_failuresBackOff()
    {
        Conversation talk;
        QList<int> waits;
        for (int i = 0; i < 12; ++i) {
            QCOMPARE(talk.ask(), u"started 1"_s);
            if (i % 2 == 0)
                talk.client.onFailed({.code = ErrorCode::ConnectFailed}, talk.now, 0.0);
            else
                talk.answer("<html>");
            QVERIFY(talk.client.lastError());
            waits << static_cast<int>(talk.wait().count());
            talk.now += talk.wait();
        }
        QCOMPARE(waits, (QList<int>{5, 10, 20, 40, 80, 160, 320, 640, 1280, 1800, 1800, 1800}));
        QCOMPARE(talk.ask(), u"started 1"_s);
        talk.answer();
        QVERIFY(!talk.client.lastError());
        QCOMPARE(talk.wait(), 3600s);
    }

    void f28_retryAfterIsHonouredWithinReason()
    {
        Conversation talk;
        talk.ask();
        talk.client.onFailed({.code = ErrorCode::HttpThrottled, .retryAfter = 120s}, talk.now, 0.0);
        QCOMPARE(talk.wait(), 120s);
        talk.now += 120s;
        talk.ask();
        talk.answer("d14:failure reason4:busy8:intervali99999999ee");
        QCOMPARE(talk.client.lastError()->code, ErrorCode::TrackerRefused);
        QCOMPARE(talk.wait(), 1800s);
    }

    void waitsAreSpread()
    {
        Conversation talk;
        talk.ask();
        talk.outcome = talk.client.onAnswer(bytes(oneHour), talk.now, 0.5);
        QCOMPARE(talk.wait(), 3780s);
    }

    void f17_anotherNetworkIsToldSoon()
    {
        Conversation talk;
        talk.ask();
        talk.answer();
        talk.client.onNetworkChanged(9000, talk.now);
        QCOMPARE(talk.wait(), 5s);
        talk.now += 5s;
        QCOMPARE(talk.ask(), u"none 1"_s);
        QVERIFY(talk.lastUrl.query().contains(u"port=9000"_s));
    }

    void theTrackersOwnWordIsRepeated()
    {
        Conversation talk;
        talk.ask();
        talk.answer("d8:intervali60e5:peers0:10:tracker id3:x=ye");
        talk.now += 60s;
        talk.ask();
        QVERIFY(talk.lastUrl.toEncoded().contains("&trackerid=x%3Dy"));
    }

    void trackersOfMetadata_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("expected");
        QTest::newRow("announce") << "d8:announce10:http://a/xe"_ba << u"http://a/x"_s;
        QTest::newRow("the list wins")
            << "d8:announce10:http://a/x13:announce-listll10:http://b/x11:https://c/xel10:http://b/x10:udp://d:1/eee"_ba
            << u"http://b/x https://c/x"_s;
        QTest::newRow("a list of nothing usable")
            << "d8:announce10:http://a/x13:announce-listll5:udp:/eee"_ba << u"http://a/x"_s;
        QTest::newRow("wrong types") << "d8:announcei1e13:announce-listl1:ai2eee"_ba << u""_s;
        QTest::newRow("none") << "de"_ba << u""_s;
        QTest::newRow("no dictionary") << "le"_ba << u"META_WRONG_TYPE"_s;
        QTest::newRow("no bencode") << "x"_ba << u"META_BENCODE_SYNTAX"_s;
        QByteArray many = "d13:announce-listl";
        for (int i = 10; i < 40; ++i)
            many += "l11:http://a/" + QByteArray::number(i) + "e";
        QStringList first;
        for (int i = 10; i < 26; ++i)
            first << u"http://a/%1"_s.arg(i);
        QTest::newRow("many") << many + "ee" << first.join(u' ');
    }
    void trackersOfMetadata()
    {
        QFETCH(QByteArray, file);
        const auto trackers = trackersOf(std::as_bytes(std::span(file)));
        QStringList texts;
        for (const std::string &tracker : trackers.value_or(std::vector<std::string>{}))
            texts << QString::fromStdString(tracker);
        const QString actual = trackers ? texts.join(u' ') : errorName(trackers.error().code);
        QTEST(actual, "expected");
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestDiscoverTracker)
#include "tst_discover_tracker.moc"
