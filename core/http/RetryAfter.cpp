// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/RetryAfter.h"

#include <curl/curl.h>

#include <algorithm>

namespace freshet {

namespace {

using std::chrono::seconds;

constexpr seconds shortest{1};
constexpr seconds longest = std::chrono::hours{24};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

std::optional<seconds> parseRetryAfter(const QByteArray &value, WallTime now)
{
    const QByteArray text = value.trimmed();
    if (text.isEmpty() || text.size() > 64)
        return std::nullopt;
    if (std::all_of(text.begin(), text.end(), isDigit)) {
        // More digits than 24 h can have are absurd, not an error: the server wants a long pause.
        qint64 count = 0;
        for (const char c : text)
            count = std::min<qint64>(count * 10 + (c - '0'), longest.count());
        return std::clamp(seconds{count}, shortest, longest);
    }
    // The date parser is lenient; a date of HTTP starts with the name of the day.
    if (text.front() < 'A' || text.front() > 'Z')
        return std::nullopt;
    const time_t date = curl_getdate(text.constData(), nullptr);
    if (date == -1)
        return std::nullopt;
    const WallTime at{std::chrono::milliseconds{seconds{date}}};
    return std::clamp(std::chrono::ceil<seconds>(at - now), shortest, longest);
}

} // namespace freshet
