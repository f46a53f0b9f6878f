// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/JobRates.h"

#include <algorithm>

namespace freshet::ui {

namespace {

/// Nobody measured for longer than that: a gap. A busy machine may keep the window from looking for some seconds.
constexpr std::chrono::seconds longestStep{20};

BytesPerSecond rateOf(Bytes before, Bytes now, std::chrono::duration<double> time)
{
    if (now <= before || time.count() <= 0)
        return {};
    return BytesPerSecond{static_cast<std::uint64_t>(static_cast<double>((now - before).value()) / time.count())};
}

template <typename What>
void eachRate(RateSample &sample, What what)
{
    for (BytesPerSecond &rate : sample.from)
        what(rate);
    for (BytesPerSecond &rate : sample.to)
        what(rate);
    what(sample.wasted);
}

} // namespace

JobRates::JobRates(SnapshotSource &source)
    : m_source(source)
{
    connect(&source, &SnapshotSource::changed, this, [this] {
        if (m_source.clock().monotonic() >= m_recordedAt + fineStep)
            record(*m_source.snapshot());
    });
}

JobRates::Amounts JobRates::amountsOf(const JobRow &row)
{
    return {
        .from = {row.fromLanPeers, row.fromGroupPeers, row.fromInternetPeers, row.fromCacheServer, row.fromHttpOrigin},
        .to = {row.toLanPeers, row.toGroupPeers, row.toInternetPeers},
        .wasted = row.wasted};
}

void JobRates::record(const EngineSnapshot &snapshot)
{
    const MonotonicTime now = snapshot.takenAtMonotonic;
    const MonotonicTime earlier = std::exchange(m_recordedAt, now);
    std::map<JobId, Amounts> seen;
    std::map<JobId, Entry> kept;
    for (const JobRow &row : snapshot.jobs) {
        if (!row.job)
            continue;
        const Amounts amounts = amountsOf(row);
        if (auto known = m_jobs.extract(*row.job)) {
            fill(known.mapped(), amounts, now);
            known.mapped().end = snapshot.takenAt - std::chrono::floor<WallTime::duration>(now - known.mapped().filled);
            kept.insert(std::move(known));
            continue;
        }
        const auto before = m_seen.find(*row.job);
        if (before != m_seen.end() && before->second != amounts) {
            Entry entry;
            entry.amounts = before->second;
            entry.at = entry.filled = std::max(earlier, now - longestStep);
            fill(entry, amounts, now);
            entry.end = snapshot.takenAt - std::chrono::floor<WallTime::duration>(now - entry.filled);
            kept.emplace(*row.job, std::move(entry));
        } else if (!row.isFinal() || row.state == JobState::Caching) {
            seen.emplace(*row.job, amounts);
        }
    }
    m_jobs = std::move(kept); // of jobs that are gone nothing is kept
    m_seen = std::move(seen);
    dropOldest();
}

void JobRates::fill(Entry &entry, const Amounts &amounts, MonotonicTime now)
{
    const auto steps = (now - entry.filled) / fineStep;
    if (steps < 1)
        return;
    const std::chrono::duration<double> time = now - entry.at;
    RateSample sample{.wasted = rateOf(entry.amounts.wasted, amounts.wasted, time),
                      .measured = now - entry.at <= longestStep};
    for (std::size_t i = 0; i < sourceClassCount; ++i)
        sample.from[i] = rateOf(entry.amounts.from[i], amounts.from[i], time);
    for (std::size_t i = 0; i < peerClassCount; ++i)
        sample.to[i] = rateOf(entry.amounts.to[i], amounts.to[i], time);
    if (!sample.measured)
        eachRate(sample, [](BytesPerSecond &rate) { rate = {}; });
    // The first of many would be pushed out again anyway.
    const auto most = static_cast<std::int64_t>(coarseLength * (coarseStep / fineStep));
    for (std::int64_t i = 0; i < std::min<std::int64_t>(steps, most); ++i)
        add(entry, sample);
    entry.filled += steps * fineStep;
    if (amounts != entry.amounts)
        entry.lastMoved = now;
    entry.amounts = amounts;
    entry.at = now;
    entry.rings = {};
}

void JobRates::add(Entry &entry, const RateSample &sample)
{
    entry.fine.push_back(sample);
    if (entry.fine.size() > fineLength)
        entry.fine.pop_front();
    for (std::size_t i = 0; i < sourceClassCount; ++i)
        entry.sum.from[i] += sample.from[i];
    for (std::size_t i = 0; i < peerClassCount; ++i)
        entry.sum.to[i] += sample.to[i];
    entry.sum.wasted += sample.wasted;
    entry.sum.measured |= sample.measured;
    constexpr auto whole = static_cast<unsigned>(coarseStep / fineStep);
    if (++entry.summed < whole)
        return;
    eachRate(entry.sum, [](BytesPerSecond &rate) { rate = BytesPerSecond{rate.value() / whole}; });
    entry.coarse.push_back(entry.sum);
    if (entry.coarse.size() > coarseLength)
        entry.coarse.pop_front();
    entry.sum = {};
    entry.summed = 0;
}

void JobRates::dropOldest()
{
    while (m_jobs.size() > maximumJobs)
        m_jobs.erase(std::ranges::min_element(m_jobs, {}, [](const auto &job) { return job.second.lastMoved; }));
}

std::shared_ptr<const RateRing> JobRates::ring(JobId job, bool coarse) const
{
    const auto known = m_jobs.find(job);
    if (known == m_jobs.end())
        return nullptr;
    const Entry &entry = known->second;
    auto &ring = entry.rings[coarse ? 1 : 0];
    if (!ring) {
        const auto &samples = coarse ? entry.coarse : entry.fine;
        const auto end = entry.end - (coarse ? entry.summed * fineStep : std::chrono::seconds{0});
        ring = std::make_shared<const RateRing>(
            RateRing{.step = coarse ? coarseStep : fineStep, .end = end, .samples = {samples.begin(), samples.end()}});
    }
    return ring;
}

} // namespace freshet::ui
