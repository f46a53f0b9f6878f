// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace freshet {

/// Words of a stranger as they may be shown: one line, without control and formatting characters (which could hide or reverse
/// what stands around them), at most `maximum` characters.
QString plainText(const QString &text, qsizetype maximum = 64);

} // namespace freshet
