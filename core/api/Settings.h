// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/CacheLimits.h"
#include "core/api/JobState.h"
#include "core/base/Units.h"

#include <QStringList>

#include <chrono>
#include <cstdint>
#include <optional>

namespace freshet {

/// How much one direction or class of traffic may use. No value: no limit. 0: nothing, which is shown as paused. With both, the
/// lower one counts.
struct RateLimit {
    std::optional<BytesPerSecond> absolute;
    std::optional<std::uint32_t> percent; ///< of the measured bandwidth, 0 to 100

    bool operator==(const RateLimit &) const = default;
};

/// Every value that people and policies set, as it is in force. Keys, ranges and the original's names: core/policy/SettingsSchema.h.
struct Settings {
    std::uint32_t maximumRunningJobs = 3;
    std::uint32_t connectionsPerSource = 2;

    CacheLimits cache;

    DownloadMode mode = DownloadMode::Lan;
    bool lanDiscovery = true;
    std::uint16_t listenPort = 7680;
    std::uint32_t maximumPeers = 60; ///< connections per content
    std::uint32_t uploadSlots = 3;   ///< peers of a content that are being served at a time
    QStringList listenAddresses;     ///< number form; empty: all of the machine's
    /// Smaller contents are fetched over HTTP alone (the original: 50 MB, which its cloud is spared).
    Bytes minimumPeeredSize = 1_MiB;
    std::chrono::seconds delayHttpForeground{0};
    std::chrono::seconds delayHttpBackground{0};
    /// Background jobs that peers serve more slowly are topped up over HTTP. (The original's 2500 KB/s would have every machine of a site behind a
    /// slower line fetch its own copy.)
    BytesPerSecond minimumBackgroundRate{128 * 1024};

    RateLimit download;       ///< all jobs together; foreground goes first
    QStringList cacheServers; ///< asked in this order, one at a time, before the HTTP origin
    std::chrono::seconds cacheFallbackForeground{0};
    std::chrono::seconds cacheFallbackBackground{0};

    RateLimit foreground;
    RateLimit background;
    RateLimit upload;
    std::optional<BytesPerSecond> uploadGroup;    ///< to group peers
    std::optional<BytesPerSecond> uploadInternet; ///< to internet peers
    bool lanExempt = true;                        ///< LAN traffic is not throttled, as in the original
    /// While it is on, these take the place of `download` and `upload`.
    bool alternativeLimits = false;
    std::optional<BytesPerSecond> alternativeDownload = BytesPerSecond{1024 * 1024};
    std::optional<BytesPerSecond> alternativeUpload = BytesPerSecond{128 * 1024};

    bool operator==(const Settings &) const = default;
};

} // namespace freshet
