// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/RateHistory.h"

#include <QString>

namespace freshet::ui {

enum class RateDirection { Received, Sent };

BytesPerSecond totalOf(const RateSample &sample, RateDirection direction);
/// Of a class; of what is sent the first three alone.
BytesPerSecond partOf(const RateSample &sample, RateDirection direction, std::size_t index);
std::size_t partCount(RateDirection direction);

/// What a stretch of a ring says, over what was measured of it.
struct RateSummary {
    BytesPerSecond peak;
    WallTime peakAt; ///< the end of its step
    BytesPerSecond mean;
    BytesPerSecond percentile95; ///< 95 of 100 steps had no more
    Bytes volume;
    std::size_t measured = 0; ///< steps; 0: nothing is known
    std::chrono::seconds step{};

    /// Samples whose middle lies between the two.
    static RateSummary of(const RateRing &ring, RateDirection direction, WallTime from, WallTime to);
    bool operator==(const RateSummary &) const = default;
};

/// "Peak 12.30 MB/s at 22:16 · mean 3.10 MB/s · 95 % of the time at most 8.00 MB/s", or that nothing was recorded.
QString summaryText(const RateSummary &summary);

} // namespace freshet::ui
