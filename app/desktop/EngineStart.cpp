// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/EngineStart.h"

#include <QThread>

namespace freshet::desktop {

EngineStart::EngineStart(const EngineOptions &options, const Clock &clock)
{
    m_thread = std::thread([this, options, &clock, home = QThread::currentThread()] {
        auto outcome = EngineHost::start(options, clock);
        if (outcome)
            (*outcome)->moveToThread(home);
        m_outcome = std::make_unique<Outcome>(std::move(outcome));
        QMetaObject::invokeMethod(this, &EngineStart::finished, Qt::QueuedConnection);
    });
}

EngineStart::~EngineStart()
{
    m_thread.join();
}

} // namespace freshet::desktop
