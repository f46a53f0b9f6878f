// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/WorkThread.h"

#include <pthread.h>

#include <utility>

namespace freshet {

WorkThread::WorkThread(const char *name)
    : m_thread([this, name] { run(name); })
{
}

WorkThread::~WorkThread()
{
    stop();
}

void WorkThread::post(Task task)
{
    const std::lock_guard lock(m_mutex);
    if (m_stopped)
        return;
    m_queue.push_back(std::move(task));
    m_wake.notify_one();
}

void WorkThread::setTick(std::function<void()> tick, std::chrono::milliseconds period)
{
    const std::lock_guard lock(m_mutex);
    m_tick = std::move(tick);
    m_period = period;
}

void WorkThread::stop(Task last)
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_last = std::move(last);
        m_wake.notify_one();
    }
    m_thread.join();
}

void WorkThread::run(const char *name)
{
    pthread_setname_np(pthread_self(), name);
    std::unique_lock lock(m_mutex);
    for (;;) {
        const auto ready = [this] { return !m_queue.empty() || m_stopping; };
        if (m_ticking)
            m_wake.wait_for(lock, m_period, ready);
        else
            m_wake.wait(lock, ready);
        if (m_queue.empty() && m_stopping)
            break;
        Task task;
        if (!m_queue.empty()) {
            task = std::move(m_queue.front());
            m_queue.pop_front();
        }
        const auto &tick = m_tick;
        lock.unlock();
        if (task)
            task();
        task = {}; // what it holds is freed before the lock is taken
        if (tick)
            tick();
        lock.lock();
    }
    m_stopped = true;
    Task last = std::move(m_last);
    lock.unlock();
    if (last)
        last();
}

} // namespace freshet
