// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Units.h"

#include <array>
#include <chrono>
#include <optional>

namespace freshet {

/// Mean rate over the last `window`: a ring of fixed slots, so its memory does not depend on how often it is fed.
/// Time is an argument and must not run backwards. Non-duty: totals.
class RateMeter {
public:
    static constexpr std::chrono::milliseconds slotLength{250};
    static constexpr std::size_t slotCount = 40;
    static constexpr std::chrono::milliseconds window = slotLength * slotCount; // 10 s

    void onBytes(Bytes amount, MonotonicTime now);

    /// Over the time since the first byte, at most over the window; 0 before anything came.
    [[nodiscard]] BytesPerSecond rate(MonotonicTime now) const;

private:
    void advance(std::int64_t slot);
    [[nodiscard]] static std::int64_t slotAt(MonotonicTime t) { return t.time_since_epoch() / slotLength; }

    std::array<std::uint64_t, slotCount> m_slots{};
    std::int64_t m_latest = 0;
    std::optional<MonotonicTime> m_start;
};

/// Time left at `rate`; nullopt when the rate is too low to say (longer than 99 days).
std::optional<std::chrono::seconds> estimateTimeLeft(Bytes remaining, BytesPerSecond rate);

} // namespace freshet
