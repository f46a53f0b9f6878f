// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"

#include <cstdint>
#include <optional>

namespace freshet {

/// What a fetch is doing, for the job's reason line.
struct FetchStatus {
    std::uint32_t connections = 0;
    bool receiving = false;             ///< at least one source is sending
    std::uint32_t cacheConnections = 0; ///< of the connections, those to a cache server
    bool fromCacheServer = false;       ///< it alone is sending
    bool waitingForCacheServer = false; ///< retryAt is when the origin is asked in its place
    bool fromPeers = false;             ///< peers owe us blocks
    bool waitingForPeers = false;       ///< what is missing is with others of the site, or nobody has it
    bool waitingForDisk = false;        ///< every open connection waits for a free buffer
    std::optional<Error> lastError;     ///< of the source that is being waited for
    std::optional<MonotonicTime> retryAt;
};

} // namespace freshet
