// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/Freshness.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace freshet {

QByteArray freshnessText(const QString &nonce, const QJsonObject &policy)
{
    // Digests, so that no nonce can pretend to be two lines.
    const auto line = [](const QByteArray &data) {
        return QCryptographicHash::hash(data, QCryptographicHash::Sha256).toHex() + '\n';
    };
    return "freshet freshness 1\n" + line(nonce.toUtf8())
           + line(policy.isEmpty() ? QByteArray("{}") : QJsonDocument(policy).toJson(QJsonDocument::Compact));
}

} // namespace freshet
