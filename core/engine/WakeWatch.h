// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <optional>

namespace freshet {

/// Notices that the machine was suspended between two looks: the clock that counts such time ran ahead of the one that does not.
/// Pure; time is an argument. Blind to suspends of less than `shortest`, which connections survive.
class WakeWatch {
public:
    /// What the machine's clock says that stands still while it is suspended.
    [[nodiscard]] static MonotonicTime awake()
    {
        return MonotonicTime{std::chrono::steady_clock::now().time_since_epoch()};
    }

    static constexpr std::chrono::seconds shortest{3};

    /// True once after each suspend.
    [[nodiscard]] bool observe(MonotonicTime monotonic, MonotonicTime awake)
    {
        const std::chrono::nanoseconds ahead = monotonic - awake;
        const bool woke = m_ahead && ahead - *m_ahead >= shortest;
        m_ahead = ahead;
        return woke;
    }

private:
    std::optional<std::chrono::nanoseconds> m_ahead;
};

} // namespace freshet
