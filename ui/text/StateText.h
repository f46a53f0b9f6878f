// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"

#include <QString>

namespace freshet::text {

/// The state's name in the user's language.
QString stateLabel(JobState state);
/// Why the row is in its state and, where the user can do something, what: "The connection could not be made; tried again in 4 s."
QString reason(const JobRow &row, MonotonicTime now);
/// Why only HTTP is used or less is proven than could be; empty when there is nothing to say.
QString modeReason(ModeReason reason);

} // namespace freshet::text
