// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/FlipBudget.h"

#include <algorithm>

namespace freshet {

bool FlipBudget::spend(MonotonicTime now)
{
    const double seconds = std::chrono::duration<double>(now - m_last).count();
    m_left = std::min(m_burst, m_left + seconds * m_perSecond);
    m_last = now;
    if (m_left < 1)
        return false;
    m_left -= 1;
    return true;
}

void FlipBudget::earn(std::size_t count)
{
    m_left = std::min(m_burst, m_left + static_cast<double>(count));
}

} // namespace freshet
