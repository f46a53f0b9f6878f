// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SourceClass.h"
#include "core/base/Clock.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <vector>

namespace freshet {

/// The mean rates of one step of time, and how full the cache was at its end.
struct RateSample {
    std::array<BytesPerSecond, sourceClassCount> from{};
    std::array<BytesPerSecond, peerClassCount> to{};
    BytesPerSecond wasted;
    BytesPerSecond written{}; ///< to the files of the cache
    Bytes held{};             ///< by the cache at the end of the step, without what is pinned
    Bytes quota{};            ///< that it may hold then; 0: not known
    bool measured =
        false; ///< false: nothing was recorded then (no engine ran, the machine slept): draw a gap, not a zero

    [[nodiscard]] BytesPerSecond received() const { return from[0] + from[1] + from[2] + from[3] + from[4]; }
    [[nodiscard]] BytesPerSecond sent() const { return to[0] + to[1] + to[2]; }
    bool operator==(const RateSample &) const = default;
};

/// Samples of equal length, oldest first. Immutable once published; a ring is replaced when it has a new sample.
struct RateRing {
    std::chrono::seconds step{};
    WallTime end; ///< end of the last sample, by the clock of the time at which it was recorded
    std::vector<RateSample> samples;
};

/// A ring's length and step.
struct RateRingShape {
    std::chrono::seconds step;
    std::size_t length;
};
/// 5 min by 1 s, 1 h by 5 s, 24 h by 2 min, 7 d by 15 min, 30 d by 1 h. Pre-averaged, so that a graph never has more points
/// than pixels.
inline constexpr std::array<RateRingShape, 5> rateRingShapes{{{std::chrono::seconds{1}, 300},
                                                              {std::chrono::seconds{5}, 720},
                                                              {std::chrono::minutes{2}, 720},
                                                              {std::chrono::minutes{15}, 672},
                                                              {std::chrono::hours{1}, 720}}};

/// One ring per shape; none while nothing has been recorded.
struct RateHistory {
    std::array<std::shared_ptr<const RateRing>, rateRingShapes.size()> rings;
};

} // namespace freshet
