// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/ContentRange.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace freshet {

std::optional<Bytes> parseByteCount(const QByteArray &text)
{
    std::uint64_t value = 0;
    const char *end = text.constData() + text.size();
    const auto [last, error] = std::from_chars(text.constData(), end, value);
    if (error != std::errc{} || last != end || value > std::numeric_limits<std::int64_t>::max())
        return std::nullopt;
    return Bytes{value};
}

std::optional<ContentRange> parseContentRange(const QByteArray &value)
{
    const QByteArray text = value.trimmed();
    if (text.size() > 128 || !text.toLower().startsWith("bytes "))
        return std::nullopt;
    const QByteArray rest = text.mid(6).trimmed();
    const qsizetype slash = rest.indexOf('/');
    if (slash < 0)
        return std::nullopt;
    const QByteArray span = rest.left(slash);
    const QByteArray totalText = rest.mid(slash + 1);

    ContentRange parsed;
    if (totalText != "*") {
        parsed.total = parseByteCount(totalText);
        if (!parsed.total)
            return std::nullopt;
    }
    if (span == "*")
        return parsed.total ? std::optional(parsed) : std::nullopt;
    const qsizetype dash = span.indexOf('-');
    const auto first = dash < 0 ? std::nullopt : parseByteCount(span.left(dash));
    const auto last = dash < 0 ? std::nullopt : parseByteCount(span.mid(dash + 1));
    if (!first || !last || *first > *last || (parsed.total && *last >= *parsed.total))
        return std::nullopt;
    parsed.range = ByteRange{*first, *last - *first + 1_B};
    return parsed;
}

ByteRange cutToTotal(const ByteRange &asked, std::optional<Bytes> total)
{
    if (!total || asked.offset >= *total)
        return asked;
    return {asked.offset, std::min(asked.length, *total - asked.offset)};
}

} // namespace freshet
