// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <QByteArray>
#include <QUrl>

namespace freshet {

/// Longest URL, encoded, that is ever requested.
inline constexpr qsizetype maximumUrlLength = 8192;

/// Whether `url` may be requested at all: http or https, a host, a usable port, no user info, no
/// control bytes, at most maximumUrlLength. Errors: UrlRefused, with the broken rule in `detail`.
/// Says nothing about where the host's name leads: see RedirectTrail::onAddress.
Result<void> checkUrl(const QUrl &url);

/// The absolute target of a redirect from `from`, re-validated from scratch. `location` is the raw header value.
/// Errors: UrlRefused as checkUrl, Redirect for an empty location and for a step from https to http.
Result<QUrl> redirectTarget(const QUrl &from, const QByteArray &location);

} // namespace freshet
