// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThreadPool>

#include <condition_variable>
#include <mutex>

namespace freshet::desktop {

/// Holds the worker up in the middle of a change. Set by one thread, passed by another.
class Brake {
public:
    void set(bool isOn);
    /// Waits while it is on; other work of `pool`, whose thread this is, goes on meanwhile.
    void pass(QThreadPool &pool);

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isOn = false;
};

} // namespace freshet::desktop
