// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/CaptivePortal.h"
#include "core/http/ContentRange.h"
#include "core/http/HeadParser.h"
#include "core/http/ProgressWatch.h"
#include "core/http/RetryAfter.h"
#include "core/http/ShareWindow.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace freshet::test {

/// The pure parts: no socket, no clock.
class TestHttpParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shareWindow_data()
    {
        QTest::addColumn<int>("kilobytesPerSecond");
        QTest::addColumn<int>("milliseconds");
        QTest::addColumn<int>("window"); // bytes; 0: left to the kernel
        QTest::newRow("nothing known") << 1 << 0 << 28'000;
        QTest::newRow("a quarter of 20 Mbit/s, no queue") << 625 << 1 << 28'000;
        QTest::newRow("a quarter of 20 Mbit/s, a queue") << 625 << 60 << 46'875;
        QTest::newRow("more than comes grows") << 3'000 << 10 << 60'000;
        QTest::newRow("a long way") << 1'000 << 100 << 125'000;
        QTest::newRow("a long fat way") << 10'000 << 100 << 0;
        QTest::newRow("a server nearby") << 1'000'000 << 0 << 0;
        QTest::newRow("absurd") << 2'000'000'000 << 2'000'000'000 << 0;
    }
    void shareWindow()
    {
        QFETCH(const int, kilobytesPerSecond);
        QFETCH(const int, milliseconds);
        QFETCH(const int, window);
        const auto bytes = freshet::shareWindow(BytesPerSecond{static_cast<std::uint64_t>(kilobytesPerSecond) * 1000},
                                                std::chrono::milliseconds{milliseconds});
        QCOMPARE(bytes ? static_cast<int>(*bytes) : 0, window);
    }

    void retryAfter_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("expected"); // seconds; -1: nothing
        QTest::newRow("seconds") << QByteArray("120") << 120;
        QTest::newRow("zero") << QByteArray("0") << 1;
        QTest::newRow("a day and more") << QByteArray("86401") << 86400;
        QTest::newRow("absurd") << QByteArray("99999999999999999999999999") << 86400;
        QTest::newRow("blanks around") << QByteArray(" 7 ") << 7;
        QTest::newRow("IMF date") << QByteArray("Sun, 06 Nov 1994 08:50:37 GMT") << 60;
        QTest::newRow("RFC 850 date") << QByteArray("Sunday, 06-Nov-94 08:50:37 GMT") << 60;
        QTest::newRow("asctime date") << QByteArray("Sun Nov  6 08:50:37 1994") << 60;
        QTest::newRow("date in the past") << QByteArray("Sun, 06 Nov 1994 08:00:00 GMT") << 1;
        QTest::newRow("date far away") << QByteArray("Sun, 06 Nov 2094 08:00:00 GMT") << 86400;
        QTest::newRow("absent") << QByteArray() << -1;
        QTest::newRow("negative") << QByteArray("-5") << -1;
        QTest::newRow("fraction") << QByteArray("1.5") << -1;
        QTest::newRow("words") << QByteArray("Later please") << -1;
        QTest::newRow("long") << QByteArray(1000, '1') << -1;
    }
    void retryAfter()
    {
        QFETCH(QByteArray, value);
        QFETCH(int, expected);
        const QDateTime now(QDate(1994, 11, 6), QTime(8, 49, 37), QTimeZone::UTC);
        const auto parsed = parseRetryAfter(value, WallTime{std::chrono::milliseconds{now.toMSecsSinceEpoch()}});
        QCOMPARE(parsed ? int(parsed->count()) : -1, expected);
    }

    void contentRange_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("expected"); // offset+length/total
        QTest::newRow("plain") << QByteArray("bytes 5-9/100") << u"5+5/100"_s;
        QTest::newRow("unknown total") << QByteArray("bytes 5-9/*") << u"5+5/*"_s;
        QTest::newRow("unsatisfied") << QByteArray("bytes */100") << u"-/100"_s;
        QTest::newRow("unit in capitals") << QByteArray("Bytes 0-0/1") << u"0+1/1"_s;
        QTest::newRow("beyond 32 bits") << QByteArray("bytes 4294967296-4294967296/5368709120")
                                        << u"4294967296+1/5368709120"_s;
        for (const char *bad :
             {"", "bytes", "bytes ", "bytes 5-4/100", "bytes 5-100/100", "bytes 5-9", "bytes -5/100", "bytes 5-/100",
              "bytes */*", "items 5-9/100", "bytes 5-9/-1", "bytes +5-9/100", "bytes 5 - 9/100", "bytes 0x5-9/100",
              "bytes 5-9/100, 10-11/100", "bytes 0-18446744073709551615/*", "bytes 0-9223372036854775808/*",
              "bytes 18446744073709551616-18446744073709551617/*"})
            QTest::addRow("bad '%s'", bad) << QByteArray(bad) << u"none"_s;
    }
    void contentRange()
    {
        QFETCH(QByteArray, value);
        QFETCH(QString, expected);
        const auto parsed = parseContentRange(value);
        QString text = u"none"_s;
        if (parsed) {
            text = parsed->range ? u"%1+%2"_s.arg(parsed->range->offset.value()).arg(parsed->range->length.value())
                                 : u"-"_s;
            text += u'/' + (parsed->total ? QString::number(parsed->total->value()) : u"*"_s);
        }
        QCOMPARE(text, expected);
    }

    void headParserKeepsTheLastHead()
    {
        HeadParser parser({});
        const auto feed = [&parser](std::string_view line) { return parser.onLine(line).value(); };
        QVERIFY(feed("HTTP/1.1 103 Early Hints\r\n") == HeadParser::Progress::More);
        QVERIFY(feed("ETag: \"early\"\r\n") == HeadParser::Progress::More);
        QVERIFY(feed("\r\n") == HeadParser::Progress::Interim);
        QVERIFY(feed("HTTP/2 206\r\n") == HeadParser::Progress::More);
        QVERIFY(feed("eTAG:\t\"late\" \r\n") == HeadParser::Progress::More);
        QVERIFY(feed("\r\n") == HeadParser::Progress::Complete);
        QVERIFY(feed("ETag: \"trailer\"\r\n") == HeadParser::Progress::Trailer);
        QCOMPARE(parser.status(), 206);
        QCOMPARE(parser.version(), QByteArray("HTTP/2"));
        QCOMPARE(parser.value("etag"), QByteArray("\"late\""));
        QVERIFY(!parser.isAmbiguous());
    }

    void headParserRefuses_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("no status") << QByteArray("HTTP/1.1\r\n");
        QTest::newRow("short status") << QByteArray("HTTP/1.1 20\r\n");
        QTest::newRow("odd status") << QByteArray("HTTP/1.1 -20\r\n");
        QTest::newRow("folded") << QByteArray(" more\r\n");
        QTest::newRow("no colon") << QByteArray("ETag\r\n");
    }
    void headParserRefuses()
    {
        QFETCH(QByteArray, line);
        HeadParser parser({});
        const auto progress = parser.onLine(std::string_view(line.constData(), std::size_t(line.size())));
        QVERIFY(!progress);
        QCOMPARE(errorName(progress.error().code), u"CONNECTION_LOST"_s);
    }

    void headParserSeesContradictions()
    {
        HeadParser parser({});
        QVERIFY(parser.onLine("HTTP/1.1 206 OK\r\n"));
        QVERIFY(parser.onLine("Content-Range: bytes 0-1/9\r\n"));
        QVERIFY(parser.onLine("Content-Range: bytes 0-1/9\r\n"));
        QVERIFY(!parser.isAmbiguous());
        QVERIFY(parser.onLine("Content-Range: bytes 0-1/10\r\n"));
        QVERIFY(parser.isAmbiguous());
    }

    void headParserCaps()
    {
        HeadParser lines({.maximumHeadLines = 3});
        QVERIFY(lines.onLine("HTTP/1.1 200 OK\r\n"));
        QVERIFY(lines.onLine("A: 1\r\n"));
        QVERIFY(lines.onLine("A: 2\r\n"));
        QCOMPARE(errorName(lines.onLine("A: 3\r\n").error().code), u"RESPONSE_TOO_LARGE"_s);
        HeadParser bytes({.maximumHeadBytes = 20_B});
        QVERIFY(bytes.onLine("HTTP/1.1 200 OK\r\n"));
        QCOMPARE(errorName(bytes.onLine("A: 1\r\n").error().code), u"RESPONSE_TOO_LARGE"_s);
    }

    void watchCountsOnlyUnpausedTime()
    {
        const MonotonicTime start{1h};
        ProgressWatch watch({.headTimeout = 5s, .idleTimeout = 10s, .minimumProgress = 100_B, .progressWindow = 60s});
        QVERIFY(!watch.deadline());
        watch.onRequestSent(start);
        QVERIFY(*watch.deadline() == start + 5s);
        QVERIFY(!watch.verdict(start + 4s));
        QVERIFY(watch.verdict(start + 5s) == ErrorCode::Timeout);
        watch.onHead(start + 4s);
        QVERIFY(*watch.deadline() == start + 14s);
        watch.onPause();
        QVERIFY(!watch.deadline());
        QVERIFY(!watch.verdict(start + 10h));
        watch.onResume(start + 10h);
        QVERIFY(!watch.verdict(start + 10h + 9s));
        QVERIFY(watch.verdict(start + 10h + 10s) == ErrorCode::Timeout);
    }

    void watchAsksForProgress()
    {
        const MonotonicTime start{1h};
        ProgressWatch watch({.idleTimeout = 10s, .minimumProgress = 100_B, .progressWindow = 60s});
        watch.onHead(start);
        for (int second = 9; second <= 54; second += 9)
            watch.onBytes(1_B, start + std::chrono::seconds(second));
        QVERIFY(!watch.verdict(start + 59s));
        QVERIFY(watch.verdict(start + 60s) == ErrorCode::NoProgress);
        watch.onBytes(94_B, start + 60s);
        QVERIFY(!watch.verdict(start + 60s));
        // A new window has begun.
        for (int second = 69; second <= 114; second += 9)
            watch.onBytes(1_B, start + std::chrono::seconds(second));
        QVERIFY(watch.verdict(start + 120s) == ErrorCode::NoProgress);
    }

    void captivePortal_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("answered");
        QTest::addColumn<qint64>("total");
        QTest::addColumn<qint64>("expected");
        QTest::addColumn<bool>("portal");
        const QString file = u"http://cdn.example/file.bin"_s;
        QTest::newRow("html of another size")
            << QByteArray("text/html; charset=utf-8") << file << file << qint64(900) << qint64(5000) << true;
        QTest::newRow("html of the right size")
            << QByteArray("text/html") << file << file << qint64(5000) << qint64(5000) << false;
        QTest::newRow("html without a size")
            << QByteArray("TEXT/HTML") << file << file << qint64(-1) << qint64(5000) << true;
        QTest::newRow("binary of another size")
            << QByteArray("application/octet-stream") << file << file << qint64(9) << qint64(5000) << false;
        QTest::newRow("html for a binary name")
            << QByteArray("text/html") << file << file << qint64(900) << qint64(-1) << true;
        QTest::newRow("html for a page") << QByteArray("text/html") << u"http://a.example/x.html"_s
                                         << u"http://a.example/x.html"_s << qint64(900) << qint64(-1) << false;
        QTest::newRow("html from elsewhere") << QByteArray("text/html") << u"http://a.example/"_s
                                             << u"http://login.wifi/"_s << qint64(900) << qint64(-1) << true;
    }
    void captivePortal()
    {
        QFETCH(QByteArray, type);
        QFETCH(QString, asked);
        QFETCH(QString, answered);
        QFETCH(qint64, total);
        QFETCH(qint64, expected);
        const auto size = [](qint64 n) { return n < 0 ? std::nullopt : std::optional(Bytes{std::uint64_t(n)}); };
        HttpHead head;
        head.status = 200;
        head.requestedUrl = QUrl(asked);
        head.finalUrl = QUrl(answered);
        head.contentType = type;
        head.totalSize = size(total);
        QTEST(looksLikeCaptivePortal(head, size(expected)), "portal");
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestHttpParts)
#include "tst_http_parts.moc"
