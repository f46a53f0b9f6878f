// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SourceClass.h"

#include <QString>

namespace freshet::text {

/// "LAN peers", "Group peers", "Internet peers", "Cache server", "HTTP origin".
QString sourceLabel(SourceClass source);
/// What belongs to the class, one sentence.
QString sourceHelp(SourceClass source);

} // namespace freshet::text
