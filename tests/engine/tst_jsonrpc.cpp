// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/StatusJson.h"
#include "core/api/StatusParse.h"
#include "core/engine/JobLookup.h"
#include "core/engine/JsonRpc.h"
#include "core/engine/LineBuffer.h"

#include <QTest>

using namespace freshet;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// JSON with single quotes, for the eye.
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

} // namespace

class TestJsonRpc : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a25_bad_requests_get_the_codes_of_the_specification_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("code");
        QTest::newRow("empty") << QByteArray("") << int(jsonrpc::ParseError);
        QTest::newRow("garbage") << QByteArray("\x00\xff\x80{", 4) << int(jsonrpc::ParseError);
        QTest::newRow("half") << json("{'jsonrpc':'2.0','id':1") << int(jsonrpc::ParseError);
        QTest::newRow("http") << QByteArray("GET / HTTP/1.1\r") << int(jsonrpc::ParseError);
        QTest::newRow("not utf-8") << QByteArray("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xff\"}")
                                   << int(jsonrpc::ParseError);
        QTest::newRow("deep") << QByteArray(100'000, '[') << int(jsonrpc::ParseError);
        QTest::newRow("batch") << json("[{'jsonrpc':'2.0','id':1,'method':'status'}]") << int(jsonrpc::InvalidRequest);
        QTest::newRow("version") << json("{'jsonrpc':'1.0','id':1,'method':'status'}") << int(jsonrpc::InvalidRequest);
        QTest::newRow("no method") << json("{'jsonrpc':'2.0','id':1}") << int(jsonrpc::InvalidRequest);
        QTest::newRow("method") << json("{'jsonrpc':'2.0','id':1,'method':7}") << int(jsonrpc::InvalidRequest);
        QTest::newRow("params") << json("{'jsonrpc':'2.0','id':1,'method':'status','params':[1]}")
                                << int(jsonrpc::InvalidRequest);
        QTest::newRow("id object") << json("{'jsonrpc':'2.0','id':{},'method':'status'}")
                                   << int(jsonrpc::InvalidRequest);
        QTest::newRow("id null") << json("{'jsonrpc':'2.0','id':null,'method':'status'}")
                                 << int(jsonrpc::InvalidRequest);
        QTest::newRow("id fraction") << json("{'jsonrpc':'2.0','id':1.5,'method':'status'}")
                                     << int(jsonrpc::InvalidRequest);
        QTest::newRow("id long") << json("{'jsonrpc':'2.0','method':'status','id':'" + QByteArray(65, 'x') + "'}")
                                 << int(jsonrpc::InvalidRequest);
    }

    void a25_bad_requests_get_the_codes_of_the_specification()
    {
        QFETCH(const QByteArray, line);
        QFETCH(const int, code);
        const auto request = jsonrpc::parseRequest(line);
        QVERIFY(!request);
        QCOMPARE(request.error().fault.code, code);
        QVERIFY(jsonrpc::parseReply(jsonrpc::encodeFault(request.error().id, request.error().fault)).has_value());
    }

    void requestsSurviveTheWay()
    {
        const auto request = jsonrpc::parseRequest(jsonrpc::encodeRequest(7, u"pause"_s, {{u"job"_s, 3}}).chopped(1));
        QVERIFY(request.has_value());
        QCOMPARE(request->id.toInteger(), 7);
        QCOMPARE(request->method, u"pause"_s);
        QCOMPARE(request->params.value("job"_L1).toInteger(), 3);
        QVERIFY(jsonrpc::parseRequest(json("{'jsonrpc':'2.0','method':'status'}"))->id.isUndefined());
    }

    void answersSurviveTheWay()
    {
        const auto result = jsonrpc::parseReply(jsonrpc::encodeResult(7, {{u"x"_s, 1}}));
        QVERIFY(result && result->id == 7 && result->outcome);
        QCOMPARE(result->outcome->value("x"_L1).toInt(), 1);
        const Error error{.code = ErrorCode::DiskFull,
                          .operation = u"write"_s,
                          .object = u"/x"_s,
                          .detail = u"no space"_s,
                          .kept = Kept::VerifiedPieces,
                          .next = NextStep::FreeSpace,
                          .retryAfter = 5s};
        const auto fault = jsonrpc::parseReply(jsonrpc::encodeFault(8, jsonrpc::faultOf(error)));
        QVERIFY(fault && fault->id == 8 && !fault->outcome);
        const auto back = fault->outcome.error().error;
        QVERIFY(back.has_value());
        QCOMPARE(back->code, error.code);
        QCOMPARE(back->operation, error.operation);
        QCOMPARE(back->detail, error.detail);
        QCOMPARE(back->kept, error.kept);
        QCOMPARE(back->next, error.next);
        QCOMPARE(back->retryAfter, error.retryAfter);
    }

    void answersThatAreNone()
    {
        for (const QByteArray &line :
             {QByteArray(), QByteArray("[]"), QByteArray("{}"), json("{'jsonrpc':'2.0','id':1}"),
              json("{'jsonrpc':'2.0','result':{}}"), json("{'jsonrpc':'2.0','id':1,'result':{},'error':{}}"),
              json("{'jsonrpc':'2.0','id':'x','result':{}}"), json("{'jsonrpc':'2.0','id':1,'result':5}")})
            QVERIFY2(!jsonrpc::parseReply(line), line.constData());
    }

    void everyErrorSurvivesTheWay()
    {
        for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i)
            QCOMPARE(errorFromJson(toJson(Error{.code = static_cast<ErrorCode>(i)})).code, static_cast<ErrorCode>(i));
        for (int i = 0; i <= static_cast<int>(NextStep::ReportBug); ++i)
            QCOMPARE(errorFromJson(toJson(Error{.next = static_cast<NextStep>(i)})).next, static_cast<NextStep>(i));
    }

    void rowsSurviveTheWay()
    {
        const MonotonicTime now{1000s};
        JobRow row;
        row.job = JobId{3};
        row.contentId = ContentId::fromHex(std::string(64, 'a'));
        row.fileId = QString(64, u'a');
        row.name = u"ü.bin"_s;
        row.destination = u"/d/ü.bin"_s;
        row.state = JobState::Failed;
        row.reason = {.code = ReasonCode::WaitingForRetry,
                      .error = Error{.code = ErrorCode::ConnectFailed},
                      .retryAt = now + 1500ms};
        row.mode = DownloadMode::Simple;
        row.modeReason = ModeReason::NothingToProveWith;
        row.priority = Priority::Background;
        row.fileSize = Bytes{1ULL << 60};
        row.fileSizeKnown = false;
        row.fileSizeInCache = 5_B;
        row.fromCacheServer = 7_B;
        row.fromHttpOrigin = 11_B;
        row.rate = BytesPerSecond{1ULL << 40};
        row.eta = 9s;
        row.downloadDuration = 1234ms;
        row.createdAt = WallTime{1234567890123ms};
        row.provenAfter = 1500ms;
        row.deliveredAfter = 2500ms;
        row.handOver = u"reflink"_s;
        row.expireOn = WallTime{1234567890124ms};
        row.pinned = true;
        const JobRow back = rowFromJson(toJson(row, now), now);
        QCOMPARE(toJson(back, now), toJson(row, now));
        QVERIFY(back.provenAfter == 1500ms && back.deliveredAfter == 2500ms && back.handOver == u"reflink"_s);
        QCOMPARE(back.reason.retryAt, row.reason.retryAt);
        for (int i = 0; i <= static_cast<int>(JobState::Failed); ++i) {
            row.state = static_cast<JobState>(i);
            QCOMPARE(rowFromJson(toJson(row), now).state, row.state);
        }
        for (int i = 0; i <= static_cast<int>(ReasonCode::Error); ++i) {
            row.reason.code = static_cast<ReasonCode>(i);
            QCOMPARE(rowFromJson(toJson(row), now).reason.code, row.reason.code);
        }
        QCOMPARE(rowFromJson({}, now).state, JobState::Queued); // nothing is needed
    }

    void linesComeInAnyPieces()
    {
        LineBuffer buffer(4);
        QVERIFY(buffer.append("ab"));
        QVERIFY(!buffer.next());
        QVERIFY(buffer.append("cd\n\nx"));
        QCOMPARE(*buffer.next(), QByteArray("abcd"));
        QCOMPARE(*buffer.next(), QByteArray(""));
        QVERIFY(!buffer.next());
        QVERIFY(buffer.append("y\n"));
        QCOMPARE(*buffer.next(), QByteArray("xy"));
        QCOMPARE(buffer.size(), 0);
    }

    void a25_lines_have_a_limit()
    {
        LineBuffer unended(4);
        QVERIFY(unended.append("abcd"));
        QVERIFY(!unended.append("e"));
        LineBuffer ended(4);
        QVERIFY(!ended.append("abcde\n"));
        LineBuffer second(4);
        QVERIFY(!second.append("a\nabcde"));
    }

    void jobsAreFoundByNumberAndByContent()
    {
        const auto row = [](std::int64_t id, char c, JobState state) {
            JobRow made;
            made.job = JobId{id};
            made.fileId = QString(64, QLatin1Char(c));
            made.state = state;
            return made;
        };
        EngineSnapshot snapshot;
        snapshot.jobs = {row(1, 'a', JobState::Complete), row(2, 'a', JobState::Downloading),
                         row(3, 'b', JobState::Downloading), row(4, 'b', JobState::Paused)};
        const auto code = [&](const QString &command, const QJsonValue &words) {
            return findJob(snapshot, command, words).error().code;
        };
        QCOMPARE(findJob(snapshot, u"pause"_s, 1), JobId{1});
        QCOMPARE(findJob(snapshot, u"pause"_s, u"AAAAAAAA"_s), JobId{2});
        QCOMPARE(findJob(snapshot, u"resume"_s, u"bbbbbbbb"_s), JobId{4});
        QCOMPARE(code(u"cancel"_s, u"bbbbbbbb"_s), ErrorCode::AmbiguousJob);
        QCOMPARE(code(u"pause"_s, 9), ErrorCode::UnknownJob);
        QCOMPARE(code(u"pause"_s, u"cccccccc"_s), ErrorCode::UnknownJob);
        QCOMPARE(code(u"pause"_s, u"aaaaaaa"_s), ErrorCode::InvalidArgument);
        QCOMPARE(code(u"pause"_s, QJsonValue()), ErrorCode::InvalidArgument);
    }
};

QTEST_APPLESS_MAIN(TestJsonRpc)
#include "tst_jsonrpc.moc"
