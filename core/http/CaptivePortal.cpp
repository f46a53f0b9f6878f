// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/CaptivePortal.h"

namespace freshet {

bool looksLikeCaptivePortal(const HttpHead &head, std::optional<Bytes> expectedSize)
{
    if (head.status == 511) // RFC 6585: Network Authentication Required
        return true;
    const QByteArray type = head.contentType.split(';').front().trimmed().toLower();
    if (head.status != 200 || (type != "text/html" && type != "application/xhtml+xml"))
        return false;
    if (expectedSize)
        return head.totalSize != expectedSize;
    if (head.finalUrl.host() != head.requestedUrl.host())
        return true;
    const QString path = head.requestedUrl.path().toLower();
    const bool askedForPage = path.isEmpty() || path.endsWith(u'/') || path.endsWith(QStringLiteral(".html"))
                              || path.endsWith(QStringLiteral(".htm"));
    return !askedForPage;
}

} // namespace freshet
