// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/KnownPeers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace freshet {

namespace {

constexpr qsizetype maximumJson = 64 * 1024;
constexpr int formatVersion = 1;

bool isLasting(const IpAddress &ip)
{
    return !ip.isLinkLocal() && !ip.isLoopback() && !ip.isUnspecified() && !ip.isMulticast();
}

} // namespace

QByteArray encodeKnownPeers(const KnownPeers &peers)
{
    QJsonArray list;
    for (const PeerAddress &address : peers.addresses) {
        if (list.size() == static_cast<qsizetype>(KnownPeers::maximum))
            break;
        if (isLasting(address.ip))
            list.append(QString::fromStdString(address.text()));
    }
    return QJsonDocument(QJsonObject{{u"peers"_s, list}, {u"version"_s, formatVersion}}).toJson(QJsonDocument::Compact);
}

Result<KnownPeers> parseKnownPeers(const QByteArray &json)
{
    const auto corrupt = [](const QString &detail) {
        return std::unexpected(Error{.code = ErrorCode::LedgerCorrupt,
                                     .operation = u"read known peers"_s,
                                     .detail = detail,
                                     .next = NextStep::RunAgain});
    };
    if (json.size() > maximumJson)
        return corrupt(u"too long"_s);
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isObject())
        return corrupt(problem.errorString());
    const QJsonValue list = document.object().value(u"peers"_s);
    if (!list.isArray())
        return corrupt(u"no list of peers"_s);

    KnownPeers peers;
    for (const QJsonValue &value : list.toArray()) {
        if (peers.addresses.size() == KnownPeers::maximum)
            break;
        const std::optional<PeerAddress> address = PeerAddress::fromText(value.toString().toStdString());
        if (address && isLasting(address->ip) && std::ranges::find(peers.addresses, *address) == peers.addresses.end())
            peers.addresses.push_back(*address);
    }
    return peers;
}

} // namespace freshet
