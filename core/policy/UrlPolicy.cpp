// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/UrlPolicy.h"

#include "core/base/DisplayUrl.h"

#include <algorithm>

namespace freshet {

namespace {

bool hasControlBytes(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return u < 0x20 || u == 0x7f;
    });
}

std::unexpected<Error> refuse(ErrorCode code, const QUrl &url, const QString &rule)
{
    return std::unexpected(Error{.code = code,
                                 .operation = QStringLiteral("check URL"),
                                 .object = displayUrl(url),
                                 .detail = rule,
                                 .kept = Kept::VerifiedPieces,
                                 .next = NextStep::NextSource});
}

} // namespace

Result<void> checkUrl(const QUrl &url)
{
    const auto refused = [&url](const QString &rule) { return refuse(ErrorCode::UrlRefused, url, rule); };
    if (!url.isValid() || url.isRelative())
        return refused(QStringLiteral("not a complete URL"));
    if (url.scheme() != QStringLiteral("http") && url.scheme() != QStringLiteral("https"))
        return refused(QStringLiteral("scheme is neither http nor https"));
    if (url.host().isEmpty())
        return refused(QStringLiteral("no host"));
    if (url.authority(QUrl::FullyEncoded).contains(u'@'))
        return refused(QStringLiteral("user info in the URL"));
    if (url.port(80) < 1 || url.port(80) > 65535)
        return refused(QStringLiteral("port out of range"));
    const QByteArray encoded = url.toEncoded();
    if (encoded.size() > maximumUrlLength)
        return refused(QStringLiteral("longer than %1 bytes").arg(maximumUrlLength));
    if (hasControlBytes(encoded) || encoded.contains(' '))
        return refused(QStringLiteral("control bytes in the URL"));
    return {};
}

Result<QUrl> redirectTarget(const QUrl &from, const QByteArray &location)
{
    if (location.isEmpty())
        return refuse(ErrorCode::Redirect, from, QStringLiteral("redirect without a location"));
    if (location.size() > maximumUrlLength)
        return refuse(ErrorCode::UrlRefused, from,
                      QStringLiteral("redirect to a URL longer than %1 bytes").arg(maximumUrlLength));
    if (hasControlBytes(location))
        return refuse(ErrorCode::UrlRefused, from, QStringLiteral("control bytes in the redirect"));
    const QUrl relative = QUrl::fromEncoded(location, QUrl::TolerantMode);
    if (!relative.isValid())
        return refuse(ErrorCode::UrlRefused, from, QStringLiteral("redirect to something that is not a URL"));
    QUrl target = from.resolved(relative);
    target.setFragment({});
    if (const auto checked = checkUrl(target); !checked)
        return std::unexpected(checked.error());
    if (from.scheme() == QStringLiteral("https") && target.scheme() != QStringLiteral("https"))
        return refuse(ErrorCode::Redirect, target, QStringLiteral("redirect from https to http"));
    return target;
}

} // namespace freshet
