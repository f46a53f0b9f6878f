// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/PeerJson.h"

#include "core/api/JsonFields.h"

#include <algorithm>

namespace freshet {

using namespace Qt::StringLiterals;
using namespace jsonfields;

namespace {

constexpr qsizetype maximumPeers = 100'000;

std::optional<std::chrono::milliseconds> span(const QJsonObject &json, QLatin1StringView key)
{
    if (!json.value(key).isDouble())
        return std::nullopt;
    return std::chrono::milliseconds{number(json, key)};
}

PeerRow peerFromJson(const QJsonObject &json, MonotonicTime now)
{
    PeerRow row;
    row.id = PeerRowId{number(json, "PeerId"_L1)};
    row.address = text(json, "IP"_L1);
    row.port = static_cast<std::uint16_t>(std::min<std::uint64_t>(number(json, "Port"_L1), UINT16_MAX));
    row.type = named(text(json, "PeerType"_L1), PeerType::None, PeerType::LinkLocal, PeerType::None, peerTypeName);
    row.state =
        named(text(json, "State"_L1), PeerState::Candidate, PeerState::Gone, PeerState::Candidate, peerStateName);
    row.unused = named(text(json, "UnusedReason"_L1), PeerUnused::None, PeerUnused::NetworkGone, PeerUnused::None,
                       peerUnusedName);
    row.foundBy = named(text(json, "FoundBy"_L1), AddressSource::Metadata, AddressSource::LastRun,
                        AddressSource::Manual, addressSourceName);
    row.connectionEstablished = json.value("ConnectionEstablished"_L1).toBool();
    row.incoming = json.value("Incoming"_L1).toBool();
    row.encrypted = json.value("Encrypted"_L1).toBool();
    row.client = text(json, "Client"_L1);
    row.bytesSent = bytes(json, "BytesSent"_L1);
    row.bytesReceived = bytes(json, "BytesReceived"_L1);
    row.uploadRateBytes = rate(json, "UploadRateBytes"_L1);
    row.downloadRateBytes = rate(json, "DownloadRateBytes"_L1);
    row.bytesBad = bytes(json, "BytesBad"_L1);
    row.badBlocks = count(json, "BadBlocks"_L1);
    row.piecesHave = count(json, "PiecesHave"_L1);
    row.piecesTotal = count(json, "PiecesTotal"_L1);
    if (json.contains("PeerTypeReason"_L1))
        row.typeReason = named(text(json, "PeerTypeReason"_L1), PeerClassReason::Table, PeerClassReason::Services,
                               PeerClassReason::PublicAddress, peerClassReasonName);
    row.latency = span(json, "LatencyMilliseconds"_L1);
    if (const auto connected = span(json, "ConnectedMilliseconds"_L1))
        row.connectedAt = now - *connected;
    if (const auto wait = span(json, "RetryInMilliseconds"_L1))
        row.retryAt = now + *wait;
    if (const auto ban = span(json, "BannedForMilliseconds"_L1))
        row.bannedUntil = now + *ban;
    if (json.contains("Error"_L1))
        row.error = named(text(json, "Error"_L1), ErrorCode::InvalidArgument, ErrorCode::Internal, ErrorCode::Internal,
                          errorName);
    return row;
}

} // namespace

QJsonObject toJson(const PeerRow &row, MonotonicTime now)
{
    QJsonObject json{
        {u"IP"_s, row.address},
        {u"PeerType"_s, peerTypeName(row.type)},
        {u"ConnectionEstablished"_s, row.connectionEstablished},
        {u"BytesSent"_s, number(row.bytesSent)},
        {u"BytesReceived"_s, number(row.bytesReceived)},
        {u"UploadRateBytes"_s, number(row.uploadRateBytes)},
        {u"DownloadRateBytes"_s, number(row.downloadRateBytes)},
        // Beyond the original.
        {u"PeerId"_s, number(row.id.value())},
        {u"Port"_s, row.port},
        {u"State"_s, peerStateName(row.state)},
        {u"UnusedReason"_s, peerUnusedName(row.unused)},
        {u"FoundBy"_s, addressSourceName(row.foundBy)},
        {u"Incoming"_s, row.incoming},
        {u"Encrypted"_s, row.encrypted},
        {u"Client"_s, row.client},
        {u"BytesBad"_s, number(row.bytesBad)},
        {u"BadBlocks"_s, number(row.badBlocks)},
        {u"PiecesHave"_s, number(row.piecesHave)},
        {u"PiecesTotal"_s, number(row.piecesTotal)},
        {u"HavePercent"_s, row.havePercent()},
    };
    const auto insert = [&json](const QString &key, auto span) {
        const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(span).count();
        json.insert(key, static_cast<qint64>(std::max<std::int64_t>(milliseconds, 0)));
    };
    if (row.typeReason)
        json.insert(u"PeerTypeReason"_s, peerClassReasonName(*row.typeReason));
    if (row.latency)
        insert(u"LatencyMilliseconds"_s, *row.latency);
    if (row.connectedAt)
        insert(u"ConnectedMilliseconds"_s, now - *row.connectedAt);
    if (row.retryAt)
        insert(u"RetryInMilliseconds"_s, *row.retryAt - now);
    if (row.bannedUntil)
        insert(u"BannedForMilliseconds"_s, *row.bannedUntil - now);
    if (row.error)
        json.insert(u"Error"_s, errorName(*row.error));
    return json;
}

QJsonArray toJson(const PeerTable &peers, MonotonicTime now)
{
    std::vector<const PeerRow *> order;
    for (const PeerRow &peer : peers)
        order.push_back(&peer);
    std::stable_sort(order.begin(), order.end(),
                     [](const PeerRow *a, const PeerRow *b) { return a->bytesReceived > b->bytesReceived; });
    QJsonArray array;
    for (const PeerRow *peer : order)
        array.append(toJson(*peer, now));
    return array;
}

PeerTable peersFromJson(const QJsonArray &json, MonotonicTime now)
{
    PeerTable peers;
    for (qsizetype i = 0; i < std::min(json.size(), maximumPeers); ++i)
        peers.push_back(peerFromJson(json.at(i).toObject(), now));
    std::stable_sort(peers.begin(), peers.end(), [](const PeerRow &a, const PeerRow &b) { return a.id < b.id; });
    return peers;
}

} // namespace freshet
