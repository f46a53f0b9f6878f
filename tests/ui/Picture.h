// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/PictureSource.h"

namespace freshet::test {

/// A site at work: jobs from all classes of sources, peers in many states, a ban, settings, a month of rates with gaps. As of `now`.
EngineSnapshot busySite(WallTime now, MonotonicTime monotonic);
/// The rings of `busySite`.
std::shared_ptr<const RateHistory> busyHistory(WallTime now);
CachePicture fullCache(WallTime now);
std::vector<TraceEvent> someEvents(WallTime now);
/// Three products: one that is being fetched, one that failed, one that is up to date.
UpdateTable someUpdates(WallTime now);
/// The last `seconds` until `snapshot`, second by second: its first job received and sent as much as its rate says.
void play(PictureSource &source, const EngineSnapshot &snapshot, int seconds);

} // namespace freshet::test
