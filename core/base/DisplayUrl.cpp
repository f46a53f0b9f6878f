// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/DisplayUrl.h"

namespace freshet {

QString displayUrl(const QUrl &url)
{
    const QString bare =
        url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment).toString(QUrl::FullyEncoded);
    return url.hasQuery() ? bare + QStringLiteral("?…") : bare;
}

} // namespace freshet
