// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/LedgerStatus.h"

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

} // namespace freshet
