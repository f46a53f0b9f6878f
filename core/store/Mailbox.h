// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"

#include <QSocketNotifier>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace freshet {

/// Calls from any thread, run in their order on the thread that made the mailbox, from its event loop. However many come, they
/// cost one wake-up. A standard mutex hands them over, so race detectors see the order (they do not see into Qt's event
/// queue). Non-duty: what is still in it when it is destroyed is dropped, never run.
class Mailbox {
public:
    using Call = std::move_only_function<void()>;

    Mailbox();
    ~Mailbox();
    Mailbox(const Mailbox &) = delete;
    Mailbox &operator=(const Mailbox &) = delete;

    /// From any thread.
    void post(Call call);

private:
    void deliver();

    UniqueFd m_wake; ///< eventfd
    std::mutex m_mutex;
    std::vector<Call> m_calls;
    std::deque<Call> m_ready; ///< taken over by the receiving thread
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true); ///< a call may destroy the mailbox
};

} // namespace freshet
