// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Units.h"

#include <array>
#include <chrono>
#include <optional>

namespace freshet {

/// Mean rate over the last `window`: a ring of `Slots` slots of 250 ms, so its memory does not depend on how often it is fed.
/// Time is an argument and must not run backwards. Non-duty: totals.
template <std::size_t Slots>
class WindowedRateMeter {
public:
    static constexpr std::chrono::milliseconds slotLength{250};
    static constexpr std::size_t slotCount = Slots;
    static constexpr std::chrono::milliseconds window = slotLength * slotCount;

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

/// Of a job: steady enough to tell the time left.
using RateMeter = WindowedRateMeter<40>; // 10 s
/// Of a peer, as people watch it.
using PeerRateMeter = WindowedRateMeter<80>; // 20 s
/// Of a peer, as its request window follows it.
using RecentRateMeter = WindowedRateMeter<8>; // 2 s

extern template class WindowedRateMeter<40>;
extern template class WindowedRateMeter<80>;
extern template class WindowedRateMeter<8>;

/// Time left at `rate`; nullopt when the rate is too low to say (longer than 99 days).
std::optional<std::chrono::seconds> estimateTimeLeft(Bytes remaining, BytesPerSecond rate);

} // namespace freshet
