// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SnapshotSource.h"

#include <QObject>

#include <deque>
#include <map>
#include <memory>

namespace freshet::ui {

/// Remembers the rates of single jobs, by source, from the first picture on in which they transfer something: the engine keeps those of all together only. Also while nobody looks, so that a
/// graph has a past. A rate is bytes by the time that really passed. Invariant: at most `maximumJobs`, those that moved last.
class JobRates final : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t maximumJobs = 100;
    static constexpr std::chrono::seconds fineStep{1};
    static constexpr std::chrono::seconds coarseStep{10};
    static constexpr std::size_t fineLength = 300;
    static constexpr std::size_t coarseLength = 720;

    /// `source` outlives it.
    explicit JobRates(SnapshotSource &source);
    /// Takes in one picture; called by itself when the source has a newer one, at most once per fineStep.
    void record(const EngineSnapshot &snapshot);

    /// The last five minutes by seconds, or the last two hours by ten; null: nothing is known of that job. Replaced when it grows.
    [[nodiscard]] std::shared_ptr<const RateRing> ring(JobId job, bool coarse) const;

private:
    struct Amounts {
        std::array<Bytes, sourceClassCount> from{};
        std::array<Bytes, peerClassCount> to{};
        Bytes wasted;
        bool operator==(const Amounts &) const = default;
    };
    struct Entry {
        Amounts amounts;
        MonotonicTime at{};        ///< of `amounts`
        MonotonicTime filled{};    ///< samples reach until then
        MonotonicTime lastMoved{}; ///< something came or went
        WallTime end{};
        std::deque<RateSample> fine;
        std::deque<RateSample> coarse;
        RateSample sum; ///< of the seconds that make the next coarse sample; rates added up
        unsigned summed = 0;
        mutable std::array<std::shared_ptr<const RateRing>, 2> rings; ///< made when asked for; null: stale
    };

    static Amounts amountsOf(const JobRow &row);
    static void add(Entry &entry, const RateSample &sample);
    void fill(Entry &entry, const Amounts &amounts, MonotonicTime now);
    void dropOldest();

    SnapshotSource &m_source;
    MonotonicTime m_recordedAt{};
    std::map<JobId, Entry> m_jobs;
    std::map<JobId, Amounts> m_seen; ///< of running jobs that have not moved yet
};

} // namespace freshet::ui
