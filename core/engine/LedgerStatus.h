// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"
#include "core/base/Clock.h"
#include "core/store/StoreTypes.h"

namespace freshet {

/// The picture of a cache directory as its ledger tells it, without owning the directory: every content, finished or
/// not. While an engine runs there it is at most one barrier old.
Result<EngineSnapshot> snapshotFromLedger(const QString &cacheDirectory, const Clock &clock);

/// The performance of a cache directory that nobody runs, as far as its ledger and the disk tell it.
Result<std::pair<PerfSnap, PerfSnapThisMonth>> performanceFromLedger(const QString &cacheDirectory, const Clock &clock);

/// The jobs of a running engine, newest first, then the contents that no job names. A job that has not opened its content yet shows
/// what the ledger knows of it.
EngineSnapshot withContents(const EngineSnapshot &jobs, const std::vector<ContentRecord> &records);

} // namespace freshet
