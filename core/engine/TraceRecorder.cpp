// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/TraceRecorder.h"

#include <QUuid>

namespace freshet {

namespace {

constexpr std::chrono::milliseconds gatherTime{200};

} // namespace

TraceRecorder::TraceRecorder(CacheDirectory directory, WorkThread &thread, const Clock &clock, TraceLimits limits)
    : m_files(std::make_shared<TraceFiles>(std::move(directory), limits.files))
    , m_thread(thread)
    , m_clock(clock)
    , m_limits(limits)
    , m_run(QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_ring(limits.remembered)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TraceRecorder::handOn);
    record({.kind = EventKind::EngineStarted, .text = m_run});
}

void TraceRecorder::record(TraceEvent event)
{
    event.number = ++m_lastNumber;
    event.time = m_clock.monotonic();
    event.wall = m_clock.wall();
    if (m_observer)
        m_observer(event);
    m_ring.append(event);
    if (m_gathered.size() >= m_limits.unwritten) {
        ++m_dropped;
        return;
    }
    m_gathered.push_back(std::move(event));
    if (!m_writing && !m_timer.isActive())
        m_timer.start(gatherTime);
}

void TraceRecorder::handOn()
{
    if (m_gathered.empty())
        return;
    if (m_dropped > 0) {
        // They are behind everything that is gathered: nothing was taken after the first of them.
        TraceEvent confession = droppedEvents(std::exchange(m_dropped, 0), m_lastNumber);
        confession.time = m_gathered.back().time;
        confession.wall = m_gathered.back().wall;
        m_gathered.push_back(std::move(confession));
    }
    const auto batch = std::make_shared<const std::vector<TraceEvent>>(std::exchange(m_gathered, {}));
    write(batch);
    Q_EMIT recorded(batch);
}

void TraceRecorder::write(TraceBatch batch)
{
    m_writing = true;
    m_thread.post([this, files = m_files, batch = std::move(batch)] {
        files->append(*batch);
        m_mailbox.post([this] {
            m_writing = false;
            if (!m_gathered.empty() && !m_timer.isActive())
                m_timer.start(gatherTime);
        });
    });
}

void TraceRecorder::finish()
{
    m_timer.stop();
    handOn();
}

} // namespace freshet
