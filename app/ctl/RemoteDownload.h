// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/DownloadRequest.h"
#include "core/base/Clock.h"
#include "core/engine/ControlClient.h"

namespace freshet::ctl {

/// Has a running engine do the download and shows it like one of our own, to its end. A signal that asks to stop ends the showing
/// alone: the engine goes on with the job, and the message says so. Returns the exit code.
int downloadInEngine(ControlClient engine, DownloadRequest request, const Clock &clock, bool json);
/// The same as a step of something larger: prints nothing but a failure.
int obtainInEngine(ControlClient engine, DownloadRequest request, const Clock &clock);

} // namespace freshet::ctl
