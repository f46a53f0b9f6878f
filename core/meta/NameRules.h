// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <optional>
#include <string_view>

namespace freshet {

/// Longest file name in bytes (POSIX NAME_MAX; then also at most 255 UTF-16 units, the limit of Windows).
inline constexpr std::size_t maximumNameBytes = 255;

/// The rule that `name` breaks, if any. A name without a broken rule is one file name, means the same on
/// POSIX and Windows, and looks like what it is:
/// - MetaNameEmpty; MetaNameTooLong: more than maximumNameBytes;
/// - MetaNameEncoding: not UTF-8 (RFC 3629: no overlong forms, no surrogates);
/// - MetaNameControl: C0, C1, DEL, line and paragraph separators;
/// - MetaNameDirection: bidirectional and invisible formatting characters, which make "gpj.exe" look like "exe.jpg";
/// - MetaNameSeparator: '/', '\', and ':' (drives and alternate streams);
/// - MetaNameDots: ".", "..", and a final dot or space, which Windows drops;
/// - MetaNameReserved: device names of Windows with or without extension (CON, NUL, COM1 …) and < > " | ? *.
/// Where several are broken the first of this order is returned. The rules do not depend on the Unicode
/// version of any library, so every build accepts the same names.
std::optional<ErrorCode> brokenNameRule(std::string_view name);

} // namespace freshet
