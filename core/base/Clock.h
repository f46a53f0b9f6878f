// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace freshet {

/// A point of the monotonic clock: the only time that timers, rates and deadlines use.
using MonotonicTime = std::chrono::time_point<std::chrono::steady_clock, std::chrono::nanoseconds>;
/// A point of the calendar, UTC: only for what people read and for expiry dates.
using WallTime = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

/// The one place that knows what time it is. Brains take time as an argument; hands and the office
/// are given a Clock; tests give a clock that they move by hand.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual MonotonicTime monotonic() const = 0;
    [[nodiscard]] virtual WallTime wall() const = 0;
};

/// The machine's clocks (CLOCK_BOOTTIME where there is one, so that suspended time counts).
class SystemClock final : public Clock {
public:
    [[nodiscard]] MonotonicTime monotonic() const override;
    [[nodiscard]] WallTime wall() const override;
};

} // namespace freshet
