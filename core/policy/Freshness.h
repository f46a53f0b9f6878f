// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>

namespace freshet {

/// What a content policy service signs with its freshness key (promise P4): that `policy` is what it says now, to the question with `nonce`. An empty object:
/// it does not know the content. Lines, each ended by a line feed: "freshet freshness 1", the SHA-256 of the nonce in UTF-8, the SHA-256 of the policy as compact
/// JSON with sorted keys; both in hex.
QByteArray freshnessText(const QString &nonce, const QJsonObject &policy);

} // namespace freshet
