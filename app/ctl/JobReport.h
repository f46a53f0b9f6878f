// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"

namespace freshet::ctl {

/// Prints how a job ended, as JSON or in words; returns the exit code. The same whoever ran the job.
int reportEnd(const JobRow &row, bool json);
/// The same for a job that is a step of something larger: only a failure is told.
int reportFailure(const JobRow &row);

} // namespace freshet::ctl
