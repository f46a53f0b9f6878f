// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/Mailbox.h"

#include <sys/eventfd.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace freshet {

Mailbox::Mailbox()
    : m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_notifier(std::make_unique<QSocketNotifier>(m_wake.get(), QSocketNotifier::Read))
{
    if (!m_wake)
        qFatal("no descriptor left for the store's wake-up");
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { deliver(); });
}

Mailbox::~Mailbox()
{
    *m_alive = false;
}

void Mailbox::post(Call call)
{
    const std::lock_guard lock(m_mutex);
    m_calls.push_back(std::move(call));
    if (m_calls.size() == 1)
        ::eventfd_write(m_wake.get(), 1);
}

void Mailbox::deliver()
{
    {
        const std::lock_guard lock(m_mutex);
        eventfd_t count = 0;
        ::eventfd_read(m_wake.get(), &count);
        std::ranges::move(m_calls, std::back_inserter(m_ready));
        m_calls.clear();
    }
    // One queue for all levels: a call that runs an event loop of its own does not let later calls overtake earlier ones.
    const std::shared_ptr<bool> alive = m_alive;
    while (*alive && !m_ready.empty()) {
        Call call = std::move(m_ready.front());
        m_ready.pop_front();
        call();
    }
}

} // namespace freshet
