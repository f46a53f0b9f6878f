// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/TraceEvent.h"

#include <QString>

namespace freshet::text {

/// What happened and why, one sentence.
QString eventSentence(const TraceEvent &event);
QString levelLabel(EventLevel level);
QString areaLabel(EventArea area);

} // namespace freshet::text
