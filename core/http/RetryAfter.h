// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <QByteArray>

#include <chrono>
#include <optional>

namespace freshet {

/// A `Retry-After` value (RFC 9110, section 10.2.3): seconds or an HTTP date, which is measured against `now`.
/// Clamped to [1 s, 24 h], so neither a typing error nor a wrong clock parks a source for good. nullopt when absent
/// or neither form.
std::optional<std::chrono::seconds> parseRetryAfter(const QByteArray &value, WallTime now);

} // namespace freshet
