// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/engine/TraceFiles.h"
#include "core/store/Mailbox.h"
#include "core/store/WorkThread.h"
#include "core/trace/TraceRing.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace freshet {

struct TraceLimits {
    std::size_t remembered = 8192; ///< events in memory, for whoever follows the trace
    std::size_t unwritten = 4096;  ///< events that wait for the disk; further ones are dropped, and the file says so
    TraceFileLimits files{};
};

/// Gives every event its number and time, remembers the newest, and hands them on in batches: to the files on another thread, and to `recorded`. On the engine
/// thread, which it never blocks: while the disk takes a batch, the next one gathers, up to a limit.
class TraceRecorder final : public QObject, public EventSink {
    Q_OBJECT

public:
    /// `thread` and `clock` outlive the recorder's last record(); the recorder goes after `thread` has been stopped.
    TraceRecorder(CacheDirectory directory, WorkThread &thread, const Clock &clock, TraceLimits limits = {});

    void record(TraceEvent event) override;
    /// Sees every event at once, before anybody else.
    void setObserver(std::function<void(const TraceEvent &)> observer) { m_observer = std::move(observer); }
    /// Posts what is gathered, whether the disk is ready or not: at the end of a run, before the thread is stopped.
    void finish();

    [[nodiscard]] const TraceRing &ring() const { return m_ring; }
    [[nodiscard]] std::uint64_t lastNumber() const { return m_lastNumber; }
    /// Tells this run of the engine from others, whose numbers mean nothing in it.
    [[nodiscard]] const QString &run() const { return m_run; }

Q_SIGNALS:
    /// At most 5 times a second.
    void recorded(const freshet::TraceBatch &batch);

private:
    void handOn();
    void write(TraceBatch batch);

    std::shared_ptr<TraceFiles> m_files; ///< used on the thread alone
    WorkThread &m_thread;
    const Clock &m_clock;
    TraceLimits m_limits;
    QString m_run;
    TraceRing m_ring;
    std::uint64_t m_lastNumber = 0;
    std::vector<TraceEvent> m_gathered;
    std::uint64_t m_dropped = 0; ///< since the last of m_gathered
    bool m_writing = false;
    QTimer m_timer;
    std::function<void(const TraceEvent &)> m_observer;
    Mailbox m_mailbox;
};

} // namespace freshet
