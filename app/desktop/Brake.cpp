// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Brake.h"

namespace freshet::desktop {

void Brake::set(bool isOn)
{
    const std::scoped_lock lock(m_mutex);
    m_isOn = isOn;
    m_changed.notify_all();
}

void Brake::pass(QThreadPool &pool)
{
    std::unique_lock lock(m_mutex);
    if (!m_isOn)
        return;
    pool.releaseThread(); // others go on meanwhile
    m_changed.wait(lock, [this] { return !m_isOn; });
    pool.reserveThread();
}

} // namespace freshet::desktop
