// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/LimitsPicture.h"

#include <QString>

namespace freshet::text {

/// What holds transfers back, as a sentence for status lines; empty for None.
QString limitedBy(Limit limit);
/// "Background limit"; empty for None and what is no limit of its own.
QString limitLabel(Limit limit);

} // namespace freshet::text
