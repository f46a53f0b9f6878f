// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/RateRings.h"
#include "core/store/CacheDirectory.h"
#include "core/store/Store.h"
#include "core/store/WorkThread.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace freshet {

/// The rates of the last minutes to the last month, and how full the cache was, from one run of the engine to the next (`rate-history` in the cache directory: 30 kB or so, replaced
/// as a whole). A file that is lost or broken costs the graphs their past, nothing else. On the engine thread; writes on `thread`. Invariant: at most
/// `writeInterval` of what passed is lost with the process, and a machine where nothing passes writes once in `quietWriteInterval`.
class HistoryKeeper final : public QObject {
    Q_OBJECT

public:
    static constexpr auto fileName = "rate-history";
    static constexpr std::chrono::minutes writeInterval{1};
    static constexpr std::chrono::minutes quietWriteInterval{30};

    static constexpr std::chrono::seconds useInterval{15};
    static constexpr std::chrono::seconds quietUseInterval{60};

    /// `thread` is stopped after this goes; `store` and `clock` outlive it.
    HistoryKeeper(Store &store, CacheDirectory directory, WorkThread &thread, const Clock &clock);
    /// Writes.
    ~HistoryKeeper() override;

    /// To be told what passes.
    [[nodiscard]] RateRings &rings() { return m_rings; }
    [[nodiscard]] std::shared_ptr<const RateHistory> history() { return m_rings.history(); }

Q_SIGNALS:
    /// There is a newer history: once a second, more rarely while nothing passes.
    void changed();

private:
    void tick();
    void askUse();
    void write();

    Store &m_store;
    std::shared_ptr<const CacheDirectory> m_directory;
    WorkThread &m_thread;
    const Clock &m_clock;
    RateRings m_rings;
    QTimer m_timer;
    MonotonicTime m_toldAt{};
    MonotonicTime m_writtenAt{};
    MonotonicTime m_usedAt{};
    Bytes m_written{}; ///< by the store, as of the last look
};

} // namespace freshet
