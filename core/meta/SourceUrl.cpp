// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/SourceUrl.h"

#include <QLatin1StringView>
#include <QString>
#include <QUrl>

#include <algorithm>

namespace freshet {

namespace {

bool isUnreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
           || std::string_view("-._~").contains(c);
}

bool isUrlCharacter(char c)
{
    return isUnreserved(c) || std::string_view(":/?[]@!$&'()*+,;=%").contains(c);
}

} // namespace

bool isSourceUrl(std::string_view url)
{
    if (url.size() > maximumSourceUrlBytes || !std::all_of(url.begin(), url.end(), isUrlCharacter))
        return false;
    const QUrl parsed(QString::fromLatin1(url.data(), static_cast<qsizetype>(url.size())), QUrl::StrictMode);
    if (!parsed.isValid() || parsed.host().isEmpty())
        return false;
    if (parsed.scheme() != QLatin1StringView("http") && parsed.scheme() != QLatin1StringView("https"))
        return false;
    // An '@' in the authority is user info, even when both its parts are empty.
    const std::size_t authority = url.find("//") + 2;
    return !url.substr(authority, url.find_first_of("/?", authority) - authority).contains('@');
}

std::string resolveSourceUrl(std::string_view url, std::string_view name)
{
    std::string resolved(url);
    if (!url.ends_with('/'))
        return resolved;
    static constexpr char digits[] = "0123456789ABCDEF";
    for (const char c : name) {
        if (isUnreserved(c)) {
            resolved += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            resolved += '%';
            resolved += digits[byte >> 4];
            resolved += digits[byte & 0xf];
        }
    }
    return resolved;
}

} // namespace freshet
