// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace freshet {

/// One thread that runs posted tasks, first in first out. Non-duty: knows nothing of what it runs;
/// its mutex guards the queue alone. The queue is bounded by its callers (the buffer pool).
class WorkThread {
public:
    using Task = std::move_only_function<void()>;

    explicit WorkThread(const char *name);
    ~WorkThread();
    WorkThread(const WorkThread &) = delete;
    WorkThread &operator=(const WorkThread &) = delete;

    /// From any thread. After stop() the task is dropped.
    void post(Task task);

    /// `tick` runs on the thread after each task, and every `period` while `wantTicks(true)` holds. Set before the first post.
    void setTick(std::function<void()> tick, std::chrono::milliseconds period);
    /// From the thread itself.
    void wantTicks(bool wanted) { m_ticking = wanted; }

    /// Runs what is queued, then `last` on the thread, then ends it. Idempotent.
    void stop(Task last = {});

private:
    void run(const char *name);

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Task> m_queue;
    bool m_stopping = false;
    bool m_stopped = false;
    Task m_last;
    std::function<void()> m_tick;
    std::chrono::milliseconds m_period{200};
    bool m_ticking = false; // touched by the thread alone
    std::thread m_thread;
};

} // namespace freshet
