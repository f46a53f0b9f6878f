// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"
#include "core/engine/HostFacts.h"
#include "core/store/StoreTypes.h"

#include <map>

namespace freshet {

/// Bytes of all time, by UTC day (days since 1970), as Store::totalsByDay gives them.
using TotalsByDay = std::map<qint64, ByteCounters>;

SourceBytes sourceBytes(const ByteCounters &counters);

/// What the ledger and the disk tell; what only a running engine knows has no value yet.
PerfSnap perfSnapOf(const std::vector<ContentRecord> &records, const TotalsByDay &totals, const DiskUse &disk);
/// Adds what the jobs of a running engine tell: counts, connections, peers, the engine's own rates.
void addJobs(PerfSnap &snap, const std::vector<JobRow> &jobs);

/// `now` says which month it is.
PerfSnapThisMonth perfMonthOf(const std::vector<ContentRecord> &records, const TotalsByDay &totals, WallTime now);

} // namespace freshet
