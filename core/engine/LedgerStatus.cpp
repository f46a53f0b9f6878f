// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/LedgerStatus.h"

#include "core/engine/PerfSnapBuild.h"
#include "core/store/Store.h"
#include "core/transfer/ContentRow.h"

namespace freshet {

Result<EngineSnapshot> snapshotFromLedger(const QString &cacheDirectory, const Clock &clock)
{
    const auto records = readLedger(cacheDirectory);
    if (!records)
        return std::unexpected(records.error());
    EngineSnapshot snapshot;
    snapshot.takenAt = clock.wall();
    snapshot.takenAtMonotonic = clock.monotonic();
    snapshot.cacheDirectory = cacheDirectory;
    for (const ContentRecord &record : *records)
        snapshot.jobs.push_back(rowOf(record));
    return snapshot;
}

Result<std::pair<PerfSnap, PerfSnapThisMonth>> performanceFromLedger(const QString &cacheDirectory, const Clock &clock)
{
    const auto records = readLedger(cacheDirectory);
    if (!records)
        return std::unexpected(records.error());
    const auto totals = readTotals(cacheDirectory);
    if (!totals)
        return std::unexpected(totals.error());
    return std::pair(perfSnapOf(*records, *totals, diskUse(cacheDirectory)),
                     perfMonthOf(*records, *totals, clock.wall()));
}

EngineSnapshot withContents(const EngineSnapshot &jobs, const std::vector<ContentRecord> &records)
{
    EngineSnapshot all = jobs;
    all.jobs.assign(jobs.jobs.rbegin(), jobs.jobs.rend());
    const std::size_t jobCount = all.jobs.size();
    for (const ContentRecord &record : records) {
        const JobRow resting = rowOf(record);
        bool named = false;
        for (std::size_t i = 0; i < jobCount; ++i) {
            JobRow &job = all.jobs[i];
            if (job.fileId != resting.fileId)
                continue;
            named = true;
            if (job.fileSizeInCache > Bytes{} || job.inFlight > Bytes{})
                continue;
            JobRow merged = resting;
            merged.job = job.job;
            merged.destination = job.destination;
            merged.caller = job.caller;
            merged.state = job.state;
            merged.reason = job.reason;
            merged.priority = job.priority;
            merged.createdAt = job.createdAt;
            merged.provenAfter = job.provenAfter;
            merged.deliveredAfter = job.deliveredAfter;
            merged.handOver = job.handOver;
            merged.httpConnections = job.httpConnections;
            merged.rate = job.rate;
            merged.peers = job.peers;
            job = std::move(merged);
        }
        if (!named)
            all.jobs.push_back(resting);
    }
    return all;
}

} // namespace freshet
