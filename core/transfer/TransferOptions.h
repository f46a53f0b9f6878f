// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"
#include "core/policy/RetryPolicy.h"

#include <chrono>
#include <cstdint>

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
    RetrySettings retry{};
    /// The services that may know a content; null: none. Outlives the job.
    CloudClient *cloud = nullptr;
};

} // namespace freshet
