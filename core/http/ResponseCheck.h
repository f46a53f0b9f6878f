// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"
#include "core/http/HeadParser.h"
#include "core/http/HttpTypes.h"

namespace freshet {

/// What a final response head says, without any judgement. Offset and lengths of a 206 come from its Content-Range.
HttpHead describeHead(const HttpRequest &request, const QUrl &finalUrl, const HeadParser &parsed);

bool isRedirect(int status);
inline bool isUsable(int status)
{
    return status == 200 || status == 206;
}

/// Judges a 200 or 206 against the request. Errors: RangeWrong, ResponseTooLarge (announced), SourceMismatch
/// (a content encoding nobody asked for), ConnectionLost (contradicting fields).
Result<void> checkHead(const HttpRequest &request, const HttpHead &head, const HeadParser &parsed);

/// The error that any other status means. `now` is what a Retry-After date is measured against.
Error refusal(const HttpHead &head, const HeadParser &parsed, WallTime now);

/// The most bytes of the body that may come after this head.
Bytes bodyLimit(const HttpRequest &request, const HttpHead &head);

} // namespace freshet
