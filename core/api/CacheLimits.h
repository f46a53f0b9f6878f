// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace freshet {

/// How much the cache may keep, and for how long. Pinned contents count towards no limit and are never evicted.
struct CacheLimits {
    /// Share of the capacity of the cache's filesystem, 1 to 100 (policy DOMaxCacheSize). Ignored when maximumSize is set.
    std::uint32_t maximumPercent = 20;
    /// Absolute limit in bytes (policy DOAbsoluteMaxCacheSize).
    std::optional<Bytes> maximumSize;
    /// Life of a content after its last completion or use (policy DOMaxCacheAge); none: until the space is needed.
    std::optional<std::chrono::seconds> maximumAge = std::chrono::hours{72};
    /// Smaller contents are not kept once they are handed over (policy DOMinFileSizeToCache). 0 keeps all.
    Bytes minimumFileSize;
    /// Free space that the cache leaves to everybody else on its filesystem.
    Bytes freeDiskReserve = 1_GiB;

    bool operator==(const CacheLimits &) const = default;
};

} // namespace freshet
