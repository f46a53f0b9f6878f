// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/EngineHarness.h"

#include "core/api/StatusJson.h"
#include "core/trace/Replay.h"
#include "core/trace/TraceCodec.h"
#include "tests/support/NginxServer.h"

#include <QDir>
#include <QJsonDocument>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <sys/resource.h>

#include <csignal>

using namespace freshet;
using namespace freshet::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MiB = 1 << 20;

std::vector<TraceEvent> readAll(const QString &directory)
{
    std::vector<TraceEvent> events;
    if (!readTrace(directory, [&](const TraceEvent &event) { events.push_back(event); }))
        qFatal("the trace cannot be read");
    return events;
}

std::vector<TraceEvent> ofKind(const std::vector<TraceEvent> &events, EventKind kind)
{
    std::vector<TraceEvent> some;
    std::copy_if(events.begin(), events.end(), std::back_inserter(some),
                 [kind](const TraceEvent &event) { return event.kind == kind; });
    return some;
}

/// An engine on a directory that outlives it, so that its trace can be read.
class Run {
public:
    Run()
    {
        EngineOptions options = EngineHarness::quickOptions();
        options.store.cacheDirectory = cache();
        host = std::move(*EngineHost::start(options, m_clock));
        QObject::connect(host.get(), &EngineHost::snapshotChanged, host.get(),
                         [this] { snapshots.push_back(host->snapshot()); });
        QObject::connect(host.get(), &EngineHost::eventsRecorded, host.get(),
                         [this](const TraceBatch &batch) { live.insert(live.end(), batch->begin(), batch->end()); });
    }
    [[nodiscard]] QString cache() const { return m_dir.filePath(u"cache"_s); }

    JobState wait(JobId job)
    {
        QSignalSpy ended(host.get(), &EngineHost::jobEnded);
        const auto state = [&] {
            const auto snapshot = host->snapshot();
            const JobRow *row = snapshot->find(job);
            return row && row->isFinal() ? std::optional(row->state) : std::nullopt;
        };
        while (!state() && ended.wait(30'000)) {
        }
        return state().value_or(JobState::Queued);
    }

    std::vector<std::shared_ptr<const EngineSnapshot>> snapshots;
    std::vector<TraceEvent> live;

private:
    QTemporaryDir m_dir;
    SystemClock m_clock;

public:
    std::unique_ptr<EngineHost> host; ///< goes first
};

std::vector<TraceEvent> numbered(std::uint64_t first, std::uint64_t count)
{
    std::vector<TraceEvent> events;
    for (std::uint64_t n = first; n < first + count; ++n)
        events.push_back({.kind = EventKind::PieceDurable, .number = n});
    return events;
}

CacheDirectory opened(const QTemporaryDir &dir)
{
    return std::move(*CacheDirectory::open(dir.filePath(u"cache"_s), false));
}

} // namespace

class TestEngineTrace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A real download, its pictures, and the same pictures made of the trace's files alone.
    void everyPictureIsRebuiltFromTheTrace()
    {
        NginxServer nginx({.limitRate = u"3m"_s});
        QVERIFY2(nginx.start(), qPrintable(nginx.problem()));
        const QByteArray data = payload(5 * MiB + 7);
        nginx.put(u"content.bin"_s, data);
        EngineHarness requests;
        Run run;
        const Metainfo metainfo = metadataOf(data, {nginx.url(u"/content.bin"_s)});
        const JobId job = run.host->submit(requests.request(metainfo));
        const JobId gone = run.host->submit(requests.request(nginx.url(u"/missing"_s)));
        QCOMPARE(run.wait(job), JobState::Complete);
        QCOMPARE(run.wait(gone), JobState::Failed);
        const auto snapshots = run.snapshots;
        run.host.reset();

        const std::vector<TraceEvent> events = readAll(run.cache());
        std::size_t compared = 0;
        Replay replay;
        auto next = events.begin();
        for (const auto &snapshot : snapshots) {
            if (snapshot->lastEvent == 0)
                continue;
            while (next != events.end() && next->number <= snapshot->lastEvent)
                replay.onEvent(*next++);
            QCOMPARE(replay.lastEvent(), snapshot->lastEvent);
            const std::vector<JobRow> rows = replay.jobs();
            QCOMPARE(rows.size(), snapshot->jobs.size());
            for (std::size_t i = 0; i < rows.size(); ++i)
                QCOMPARE(QJsonDocument(toJson(rows[i])).toJson(), QJsonDocument(toJson(snapshot->jobs[i])).toJson());
            ++compared;
        }
        QVERIFY2(compared >= 5, "the download took longer than a picture or two");
        QCOMPARE(replay.jobs().at(0).fromHttpOrigin.value(), static_cast<std::uint64_t>(data.size()));
        QCOMPARE(replay.dropped(), std::uint64_t{0});
        for (const EventKind kind : {EventKind::PieceReceived, EventKind::PieceVerified, EventKind::PieceDurable})
            QCOMPARE(ofKind(events, kind).size(), std::size_t{6});
        QCOMPARE(ofKind(events, EventKind::HandedOver).size(), std::size_t{1});
        QCOMPARE(events.front().kind, EventKind::EngineStarted);
        QCOMPARE(events.back().kind, EventKind::EngineStopping);
        for (std::size_t i = 0; i < events.size(); ++i)
            QCOMPARE(events[i].number, i + 1);
        QVERIFY(std::equal(run.live.begin(), run.live.end(), events.begin())); // the same were told at once
        QVERIFY(run.live.size() + 20 > events.size());
    }

    void badPiecesAndFailingSourcesAreNamed()
    {
        const QByteArray data = payload(2 * MiB);
        std::atomic<int> bad = 1;
        std::atomic<std::uint32_t> badPiece = 0; // whichever the first request ends in
        HostileServer dead([](const SeenRequest &, int) { return HostileReply::of(503, "busy"); });
        HostileServer server([&](const SeenRequest &request, int) {
            HostileReply reply = serve(request, data);
            if (bad-- > 0) {
                reply.bytes[reply.bytes.size() - 1] = static_cast<char>(~reply.bytes.back());
                const QByteArray range = request.header("range");
                badPiece = static_cast<std::uint32_t>(range.mid(range.indexOf('-') + 1).toULongLong() / MiB);
            }
            return reply;
        });
        EngineHarness requests;
        Run run;
        const JobId job = run.host->submit(requests.request(metadataOf(data, {dead.url(), server.url()})));
        QCOMPARE(run.wait(job), JobState::Complete);
        run.host.reset();
        const std::vector<TraceEvent> events = readAll(run.cache());
        const auto rejected = ofKind(events, EventKind::PieceRejected);
        QCOMPARE(rejected.size(), std::size_t{1});
        QCOMPARE(rejected[0].piece, PieceIndex{badPiece.load()});
        QCOMPARE(rejected[0].source, server.url().toString());
        QCOMPARE(rejected[0].job, job);
        const auto failed = ofKind(events, EventKind::SourceFailed);
        QVERIFY(!failed.empty());
        QCOMPARE(failed[0].error, ErrorCode::HttpThrottled);
        QCOMPARE(failed[0].source, dead.url().toString());
        QVERIFY(failed[0].retryIn && failed[0].retryIn->count() > 0);
        QVERIFY(!ofKind(events, EventKind::RunRequested).empty());
    }

    void noSecretIsInTheTrace()
    {
        const QByteArray data = payload(MiB);
        HostileServer server([&](const SeenRequest &request, int connection) {
            return connection == 0 ? HostileReply::of(500, "no") : serve(request, data);
        });
        QUrl url = server.url();
        url.setQuery(u"sig=TopSecret"_s);
        EngineHarness requests;
        Run run;
        const JobId job = run.host->submit(requests.request(url));
        QCOMPARE(run.wait(job), JobState::Complete);
        run.host.reset();
        QFile file(run.cache() + u"/trace.log"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("SourceFailed") && text.contains(url.host().toLatin1()));
        QVERIFY(!text.contains("TopSecret"));
    }

    void filesStayWithinTheirLimit()
    {
        QTemporaryDir dir;
        {
            TraceFiles files(opened(dir), {.fileSize = 10_KiB, .keptFiles = 2});
            for (std::uint64_t n = 1; n <= 1000; n += 10)
                files.append(numbered(n, 10));
        }
        qint64 size = 0;
        const QStringList names = QDir(dir.filePath(u"cache"_s)).entryList({u"trace.log*"_s}, QDir::Files);
        for (const QString &name : names)
            size += QFileInfo(dir.filePath(u"cache/"_s + name)).size();
        QCOMPARE(names, (QStringList{u"trace.log"_s, u"trace.log.1"_s, u"trace.log.2"_s}));
        QVERIFY(size <= 30 * 1024);
        const auto events = readAll(dir.filePath(u"cache"_s));
        QVERIFY(events.size() > 100);
        QCOMPARE(events.back().number, std::uint64_t{1000});
        for (std::size_t i = 1; i < events.size(); ++i)
            QCOMPARE(events[i].number, events[i - 1].number + 1);
    }

    void aTornLineSpoilsItselfAlone()
    {
        QTemporaryDir dir;
        TraceFiles(opened(dir)).append(numbered(1, 3));
        const QString path = dir.filePath(u"cache/trace.log"_s);
        QVERIFY(QFile::resize(path, QFileInfo(path).size() - 9));
        TraceFiles(opened(dir)).append(numbered(4, 1));
        const auto events = readAll(dir.filePath(u"cache"_s));
        QCOMPARE(events.size(), std::size_t{3});
        QCOMPARE(events[1].number, std::uint64_t{2});
        QCOMPARE(events[2].number, std::uint64_t{4});
    }

    /// The limit of file size stands for a full disk: write() fails in the middle of a line.
    void aFullDiskIsConfessedWhenItTakesLinesAgain()
    {
        QTemporaryDir dir;
        TraceFiles files(opened(dir));
        files.append(numbered(1, 5));
        const auto size = static_cast<rlim_t>(QFileInfo(dir.filePath(u"cache/trace.log"_s)).size());
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit full{.rlim_cur = size + 10, .rlim_max = before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &full), 0);
        files.append(numbered(6, 3));
        files.append(numbered(9, 1));
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        std::signal(SIGXFSZ, oldHandler);
        files.append(numbered(10, 1));
        const auto events = readAll(dir.filePath(u"cache"_s));
        QCOMPARE(events.size(), std::size_t{7});
        QCOMPARE(events[4].number, std::uint64_t{5});
        QCOMPARE(events[5].kind, EventKind::Dropped);
        QCOMPARE(events[5].count, 4U);
        QCOMPARE(events[5].number, std::uint64_t{9});
        QCOMPARE(events[6].number, std::uint64_t{10});
    }

    /// The disk takes nothing for as long as the gate is shut; recording goes on, within its limit.
    void aDiskThatStandsStillStopsNobody()
    {
        QTemporaryDir dir;
        SystemClock clock;
        WorkThread thread("test");
        QSemaphore gate;
        TraceRecorder recorder(opened(dir), thread, clock, {.remembered = 50, .unwritten = 20});
        QSignalSpy recorded(&recorder, &TraceRecorder::recorded);
        thread.post([&gate] { gate.acquire(); });
        QVERIFY(recorded.wait());
        for (int i = 0; i < 100; ++i)
            recorder.record({.kind = EventKind::PieceDurable});
        QCOMPARE(recorder.ring().size(), std::size_t{50});
        gate.release();
        QVERIFY(recorded.wait());
        recorder.record({.kind = EventKind::EngineStopping});
        recorder.finish();
        thread.stop();
        const auto events = readAll(dir.filePath(u"cache"_s));
        QCOMPARE(events.size(), std::size_t{1 + 20 + 1 + 1});
        QCOMPARE(events[21].kind, EventKind::Dropped);
        QCOMPARE(events[21].count, 80U);
        QCOMPARE(events[21].number, std::uint64_t{101});
        QCOMPARE(events[22].number, std::uint64_t{102});
    }
};

QTEST_GUILESS_MAIN(TestEngineTrace)
#include "tst_trace.moc"
