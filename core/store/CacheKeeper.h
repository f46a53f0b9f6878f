// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/policy/EvictionPlan.h"
#include "core/store/CacheDirectory.h"
#include "core/store/Ledger.h"

#include <functional>
#include <map>
#include <vector>

namespace freshet {

/// A content's metainfo lies beside its file, so that the ledger is never the only copy.
inline constexpr QLatin1StringView sideFileSuffix(".torrent");

/// What deciding about the keeping of a content takes; `inUse` is the caller's to say.
CachedContent keptContent(const LedgerRow &row);

/// The numbers that the ledger keeps for it, by the names of Ledger::cacheFacts.
struct KeepingFacts {
    std::optional<ClockTrust::Memory> clock;
    std::optional<std::chrono::seconds> maximumAge; ///< of the last owner, for those who only read

    static KeepingFacts of(const std::map<QString, qint64> &facts);
    [[nodiscard]] std::map<QString, qint64> toMap() const;
    /// What ContentRecord::plannedExpiry is, for readers without limits and clock.
    [[nodiscard]] std::optional<WallTime> plannedExpiry(const LedgerRow &row) const;
    bool operator==(const KeepingFacts &) const = default;
};

/// Keeps the cache within its limits: lets EvictionPlan decide and deletes. On the disk thread. Invariant: a record goes before
/// its file, so that nothing is ever claimed that is not there; only a disk too full to write the ledger gets its space first.
/// Non-duty: knows no open contents (the caller tells) and never blocks for longer than `most` deletions.
class CacheKeeper {
public:
    using InUse = std::function<bool(const StorageKey &)>;

    /// `directory` and `clock` outlive it.
    /// `visitor`: as StoreOptions::visitor.
    CacheKeeper(const CacheDirectory &directory, const Clock &clock, const CacheLimits &limits, bool visitor);

    [[nodiscard]] const CacheLimits &limits() const { return m_limits; }
    void setLimits(const CacheLimits &limits) { m_limits = limits; }

    /// A job that has not ended wants the content: it is not evicted. Counted: as many releases as holds.
    void hold(const StorageKey &key) { ++m_holds[key]; }
    void release(const StorageKey &key);
    [[nodiscard]] bool isHeld(const StorageKey &key) const { return m_holds.contains(key); }

    struct Outcome {
        std::vector<StorageKey> deleted;
        bool more = false; ///< there is more to delete: call again
    };
    /// Looks at the clock, the contents and the disk, and deletes at most `most` contents. `wanted`: space about to be needed.
    Result<Outcome> tidy(Ledger &ledger, const InUse &inUse, std::size_t most, Bytes wanted = {});

    /// Deletes one content; no error when it is not there.
    Result<void> remove(Ledger &ledger, const StorageKey &key);

    [[nodiscard]] Result<DiskSpace> diskSpace() const;
    Result<CacheUse> use(Ledger &ledger);
    /// As of the last look at the clock.
    [[nodiscard]] Retention retentionOf(const LedgerRow &row) const;

private:
    void lookAtClock(Ledger &ledger);
    [[nodiscard]] std::optional<std::chrono::seconds> maximumAge() const
    {
        return m_visitor ? m_stored.maximumAge : m_limits.maximumAge;
    }
    [[nodiscard]] Result<std::vector<LedgerRow>> everything(Ledger &ledger) const;
    Result<void> removeFiles(const QString &name) const;

    const CacheDirectory &m_directory;
    const Clock &m_clock;
    CacheLimits m_limits;
    bool m_visitor;
    std::map<StorageKey, int> m_holds;
    std::optional<ClockTrust> m_clockTrust; ///< none until the ledger has told what it remembers
    KeepingFacts m_stored;                  ///< what the ledger has
};

} // namespace freshet
