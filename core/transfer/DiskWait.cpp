// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/DiskWait.h"

#include <QPointer>

#include <algorithm>

namespace freshet {

DiskWait::DiskWait(Store &store, const Clock &clock)
    : m_store(store)
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DiskWait::look);
}

bool DiskWait::helps(ErrorCode code)
{
    return code == ErrorCode::DiskFull || code == ErrorCode::DiskReadOnly || code == ErrorCode::StoreGone
           || code == ErrorCode::OutOfResources;
}

void DiskWait::start(const Error &error)
{
    ++m_wait;
    m_error = error;
    arm();
}

void DiskWait::stop()
{
    ++m_wait;
    m_error.reset();
    m_timer.stop();
}

void DiskWait::arm()
{
    m_nextLook = m_clock.monotonic() + m_interval;
    m_timer.start(m_interval);
    m_interval = std::min(2 * m_interval, longestLook);
}

void DiskWait::look()
{
    // A complete content lacks nothing here: then the space is missing where it goes, which only trying tells.
    const std::uint64_t needed = m_error->kept == Kept::WholeContent ? 0 : m_error->bytesNeeded.value_or(0);
    m_store.checkWritable(Bytes{needed}, [self = QPointer(this), wait = m_wait](const Result<void> &outcome) {
        if (self)
            self->onLooked(wait, outcome);
    });
}

void DiskWait::onLooked(int wait, const Result<void> &outcome)
{
    if (wait != m_wait)
        return;
    if (outcome) {
        stop();
        Q_EMIT over();
        return;
    }
    const Kept kept = m_error->kept;
    m_error = outcome.error();
    m_error->kept = kept;
    arm();
    Q_EMIT changed();
}

} // namespace freshet
