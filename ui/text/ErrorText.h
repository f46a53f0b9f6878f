// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <QString>

namespace freshet::text {

/// What went wrong, one sentence without code: "The file is empty; an empty file has no content metadata."
QString sentence(ErrorCode code);
/// What is kept: "Verified pieces stay in the cache." Empty when there was nothing to keep.
QString kept(Kept kept);
/// Whether remedies speak of a window and its buttons (true) or of commands for a terminal (false, the default). Of the whole process.
void setWindowed(bool windowed);
[[nodiscard]] bool isWindowed();

/// What happens next or what the user has to do.
QString next(const Error &error);

/// All of an error on a few lines, for a terminal or a dialog's details:
///   CODE: sentence
///     while: operation, object (detail)
///     kept: …
///     next: …
QString describe(const Error &error);

} // namespace freshet::text
