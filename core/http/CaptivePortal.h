// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/HttpTypes.h"

#include <optional>

namespace freshet {

/// Whether an answer looks like the page of a network that wants people to sign in: HTML of another size than the
/// content or, where no size is known, HTML from another host than asked or for a URL that is not a page.
/// Only a hint for the reason that is shown; bytes are judged by their proof.
bool looksLikeCaptivePortal(const HttpHead &head, std::optional<Bytes> expectedSize);

} // namespace freshet
