// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"
#include "core/base/Clock.h"

namespace freshet {

/// The picture of a cache directory as its ledger tells it, without owning the directory: every content, finished or
/// not. While an engine runs there it is at most one barrier old.
Result<EngineSnapshot> snapshotFromLedger(const QString &cacheDirectory, const Clock &clock);

} // namespace freshet
