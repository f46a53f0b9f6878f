// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"
#include "core/policy/CacheServers.h"
#include "core/policy/RetryPolicy.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

namespace freshet {

class CloudClient;

struct TransferOptions {
    std::uint32_t connectionsPerSource = 2;
    std::uint32_t maximumConnections = 24; ///< of one job, over all its HTTP sources
    Bytes maximumRun = 64_MiB;             ///< longest range of one request
    Bytes maximumMetadata = 64_MiB;
    /// Failures in a row without a byte of progress after which a job fails; a failing job can be retried. 0: never, keep trying.
    int maximumFailures = 5;
    /// When HTTP has failed for good, or is not to be used, so long is waited for a peer as long as one may come.
    std::chrono::milliseconds peerPatience{60'000};
    /// So long from the first meeting with its swarm a content with peers is not fetched over HTTP (DODelayForegroundDownloadFromHttp, …Background…).
    std::chrono::seconds delayHttp{0};
    /// When peers bring less, HTTP is asked for the same as well (DOMinBackgroundQoS, for background jobs).
    std::optional<BytesPerSecond> minimumPeerRate{};
    RetrySettings retry{};
    CloudClient *cloud = nullptr; ///< the services that may know a content; null: none. Outlives the job
    std::shared_ptr<CacheServers> cacheServers{}; ///< of the machine, with what all its jobs know of them; null: none
    std::chrono::seconds cacheFallback{0};        ///< see CacheFallback
};

} // namespace freshet
