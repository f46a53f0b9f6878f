// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <cstddef>

namespace freshet {

/// Limits how often something may change: a number at once, and a rate in the long run. Time is an argument.
class FlipBudget {
public:
    FlipBudget(std::size_t burst, std::size_t perSecond)
        : m_burst(static_cast<double>(burst))
        , m_perSecond(static_cast<double>(perSecond))
        , m_left(m_burst)
    {
    }

    /// False when it happens too often.
    bool spend(MonotonicTime now);
    /// Something happened that is a good reason for changes.
    void earn(std::size_t count);

private:
    double m_burst;
    double m_perSecond;
    double m_left;
    MonotonicTime m_last{};
};

} // namespace freshet
