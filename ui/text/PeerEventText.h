// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/TraceEvent.h"

namespace freshet::text {

/// What an event about peers or claims says, in a sentence or two.
QString peerEventSentence(const TraceEvent &event);

} // namespace freshet::text
