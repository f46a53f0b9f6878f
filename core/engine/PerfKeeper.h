// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/PerfSnapBuild.h"
#include "core/store/Mailbox.h"
#include "core/store/Store.h"
#include "core/store/WorkThread.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace freshet {

/// The performance snapshots of a running engine, made when somebody asks and now and then after jobs ended. On the engine thread; the ledger and the disk
/// are looked at on theirs. Invariant: one look at a time, whoever else asks meanwhile gets its outcome.
class PerfKeeper final : public QObject {
    Q_OBJECT

public:
    using Done = std::function<void(const Result<void> &)>;

    /// The keeper goes after `thread` has been stopped and before `store`.
    PerfKeeper(Store &store, QString directory, WorkThread &thread, const Clock &clock);

    /// A fresh look; then the parts below are new. `jobs` are asked for when it is done.
    void refresh(std::function<std::shared_ptr<const EngineSnapshot>()> jobs, Done done);

    [[nodiscard]] const std::shared_ptr<const PerfSnap> &performance() const { return m_performance; }
    [[nodiscard]] const std::shared_ptr<const PerfSnapThisMonth> &month() const { return m_month; }

private:
    struct Look {
        std::vector<ContentRecord> records;
        TotalsByDay totals;
    };
    struct Traffic {
        MonotonicTime time;
        InterfaceBytes bytes;
    };

    void onRecords(Result<std::vector<ContentRecord>> records);
    void onTotals(std::shared_ptr<Look> look, Result<TotalsByDay> totals);
    void onDisk(const Look &look, const DiskUse &disk);
    void addTraffic(PerfSnap &snap);
    void finish(const Result<void> &outcome);

    Store &m_store;
    QString m_directory;
    WorkThread &m_thread;
    const Clock &m_clock;
    std::function<std::shared_ptr<const EngineSnapshot>()> m_jobs;
    std::vector<Done> m_waiting;
    std::optional<Traffic> m_base;   ///< what rates are counted from
    std::optional<Traffic> m_latest; ///< becomes the base when the base is old
    std::shared_ptr<const PerfSnap> m_performance;
    std::shared_ptr<const PerfSnapThisMonth> m_month;
    Mailbox m_mailbox;
};

} // namespace freshet
