// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/HttpParser.h"
#include "core/service/ServiceFields.h"
#include "core/service/TrackerProtocol.h"

#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

namespace freshet::test {

/// What the services read of strangers, before anything is done.
class TestHttpParser : public QObject {
    Q_OBJECT

    static RequestHead get(const std::string &lines) { return parseHttpHead("GET /a?b HTTP/1.1\r\n" + lines + "\r\n"); }

private Q_SLOTS:
    void aHeadIsReadAsItIs()
    {
        const RequestHead head = parseHttpHead(
            "POST /v1/geo?x=%20y HTTP/1.1\r\nHost: a\r\nCONTENT-length: 12\r\nAuthorization:  Bearer z \r\n"
            "Range: bytes=1-2\r\nExpect: 100-continue\r\n\r\nbody");
        QVERIFY(head.state == RequestHead::State::Complete);
        QCOMPARE(head.request.method, "POST"_ba);
        QCOMPARE(head.request.path, "/v1/geo"_ba);
        QCOMPARE(head.request.query, "x=%20y"_ba);
        QCOMPARE(head.request.bodySize, std::uint64_t{12});
        QCOMPARE(head.request.authorization, "Bearer z"_ba);
        QCOMPARE(head.request.range, "bytes=1-2"_ba);
        QVERIFY(head.request.expectsContinue && head.request.keepAlive);
        QVERIFY(!get("Connection: close\r\n").request.keepAlive);
        QVERIFY(!parseHttpHead("GET / HTTP/1.0\r\n\r\n").request.keepAlive);
    }

    void anUnfinishedHeadIsNeitherReadNorKeptForEver()
    {
        const std::string whole = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        for (std::size_t size = 0; size < whole.size(); ++size)
            QVERIFY(parseHttpHead(std::string_view(whole).substr(0, size)).state == RequestHead::State::Incomplete);
        const RequestHead endless = parseHttpHead("GET /" + std::string(RequestHead::maximumSize, 'a'));
        QCOMPARE(endless.status, 431);
        QVERIFY(endless.state == RequestHead::State::Refused);
        std::string many;
        for (std::size_t i = 0; i <= RequestHead::maximumLines; ++i)
            many += "a:\r\n";
        QCOMPARE(get(many).status, 431);
    }

    void whatCanBeReadInTwoWaysIsRefused_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<int>("status");
        QTest::newRow("two lengths") << "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n"_ba << 400;
        QTest::newRow("signed length") << "GET / HTTP/1.1\r\nContent-Length: +1\r\n\r\n"_ba << 400;
        QTest::newRow("negative length") << "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"_ba << 400;
        QTest::newRow("list of lengths") << "GET / HTTP/1.1\r\nContent-Length: 1, 1\r\n\r\n"_ba << 400;
        QTest::newRow("length beyond 2^64")
            << "GET / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n"_ba << 400;
        QTest::newRow("chunked") << "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"_ba << 501;
        QTest::newRow("folded") << "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n"_ba << 400;
        QTest::newRow("space before colon") << "GET / HTTP/1.1\r\nContent-Length : 1\r\n\r\n"_ba << 400;
        QTest::newRow("bare line feed") << "GET / HTTP/1.1\r\nA: b\nContent-Length: 3\r\n\r\n"_ba << 400;
        QTest::newRow("zero byte") << QByteArray("GET / HTTP/1.1\r\nA: b\0c\r\n\r\n", 27) << 400;
        QTest::newRow("two hosts") << "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"_ba << 400;
        QTest::newRow("absolute target") << "GET http://a/ HTTP/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("space in target") << "GET /a b HTTP/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("version") << "GET / HTTP/2.0\r\n\r\n"_ba << 505;
        QTest::newRow("TLS to the plain port") << QByteArray("\x16\x03\x01\x02\x00", 5) << 400;
        QTest::newRow("expectation") << "GET / HTTP/1.1\r\nExpect: cake\r\n\r\n"_ba << 417;
    }
    void whatCanBeReadInTwoWaysIsRefused()
    {
        QFETCH(QByteArray, head);
        QFETCH(int, status);
        const RequestHead parsed = parseHttpHead(head.toStdString());
        QVERIFY(parsed.state == RequestHead::State::Refused);
        QCOMPARE(parsed.status, status);
    }

    void fieldsHaveTheirForms()
    {
        const ServiceInfo &array = serviceInfos()[4];
        QCOMPARE(QString(array.name), u"array"_s);
        const QJsonObject good{{u"profile"_s, u"pc"_s},
                               {u"contentId"_s, QString(64, u'a')},
                               {u"doClientVersion"_s, u"1"_s},
                               {u"peerId"_s, QString(40, u'b')},
                               {u"port"_s, 7680},
                               {u"left"_s, 0},
                               {u"scope"_s, 1},
                               {u"unknownField"_s, QJsonObject()}};
        QVERIFY(checkFields(array, good));
        for (const ServiceField &field : array.fields) {
            QJsonObject bad = good;
            bad[field.name] = QJsonObject(); // no field is an object
            const auto checked = checkFields(array, bad);
            QVERIFY(!checked);
            QCOMPARE(checked.error().object, QString(field.name));
            bad.remove(field.name);
            QCOMPARE(checkFields(array, bad).has_value(), !field.required);
        }
        for (const double number : {-1.0, 0.5, 1e300})
            QVERIFY(!checkFields(array, [&] {
                auto bad = good;
                bad[u"left"_s] = number;
                return bad;
            }()));
        QVERIFY(!checkFields(array, [&] {
            auto bad = good;
            bad[u"reportedIp"_s] = u"evil.example"_s;
            return bad;
        }()));
        QVERIFY(!checkFields(array, [&] {
            auto bad = good;
            bad[u"profile"_s] = QString(5000, u'x');
            return bad;
        }()));
    }

    void bep3_anAnnounceIsRead()
    {
        const QByteArray hash = "%00%01%02%03%04%05%06%07%08%09%0a%0b%0c%0d%0e%0f%10%11%12%ff";
        const auto ask = parseAnnounce(
            "info_hash=" + hash + "&peer_id=-AB1234-abcdefghijkl&port=6881&left=0&numwant=3&compact=0&event=stopped");
        QVERIFY(ask);
        QCOMPARE(ask->infoHash[19], std::byte{0xff});
        QCOMPARE(ask->port, std::uint16_t{6881});
        QVERIFY(ask->complete && ask->stopped && !ask->compact);
        QCOMPARE(ask->wanted, std::size_t{3});
        const QByteArray rest = "&peer_id=-AB1234-abcdefghijkl&port=1";
        QVERIFY(!parseAnnounce("info_hash=short" + rest));
        QVERIFY(!parseAnnounce("info_hash=" + hash + "&info_hash=" + hash + rest));
        QVERIFY(!parseAnnounce("info_hash=" + hash.chopped(3) + "%f" + rest));
        QVERIFY(!parseAnnounce("info_hash=" + hash + "&peer_id=-AB1234-abcdefghijkl&port=65536"));
        QVERIFY(!parseAnnounce("info_hash=" + hash + "&peer_id=-AB1234-abcdefghijkl&port=0"));
        QVERIFY(!parseAnnounce({}));
    }

    void bep7_bep23_bep48_answersAreBencoded()
    {
        PeerAnswer answer{.complete = 1, .incomplete = 2};
        answer.peers = {{*IpAddress::fromText("1.2.3.4"), 258, {}, true}, {*IpAddress::fromText("::1"), 3, {}, false}};
        static const char compact[] =
            "d8:completei1e10:incompletei2e8:intervali900e12:min intervali60e5:peers6:\1\2\3\4\1\2"
            "6:peers618:\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\3e";
        QCOMPARE(encodeAnnounceAnswer({}, answer, std::chrono::seconds(900)), QByteArray(compact, sizeof compact - 1));
        const QByteArray plain =
            encodeAnnounceAnswer({.compact = false, .noPeerId = true}, answer, std::chrono::seconds(900));
        QVERIFY(plain.contains("5:peersld2:ip7:1.2.3.44:porti258eed2:ip3:::14:porti3eee"));
        const QByteArray twenty(20, 'z');
        std::array<std::byte, 20> hash{};
        hash.fill(std::byte{'z'});
        QCOMPARE(encodeScrape({{hash, 5, 6}, {hash, 5, 6}}),
                 "d5:filesd20:" + twenty + "d8:completei5e10:downloadedi5e10:incompletei6eeee");
        QCOMPARE(parseScrape("info_hash=" + twenty + "&info_hash=" + twenty).size(), std::size_t{2});
        QCOMPARE(encodeTrackerFailure(u"no"_s), "d14:failure reason2:noe"_ba);
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestHttpParser)
#include "tst_httpparser.moc"
