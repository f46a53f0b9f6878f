// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/HttpTypes.h"

#include <QByteArray>

#include <optional>

namespace freshet {

/// A `Content-Range` value in bytes (RFC 9110, section 14.4). Either part may be missing, never both.
struct ContentRange {
    std::optional<ByteRange> range; ///< missing in a 416: "bytes */total"
    std::optional<Bytes> total;     ///< missing where the server does not know: "bytes a-b/*"
};

/// nullopt for anything that is not a well-formed byte range with first ≤ last < total in 63 bits.
std::optional<ContentRange> parseContentRange(const QByteArray &value);

/// Digits alone, at most 2^63 − 1.
std::optional<Bytes> parseByteCount(const QByteArray &text);

/// What an exact answer to `asked` is when the content has `total` bytes: `asked`, cut off at the end of the content.
ByteRange cutToTotal(const ByteRange &asked, std::optional<Bytes> total);

} // namespace freshet
