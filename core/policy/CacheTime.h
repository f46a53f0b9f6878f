// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <chrono>
#include <optional>

namespace freshet {

/// The calendar as far as it can be trusted with deleting things.
struct CacheTime {
    WallTime now;
    /// Where the calendar landed when it last moved in a way that no time going by explains; none: it never did.
    std::optional<WallTime> jumpedTo{};

    /// For so long after a jump nothing is deleted because of a date that the jump itself passed over.
    static constexpr std::chrono::hours doubt{24};

    [[nodiscard]] bool isSuspect() const { return jumpedTo && now >= *jumpedTo && now - *jumpedTo < doubt; }
    [[nodiscard]] bool hasPassed(WallTime date) const { return now >= date && !(isSuspect() && date < *jumpedTo); }
    /// When age is counted from: what was used before a jump, or at a time that is still to come, counts as used at the jump.
    [[nodiscard]] WallTime countedFrom(WallTime use) const;
};

/// Watches the calendar against the monotonic clock, and across restarts against when it was last seen. Brain: told times, has no
/// clock. A jump of years (F15) thereby renews the term of everything instead of ending it.
class ClockTrust {
public:
    /// What survives a restart.
    struct Memory {
        WallTime lastSeen;
        std::optional<WallTime> jumpedTo{};
        bool operator==(const Memory &) const = default;
    };

    /// How far the two clocks may part between two looks.
    static constexpr std::chrono::hours tolerance{1};
    /// A machine that was off for longer than this is not believed to have been.
    static constexpr std::chrono::hours longestAbsence{24 * 180};

    ClockTrust() = default;
    explicit ClockTrust(const std::optional<Memory> &memory)
        : m_memory(memory)
    {
    }

    void onTime(WallTime wall, MonotonicTime monotonic);
    /// As of the last onTime.
    [[nodiscard]] CacheTime time() const;
    [[nodiscard]] const std::optional<Memory> &memory() const { return m_memory; }

private:
    std::optional<Memory> m_memory;
    std::optional<MonotonicTime> m_lastLook; ///< none before the first look of this run
};

} // namespace freshet
