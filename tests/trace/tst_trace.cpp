// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/SettingJson.h"
#include "core/api/StatusJson.h"
#include "core/trace/Replay.h"
#include "core/trace/RowTracer.h"
#include "core/trace/TraceCodec.h"
#include "core/trace/TraceFilter.h"
#include "core/trace/TraceRing.h"
#include "ui/text/EventText.h"

#include <QJsonDocument>
#include <QTest>

using namespace freshet;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr MonotonicTime start{100s};

TraceEvent full()
{
    TraceEvent event{.kind = EventKind::JobChanged, .number = 12};
    event.time = MonotonicTime{123'456'789'012ns};
    event.wall = WallTime{1'795'000'000'123ms};
    event.job = JobId{3};
    event.content = u"abcd"_s;
    event.sourceClass = SourceClass::CacheServer;
    event.source = u"http://h/x?…"_s;
    event.piece = PieceIndex{0};
    event.count = 4;
    event.bytes = 5_GiB;
    event.state = JobState::Failed;
    event.reason = ReasonCode::Error;
    event.error = ErrorCode::DiskFull;
    event.retryIn = 0ms;
    event.text = u"t"_s;
    event.changes = {{u"State"_s, u"Failed"_s}};
    return event;
}

JobRow row(JobId job, const QString &name)
{
    JobRow row;
    row.job = job;
    row.fileId = u"f"_s;
    row.name = name;
    row.createdAt = WallTime{5ms};
    return row;
}

/// What a row is, for comparing.
QJsonObject image(const JobRow &row)
{
    return toJson(row, start);
}

} // namespace

class TestTrace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRecordComesBackAsItWas()
    {
        QVERIFY(decodeEvent(encodeEvent(full())) == full());
        for (int i = 0; i <= static_cast<int>(EventKind::Dropped); ++i) {
            const TraceEvent event{.kind = static_cast<EventKind>(i), .number = 7};
            const QByteArray line = encodeEvent(event);
            QCOMPARE(line.count('\n'), qsizetype{1});
            QVERIFY(decodeEvent(line) == event);
        }
    }

    void whatIsNoRecordIsLeftOut()
    {
        const QByteArray line = encodeEvent(full());
        for (const QByteArray &torn :
             {QByteArray(), line.first(line.size() / 2), QByteArray("[]"), QByteArray("{}"),
              QByteArray(R"({"kind":"OfANewerVersion","n":1})"), QByteArray(maximumTraceLine + 1, ' ')})
            QVERIFY(!decodeEvent(torn));
        // Odd fields become nothing.
        const auto odd = decodeEvent(R"({"kind":"Dropped","n":-1,"piece":"x","state":7,"changes":[],"t":"now"})");
        QVERIFY(odd && odd->number == 0 && !odd->piece && !odd->state && odd->changes.isEmpty());
    }

    void theRingConfessesWhatItLost()
    {
        TraceRing ring(4);
        QVERIFY(ring.since(0, 10).empty());
        for (std::uint64_t n = 1; n <= 10; ++n)
            ring.append({.kind = EventKind::PieceDurable, .number = n});
        QCOMPARE(ring.size(), std::size_t{4});
        const auto events = ring.since(2, 10);
        QCOMPARE(events.size(), std::size_t{5});
        QCOMPARE(events[0].kind, EventKind::Dropped);
        QCOMPARE(events[0].count, 4U); // 3, 4, 5 and 6
        QCOMPARE(events[0].number, std::uint64_t{6});
        QCOMPARE(events[1].number, std::uint64_t{7});
        QCOMPARE(ring.since(6, 10).front().kind, EventKind::PieceDurable); // nothing lost behind 6
        QCOMPARE(ring.since(8, 1).size(), std::size_t{1});
        QVERIFY(ring.since(10, 10).empty());
        QVERIFY(ring.since(99, 10).empty());
    }

    void rowsAreRebuiltFromWhatChanged()
    {
        RowTracer tracer;
        Replay replay;
        std::uint64_t number = 0;
        const auto tell = [&](const JobRow &row) {
            auto event = tracer.onRow(row, start);
            if (!event)
                return false;
            event->number = ++number;
            event->time = start;
            replay.onEvent(*decodeEvent(encodeEvent(*event)));
            return true;
        };
        JobRow first = row(JobId{1}, u"one"_s);
        const JobRow second = row(JobId{2}, u"two"_s);
        QVERIFY(tracer.isNews(JobId{1}, first.state, first.reason));
        QVERIFY(tell(first) && tell(second));
        QVERIFY(!tracer.isNews(JobId{1}, first.state, first.reason));
        QVERIFY2(!tell(first), "nothing changed");
        first.state = JobState::Downloading;
        first.reason = {.code = ReasonCode::WaitingForRetry,
                        .error = Error{.code = ErrorCode::Timeout, .object = u"http://h"_s},
                        .retryAt = start + 1500ms};
        QVERIFY(tracer.isNews(JobId{1}, first.state, first.reason));
        first.eta = 5s;
        first.contentId = ContentId::fromHex(std::string(64, 'a'));
        first.fromHttpOrigin = 3_MiB;
        QVERIFY(tell(first));
        QCOMPARE(replay.jobs().size(), std::size_t{2});
        QCOMPARE(image(replay.jobs()[0]), image(first));
        QCOMPARE(image(replay.jobs()[1]), image(second));
        // What goes away is told as well.
        first.reason = {.code = ReasonCode::ReceivingFromHttp};
        first.eta.reset();
        QVERIFY(tell(first));
        QCOMPARE(image(replay.jobs()[0]), image(first));
        QVERIFY(!replay.jobs()[0].reason.error && !replay.jobs()[0].reason.retryAt && !replay.jobs()[0].eta);

        EngineSnapshot snapshot;
        snapshot.jobs = {second};
        const auto gone = tracer.onForgotten(snapshot);
        QCOMPARE(gone.size(), std::size_t{1});
        replay.onEvent(gone.front());
        QCOMPARE(replay.jobs().size(), std::size_t{1});
        QVERIFY(tracer.onForgotten(snapshot).empty());
    }

    void amountsAreDetailsAndDecisionsAreNot()
    {
        RowTracer tracer;
        JobRow job = row(JobId{1}, u"one"_s);
        QCOMPARE(levelOf(*tracer.onRow(job, start)), EventLevel::Info);
        job.fromHttpOrigin = 1_MiB;
        QCOMPARE(levelOf(*tracer.onRow(job, start)), EventLevel::Debug);
        job.state = JobState::Failed;
        job.reason = {.code = ReasonCode::Error, .error = Error{.code = ErrorCode::DiskFull}};
        QCOMPARE(levelOf(*tracer.onRow(job, start)), EventLevel::Error);
    }

    void filters()
    {
        TraceFilter filter;
        QVERIFY(filter.accepts({.kind = EventKind::HandedOver}));
        QVERIFY(!filter.accepts({.kind = EventKind::PieceDurable}));
        filter.level = EventLevel::Debug;
        filter.area = EventArea::Piece;
        filter.job = JobId{2};
        filter.since = WallTime{10ms};
        TraceEvent event{.kind = EventKind::PieceDurable, .wall = WallTime{10ms}, .job = JobId{2}};
        QVERIFY(filter.accepts(event));
        event.job = JobId{1};
        QVERIFY(!filter.accepts(event));
        event.kind = EventKind::Dropped;
        QVERIFY(filter.accepts(event));
        event.wall = WallTime{9ms};
        QVERIFY(!filter.accepts(event));
        QCOMPARE(levelFromName(u"WARNING"_s), EventLevel::Warning);
        QVERIFY(!areaFromName(u"moon"_s));
    }

    void everyKindHasASentence()
    {
        for (int i = 0; i <= static_cast<int>(EventKind::Dropped); ++i) {
            TraceEvent event = full();
            event.kind = static_cast<EventKind>(i);
            if (event.kind == EventKind::SettingChanged)
                event.changes = toJson(SettingRow{.key = u"k"_s});
            const QString sentence = text::eventSentence(event);
            QVERIFY2(sentence.endsWith(u'.'), qPrintable(eventKindName(event.kind) + u": "_s + sentence));
            QVERIFY(!eventKindName(event.kind).isEmpty());
        }
        TraceEvent requested{.kind = EventKind::RunRequested, .source = u"http://h/x"_s};
        requested.piece = PieceIndex{4};
        requested.count = 64;
        requested.bytes = 64_MiB;
        QCOMPARE(text::eventSentence(requested), u"http://h/x is asked for pieces 4 to 67 (64.0 MiB)."_s);
        TraceEvent failed{.kind = EventKind::SourceFailed, .source = u"http://h/x"_s};
        failed.error = ErrorCode::ConnectFailed;
        failed.retryIn = 3100ms;
        QCOMPARE(text::eventSentence(failed),
                 u"http://h/x: The connection could not be made. It is left alone for 4 s."_s);
    }
};

QTEST_APPLESS_MAIN(TestTrace)
#include "tst_trace.moc"
