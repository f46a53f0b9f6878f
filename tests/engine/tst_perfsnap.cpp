// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/PerfSnapBuild.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Every counter another multiple of `unit`.
ByteCounters counters(std::uint64_t unit)
{
    const auto b = [unit](std::uint64_t n) { return Bytes{unit * n}; };
    return {b(1), b(2), b(3), b(4), b(5), b(6), b(7), b(8), b(9)};
}

ContentRecord record(const ByteCounters &bytes, bool foreground, std::chrono::milliseconds took, WallTime createdAt)
{
    ContentRecord record;
    record.counters = bytes;
    record.foreground = foreground;
    record.downloadDuration = took;
    record.createdAt = createdAt;
    return record;
}

qint64 day(std::chrono::year_month_day date)
{
    return std::chrono::sys_days{date}.time_since_epoch().count();
}

} // namespace

class TestPerfSnap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void totalsOutliveTheFilesAndAveragesDoNot()
    {
        const std::vector<ContentRecord> records{record(counters(10), true, 1s, {}),
                                                 record({.fromHttpOrigin = 50_B}, true, 1s, {}),
                                                 record({}, true, 0s, {})};
        const PerfSnap snap = perfSnapOf(records, {{1, counters(100)}, {2, counters(1000)}},
                                         {.directory = 7_MiB, .total = 9_GiB, .available = 1_GiB});
        QCOMPARE(snap.files, 3U);
        QCOMPARE(snap.filesDownloaded, 2U);
        QCOMPARE(snap.filesUploaded, 1U);
        QCOMPARE(snap.totalBytesDownloaded.value(), std::uint64_t{1100 * (1 + 2 + 3 + 4 + 5)});
        QCOMPARE(snap.totalBytesUploaded.value(), std::uint64_t{1100 * (7 + 8 + 9)});
        QCOMPARE(snap.averageDownloadSize.value(), std::uint64_t{(150 + 50) / 2});
        QCOMPARE(snap.averageUploadSize.value(), std::uint64_t{240});
        QCOMPARE(snap.totals.wasted.value(), std::uint64_t{6600});
        QCOMPARE(snap.totals.fromClass(SourceClass::CacheServer).value(), std::uint64_t{4400});
        QCOMPARE(snap.cacheSizeBytes, 7_MiB);
        QCOMPARE(snap.availableDiskBytes, 1_GiB);
        QVERIFY(!snap.cpuUsagePct && !snap.downlinkBps && !snap.downlinkUsageBps);
    }

    void jobsAddWhatRunsAndWaits()
    {
        const auto job = [](JobState state, Priority priority) {
            JobRow row;
            row.state = state;
            row.priority = priority;
            row.rate = BytesPerSecond{state == JobState::Downloading ? 1000U : 0U};
            row.httpConnections = state == JobState::Downloading ? 2 : 0;
            row.peersKnown = 3;
            return row;
        };
        std::vector<JobRow> jobs{
            job(JobState::Downloading, Priority::Foreground), job(JobState::Verifying, Priority::Foreground),
            job(JobState::Queued, Priority::Foreground),      job(JobState::Downloading, Priority::Background),
            job(JobState::Queued, Priority::Background),      job(JobState::Queued, Priority::Background),
            job(JobState::Caching, Priority::Background),     job(JobState::Failed, Priority::Foreground)};
        PeerRow peer;
        peer.uploadRateBytes = BytesPerSecond{70};
        jobs[0].peers = std::make_shared<const PeerTable>(PeerTable{peer, peer});
        PerfSnap snap;
        addJobs(snap, jobs);
        QCOMPARE(snap.foregroundDownloadCount, 2U);
        QCOMPARE(snap.backgroundDownloadCount, 1U);
        QCOMPARE(snap.foregroundDownloadsPending, 1U);
        QCOMPARE(snap.backgroundDownloadsPending, 2U);
        QCOMPARE(snap.uploadCount, 1U);
        QCOMPARE(snap.cdnConnections, 4U);
        QCOMPARE(snap.numberOfPeers, 24U);
        QCOMPARE(snap.downlinkUsageBps, BytesPerSecond{2000});
        QCOMPARE(snap.uplinkUsageBps, BytesPerSecond{140});
    }

    void theMonthIsTheCalendarsInUtc()
    {
        const TotalsByDay totals{{day(2026y / 10 / 31), counters(1)},
                                 {day(2026y / 11 / 1), counters(10)},
                                 {day(2026y / 11 / 30), counters(100)},
                                 {day(2026y / 12 / 1), counters(1000)},
                                 {day(2026y / 10 / 30), counters(10'000)}};
        const WallTime now{std::chrono::sys_days{2026y / 11 / 30} + 23h + 59min};
        const std::vector<ContentRecord> records{
            record({.fromHttpOrigin = 1_MiB}, true, 2s, WallTime{std::chrono::sys_days{2026y / 11 / 1}}),
            record({.fromLanPeers = 1_MiB}, true, 2s, now),
            record({.fromHttpOrigin = 1_GiB}, true, 1s, WallTime{std::chrono::sys_days{2026y / 10 / 31}}),
            record({}, false, 0s, now)};
        const PerfSnapThisMonth month = perfMonthOf(records, totals, now);
        QCOMPARE(month.monthStartDate, WallTime{std::chrono::sys_days{2026y / 11 / 1}});
        QCOMPARE(month.month.fromClass(SourceClass::HttpOrigin).value(), std::uint64_t{550});
        QCOMPARE(month.month.to[2].value(), std::uint64_t{990});
        QCOMPARE(month.last30Days.fromClass(SourceClass::LanPeers).value(), std::uint64_t{110}); // from 11-01 on
        QCOMPARE(month.allTime.fromClass(SourceClass::LanPeers).value(), std::uint64_t{11'111});
        QCOMPARE(month.downloadFgRateKbps, std::uint64_t{2 * 1024 * 8 / 4}); // 2 MiB in 4 s, in 1024 bit/s
        QVERIFY(!month.downloadBgRateKbps);
    }

    void factsOfTheMachineAreReal()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath(u"f"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(100'000, 'x')) == 100'000);
        file.close();
        const DiskUse disk = diskUse(dir.path());
        QVERIFY(disk.directory >= 100'000_B && disk.directory < 300'000_B);
        QVERIFY(disk.total > disk.available && disk.available > Bytes{});
        QCOMPARE(diskUse(dir.filePath(u"nowhere"_s)).directory, Bytes{});
        const auto process = processUse();
        QVERIFY(process && process->residentKiB > 1024 && process->cpuPercent >= 0);
    }

    void interfacesAreAddedUpWithoutLoopback()
    {
        const InterfaceBytes sum = parseInterfaceBytes(
            "Inter-|   Receive                                                |  Transmit\n"
            " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs\n"
            "    lo: 9999 1 0 0 0 0 0 0 9999 1 0 0 0 0 0 0\n"
            "  eth0: 1000 1 0 0 0 0 0 0 70 1 0 0 0 0 0 0\n"
            "wlan0:500 1 0 0 0 0 0 0 7 1 0 0 0 0 0 0\n");
        QCOMPARE(sum.received, std::uint64_t{1500});
        QCOMPARE(sum.sent, std::uint64_t{77});
        QCOMPARE(parseInterfaceBytes("nonsense").received, std::uint64_t{0});
    }
};

QTEST_APPLESS_MAIN(TestPerfSnap)
#include "tst_perfsnap.moc"
