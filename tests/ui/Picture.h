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

} // namespace freshet::test
