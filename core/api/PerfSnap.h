// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/JobState.h"
#include "core/api/SourceClass.h"
#include "core/base/Clock.h"
#include "core/base/Units.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace freshet {

/// The fields of Get-DeliveryOptimizationPerfSnap. What only a running engine can measure has no value without one.
struct PerfSnap {
    std::uint32_t files = 0;           ///< in the cache now
    std::uint32_t filesDownloaded = 0; ///< of them, with bytes that came from somewhere
    std::uint32_t filesUploaded = 0;   ///< of them, with bytes that went to peers
    /// Since the ledger was made, evicted contents included (the original's fall with every eviction).
    Bytes totalBytesDownloaded;
    Bytes totalBytesUploaded;
    /// Per file, over the files that are in the cache now.
    Bytes averageDownloadSize;
    Bytes averageUploadSize;
    DownloadMode downloadMode = DownloadMode::HttpOnly;

    Bytes cacheSizeBytes; ///< what the cache directory occupies on disk
    Bytes totalDiskBytes; ///< of the cache's filesystem
    Bytes availableDiskBytes;
    std::optional<double> cpuUsagePct;       ///< of one core, mean over the engine's life
    std::optional<std::uint64_t> memUsageKB; ///< resident memory of the engine's process, in 1024 bytes
    std::uint32_t numberOfPeers = 0;         ///< found for all contents together
    std::uint32_t cacheHostConnections = 0;  ///< open now, as the following
    std::uint32_t cdnConnections = 0;
    std::uint32_t lanConnections = 0;
    std::uint32_t linkLocalConnections = 0;
    std::uint32_t groupConnections = 0;
    std::uint32_t internetConnections = 0;
    std::optional<BytesPerSecond> downlinkBps; ///< all of the machine's interfaces but loopback, a recent mean
    std::optional<BytesPerSecond> uplinkBps;
    std::optional<BytesPerSecond> downlinkUsageBps; ///< of it, the engine's own (bytes per second, as the original's)
    std::optional<BytesPerSecond> uplinkUsageBps;
    std::uint32_t foregroundDownloadRatePct = 100; ///< share of the bandwidth that is allowed; 100 without a limit
    std::uint32_t backgroundDownloadRatePct = 100;
    std::uint32_t uploadRatePct = 100;
    std::uint32_t uploadCount = 0;             ///< contents that are offered to peers now
    std::uint32_t foregroundDownloadCount = 0; ///< running
    std::uint32_t backgroundDownloadCount = 0;
    std::uint32_t foregroundDownloadsPending = 0; ///< waiting in the queue
    std::uint32_t backgroundDownloadsPending = 0;
    /// Beyond the original: all time, by class. totalBytesDownloaded and totalBytesUploaded are its sums.
    SourceBytes totals;

    bool operator==(const PerfSnap &) const = default;
};

/// The fields of Get-DeliveryOptimizationPerfSnapThisMonth. The month is the calendar's, in UTC.
struct PerfSnapThisMonth {
    WallTime monthStartDate;
    /// uploadLanBytes, downloadHttpBytes … of the original are in here; downloadHttpBytes includes the cache server's.
    SourceBytes month;
    /// 1024 bit/s (the original: bytes/s × 8 ÷ 1024): mean over the transfers of this month whose contents are in the cache.
    /// No value when there were none.
    std::optional<std::uint64_t> downloadFgRateKbps;
    std::optional<std::uint64_t> downloadBgRateKbps;
    bool uploadLimitReached = false; ///< the monthly limit for uploads to internet peers (DOMonthlyUploadDataCap)
    /// Beyond the original.
    SourceBytes last30Days; ///< with today
    SourceBytes allTime;

    bool operator==(const PerfSnapThisMonth &) const = default;
};

} // namespace freshet
