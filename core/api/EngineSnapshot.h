// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/BanRow.h"
#include "core/api/JobState.h"
#include "core/api/LimitsPicture.h"
#include "core/api/PeerRow.h"
#include "core/api/PerfSnap.h"
#include "core/api/PiecePicture.h"
#include "core/api/RateHistory.h"
#include "core/api/ServiceRow.h"
#include "core/api/SettingRow.h"
#include "core/base/Clock.h"
#include "core/base/Digest.h"
#include "core/base/Units.h"

#include <QString>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace freshet {

/// How far a job is that wants parts of its content.
struct RangesProgress {
    Bytes length;  ///< of what is handed over
    Bytes pieces;  ///< of the pieces that cover the parts: what has to be there
    Bytes inCache; ///< of these, durable on disk
    bool operator==(const RangesProgress &) const = default;
};

/// One line of the picture: a job, or a content in the cache that no job is working on. Field meanings are those of
/// Get-DeliveryOptimizationStatus unless said otherwise; amounts are bytes, only verified useful bytes count as downloaded.
struct JobRow {
    std::optional<JobId> job; ///< none for a content that only rests in the cache
    QString fileId;           ///< ContentId in hex; without metadata the cache key
    std::optional<ContentId> contentId;
    QString name;
    QString sourceUrl; ///< HTTP origin, without secrets
    QString cacheHost; ///< cache server that was of use, as the setting names it; empty: none
    QString destination;
    QString caller;
    JobState state = JobState::Queued;
    StateReason reason;
    DownloadMode mode = DownloadMode::HttpOnly;
    ModeReason modeReason = ModeReason::None;
    Priority priority = Priority::Foreground;
    QString proof; ///< "metadata", "piece-hashes", "sha256", "none"

    Bytes fileSize;
    bool fileSizeKnown = true;
    Bytes fileSizeInCache;                ///< durable on disk
    std::optional<RangesProgress> ranges; ///< unset: the job wants the whole
    Bytes inFlight;                       ///< received, not yet durable: adds to fileSizeInCache for a progress bar
    Bytes fromLanPeers;
    Bytes fromGroupPeers;
    Bytes fromInternetPeers;
    Bytes fromCacheServer;
    Bytes fromHttpOrigin;
    Bytes receivedByJob; ///< useful bytes that this job transferred; the rest was in the cache before
    Bytes wasted;        ///< arrived, but useless: failed its proof, came twice, wrong version
    Bytes toLanPeers;
    Bytes toGroupPeers;
    Bytes toInternetPeers;
    std::uint32_t httpConnections = 0; ///< to origins; the cache server's are apart
    std::uint32_t cacheServerConnections = 0;
    std::uint32_t lanConnections = 0;
    std::uint32_t groupConnections = 0;
    std::uint32_t internetConnections = 0;
    std::uint32_t peersKnown = 0;
    BytesPerSecond rate;                     ///< received, mean over the last seconds
    std::optional<BytesPerSecond> rateLimit; ///< its own
    Limit limitedBy = Limit::None;           ///< what held it back within the last second
    std::optional<std::chrono::seconds> eta;
    std::chrono::milliseconds downloadDuration{};
    std::optional<std::chrono::milliseconds>
        provenAfter; ///< from the request until all was proven and synced in the cache
    std::optional<std::chrono::milliseconds> deliveredAfter; ///< from the request until it was at its destination
    QString handOver;                                        ///< "reflink" or "copy", once delivered
    WallTime createdAt;
    std::optional<WallTime> expireOn;
    bool pinned = false;
    /// Where its bytes come from and go to, and who else might give some; null: nobody. Replaced when a line changes.
    std::shared_ptr<const PeerTable> peers;

    /// What has to be there, and what of it is received: the two ends of a progress bar.
    [[nodiscard]] Bytes goal() const { return ranges ? ranges->pieces : fileSize; }
    [[nodiscard]] Bytes received() const
    {
        const Bytes sum = (ranges ? ranges->inCache : fileSizeInCache) + inFlight;
        return fileSizeKnown ? std::min(sum, goal()) : sum;
    }
    /// From LAN, group and internet peers together.
    [[nodiscard]] Bytes fromPeers() const { return fromLanPeers + fromGroupPeers + fromInternetPeers; }
    /// From the origin and the cache server together (the original counts the cache server as HTTP too).
    [[nodiscard]] Bytes fromHttp() const { return fromHttpOrigin + fromCacheServer; }
    [[nodiscard]] Bytes totalDownloaded() const { return fromPeers() + fromHttp(); }
    /// 0 to 100; never more, because only useful bytes count.
    [[nodiscard]] double percentPeerCaching() const;
    [[nodiscard]] bool isFinal() const
    {
        return state == JobState::Complete || state == JobState::Caching || state == JobState::Failed;
    }
};

/// An immutable picture of the engine. Two pictures with the same revision are equal. The shared parts are replaced when they
/// change and shared between pictures until then: comparing the pointers tells whether there is anything to draw.
struct EngineSnapshot {
    std::uint64_t revision = 0;
    WallTime takenAt;
    MonotonicTime takenAtMonotonic;
    QString cacheDirectory;
    std::vector<JobRow> jobs;
    std::uint64_t lastEvent =
        0; ///< the trace as of this number gives this picture (core/trace/Replay.h); 0: there is no trace
    std::shared_ptr<const PerfSnap> performance{};    ///< null until it has been measured
    std::shared_ptr<const PerfSnapThisMonth> month{}; ///< likewise
    std::shared_ptr<const RateHistory> history{};     ///< null until something has been recorded
    std::shared_ptr<const SettingsPicture> settings{};
    std::shared_ptr<const BanTable> bans{}; ///< null: nobody has been banned
    std::shared_ptr<const PiecePicture>
        pieces{}; ///< of the watched job; null: none is watched, or its pieces are not known
    std::shared_ptr<const LimitsPicture> limits{};     ///< null without a running engine
    std::shared_ptr<const ServicesPicture> services{}; ///< null: none are set

    [[nodiscard]] const JobRow *find(JobId job) const;
};

} // namespace freshet
