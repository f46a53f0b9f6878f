// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstddef>
#include <span>

namespace freshet {

/// Words of a stranger as they may be shown: one line, blanks made single, without control and formatting characters (which could
/// hide or reverse what stands around them), private or unknown ones, at most `maximum` characters. Looks at no more of `text` than
/// that can need.
QString plainText(QStringView text, qsizetype maximum = 64);
/// Likewise, of UTF-8; what is none becomes U+FFFD.
QString plainText(std::span<const std::byte> utf8, qsizetype maximum = 64);

} // namespace freshet
