// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"
#include "core/store/StoreTypes.h"

namespace freshet {

/// What a row says of the content itself, as the ledger has it: a complete one is Complete, a partial one Paused.
/// What only a running job knows (state, reason, rates, connections, destination) is the job's to fill in.
JobRow rowOf(const ContentRecord &record);
/// The same for callers that keep count of the durable bytes.
JobRow rowOf(const ContentRecord &record, Bytes durableBytes);

/// Bytes of the durable pieces together.
Bytes durableBytes(const ContentRecord &record);

} // namespace freshet
