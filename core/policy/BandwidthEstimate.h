// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Units.h"

#include <cstdint>
#include <optional>

namespace freshet {

/// How much one direction of the line beyond the LAN can carry, from what passes: what percent limits are a share of.
///
/// Time is cut into slots of half a second. A sample is the slower of two slots in a row with traffic, so that what a paused connection
/// had gathered in buffers, which comes at once, is no proof of speed. More than the estimate is always believed. Less counts only when none of
/// our own limits held anything back in these slots, and then slowly (half the way in five minutes of traffic), because a slow source is not a slow
/// line: so the estimate does not follow its own throttle down. While a percent limit holds back, nothing would be learnt of a line that became faster:
/// now and then percent limits are lifted for a second and a half (isProbing; its first slot still has to do with the limit), rarely enough to add at most 5 % to what they allow; what such a
/// probe shows counts more. Pure; time must not run backwards.
class BandwidthEstimate {
public:
    static constexpr std::chrono::milliseconds slot{500};
    static constexpr std::chrono::milliseconds probe{1500};

    void onBytes(Bytes amount, MonotonicTime now);
    /// One of our limits holds something back at this moment.
    void onHeldBack(MonotonicTime now);
    /// … and it is a share of this estimate, in percent.
    void onHeldByShare(std::uint32_t percent, MonotonicTime now);

    /// none: not enough has been seen yet.
    [[nodiscard]] std::optional<BytesPerSecond> value() const { return m_value; }
    /// Percent limits do not count now.
    [[nodiscard]] bool isProbing(MonotonicTime now) const { return now >= m_probeFrom && now < m_probeFrom + probe; }

private:
    void advance(MonotonicTime now);
    void onSlotEnd();
    void onSample(BytesPerSecond sample, bool isFree);

    struct Slot {
        std::uint64_t bytes = 0;
        bool heldBack = false;
    };
    std::optional<BytesPerSecond> m_value;
    std::int64_t m_index = 0; ///< of m_current, from the start of the clock
    Slot m_current;
    Slot m_previous;
    bool m_slotInProbe = false;
    MonotonicTime m_probeFrom = MonotonicTime::min() + std::chrono::hours{1};
    std::optional<MonotonicTime> m_lastProbe; ///< or when a share first held something back
};

} // namespace freshet
