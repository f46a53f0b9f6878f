// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/PerfSnapBuild.h"

namespace freshet {

namespace {

constexpr int lastDays = 30;

Bytes mean(Bytes sum, std::uint32_t count)
{
    return count == 0 ? Bytes{} : Bytes{sum.value() / count};
}

/// 1024 bit/s.
std::optional<std::uint64_t> meanKbps(Bytes sum, std::chrono::milliseconds time)
{
    if (time <= std::chrono::milliseconds{})
        return std::nullopt;
    const double bytesPerSecond = static_cast<double>(sum.value()) * 1000.0 / static_cast<double>(time.count());
    return static_cast<std::uint64_t>(bytesPerSecond * 8.0 / 1024.0 + 0.5);
}

bool isRunning(JobState state)
{
    return state == JobState::Resolving || state == JobState::Downloading || state == JobState::Verifying;
}

} // namespace

SourceBytes sourceBytes(const ByteCounters &c)
{
    return {.from = {c.fromLanPeers, c.fromGroupPeers, c.fromInternetPeers, c.fromCacheServer, c.fromHttpOrigin},
            .to = {c.toLanPeers, c.toGroupPeers, c.toInternetPeers},
            .wasted = c.wasted};
}

PerfSnap perfSnapOf(const std::vector<ContentRecord> &records, const TotalsByDay &totals, const DiskUse &disk)
{
    PerfSnap snap;
    Bytes down;
    Bytes up;
    for (const ContentRecord &record : records) {
        const SourceBytes bytes = sourceBytes(record.counters);
        ++snap.files;
        snap.filesDownloaded += bytes.received() > Bytes{} ? 1 : 0;
        snap.filesUploaded += bytes.sent() > Bytes{} ? 1 : 0;
        down += bytes.received();
        up += bytes.sent();
    }
    for (const auto &[day, counters] : totals)
        snap.totals += sourceBytes(counters);
    snap.totalBytesDownloaded = snap.totals.received();
    snap.totalBytesUploaded = snap.totals.sent();
    snap.averageDownloadSize = mean(down, snap.filesDownloaded);
    snap.averageUploadSize = mean(up, snap.filesUploaded);
    snap.cacheSizeBytes = disk.directory;
    snap.totalDiskBytes = disk.total;
    snap.availableDiskBytes = disk.available;
    return snap;
}

void addJobs(PerfSnap &snap, const std::vector<JobRow> &jobs)
{
    BytesPerSecond down;
    BytesPerSecond up;
    for (const JobRow &row : jobs) {
        const bool foreground = row.priority == Priority::Foreground;
        if (isRunning(row.state))
            ++(foreground ? snap.foregroundDownloadCount : snap.backgroundDownloadCount);
        if (row.state == JobState::Queued)
            ++(foreground ? snap.foregroundDownloadsPending : snap.backgroundDownloadsPending);
        snap.uploadCount += row.state == JobState::Caching ? 1 : 0;
        snap.numberOfPeers += row.peersKnown;
        snap.cdnConnections += row.httpConnections;
        snap.cacheHostConnections += row.cacheServerConnections;
        snap.lanConnections += row.lanConnections;
        snap.groupConnections += row.groupConnections;
        snap.internetConnections += row.internetConnections;
        down += row.rate;
        if (row.peers)
            for (const PeerRow &peer : *row.peers)
                up += peer.uploadRateBytes;
    }
    snap.downlinkUsageBps = down;
    snap.uplinkUsageBps = up;
}

PerfSnapThisMonth perfMonthOf(const std::vector<ContentRecord> &records, const TotalsByDay &totals, WallTime now)
{
    const auto today = std::chrono::floor<std::chrono::days>(now);
    const std::chrono::year_month_day date{today};
    const std::chrono::sys_days first{date.year() / date.month() / 1};
    PerfSnapThisMonth month;
    month.monthStartDate = WallTime{first};
    for (const auto &[day, counters] : totals) {
        const std::chrono::sys_days when{std::chrono::days{day}};
        const SourceBytes bytes = sourceBytes(counters);
        month.allTime += bytes;
        if (when >= first && when <= today)
            month.month += bytes;
        if (when > today - std::chrono::days{lastDays} && when <= today)
            month.last30Days += bytes;
    }
    struct Sum {
        Bytes bytes;
        std::chrono::milliseconds time{};
    };
    std::array<Sum, 2> sums; // background, foreground
    for (const ContentRecord &record : records) {
        if (record.createdAt < WallTime{first})
            continue;
        Sum &sum = sums[record.foreground ? 1 : 0];
        sum.bytes += sourceBytes(record.counters).received();
        sum.time += record.downloadDuration;
    }
    month.downloadBgRateKbps = meanKbps(sums[0].bytes, sums[0].time);
    month.downloadFgRateKbps = meanKbps(sums[1].bytes, sums[1].time);
    return month;
}

} // namespace freshet
