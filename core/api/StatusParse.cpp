// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/StatusParse.h"

#include "core/api/JsonFields.h"
#include "core/api/PeerJson.h"
#include "core/api/StatusJson.h"

#include <QJsonArray>

namespace freshet {

using namespace Qt::StringLiterals;
using namespace jsonfields;

namespace {

StateReason reasonOf(const QJsonObject &json, MonotonicTime now)
{
    StateReason reason;
    reason.code = named(text(json, "Reason"_L1), ReasonCode::None, ReasonCode::Error, ReasonCode::None, reasonName);
    if (json.value("Error"_L1).isObject())
        reason.error = errorFromJson(json.value("Error"_L1).toObject());
    if (json.value("RetryInMilliseconds"_L1).isDouble())
        reason.retryAt = now + std::chrono::milliseconds{count(json, "RetryInMilliseconds"_L1)};
    return reason;
}

} // namespace

Error errorFromJson(const QJsonObject &json)
{
    Error error;
    error.code =
        named(text(json, "code"_L1), ErrorCode::InvalidArgument, ErrorCode::Internal, ErrorCode::Internal, errorName);
    error.operation = text(json, "operation"_L1);
    error.object = text(json, "object"_L1);
    error.detail = text(json, "detail"_L1);
    error.kept = named(text(json, "kept"_L1), Kept::Nothing, Kept::WholeContent, Kept::Nothing, keptName);
    error.next =
        named(text(json, "next"_L1), NextStep::CorrectInput, NextStep::ReportBug, NextStep::RunAgain, nextName);
    if (json.value("retryAfterSeconds"_L1).isDouble())
        error.retryAfter = std::chrono::seconds{count(json, "retryAfterSeconds"_L1)};
    if (json.value("bytesNeeded"_L1).isDouble())
        error.bytesNeeded = number(json, "bytesNeeded"_L1);
    return error;
}

JobRow rowFromJson(const QJsonObject &json, MonotonicTime now)
{
    JobRow row;
    if (json.value("JobId"_L1).isDouble())
        row.job = JobId{json.value("JobId"_L1).toInteger()};
    row.fileId = text(json, "FileId"_L1);
    row.contentId = ContentId::fromHex(text(json, "ContentId"_L1).toStdString());
    row.name = text(json, "FileName"_L1);
    row.sourceUrl = text(json, "SourceURL"_L1);
    row.destination = text(json, "Destination"_L1);
    row.caller = text(json, "PredefinedCallerApplication"_L1);
    row.state = named(text(json, "State"_L1), JobState::Queued, JobState::Failed, JobState::Queued, stateName);
    row.reason = reasonOf(json, now);
    row.mode = modeFromName(text(json, "DownloadMode"_L1)).value_or(DownloadMode::HttpOnly);
    row.modeReason = named(text(json, "ModeReason"_L1), ModeReason::None, ModeReason::PeersNotAllowed, ModeReason::None,
                           modeReasonName);
    row.priority = text(json, "Priority"_L1) == "Background"_L1 ? Priority::Background : Priority::Foreground;
    row.proof = text(json, "Proof"_L1);
    row.fileSize = bytes(json, "FileSize"_L1);
    row.fileSizeKnown = json.value("FileSizeKnown"_L1).toBool(true);
    row.fileSizeInCache = bytes(json, "FileSizeInCache"_L1);
    if (const QJsonObject ranges = json.value("Ranges"_L1).toObject(); !ranges.isEmpty())
        row.ranges = RangesProgress{.length = bytes(ranges, "Length"_L1),
                                    .pieces = bytes(ranges, "SizeOfPieces"_L1),
                                    .inCache = bytes(ranges, "SizeInCache"_L1)};
    row.inFlight = bytes(json, "BytesInFlight"_L1);
    row.fromLanPeers = bytes(json, "BytesFromLanPeers"_L1);
    row.fromGroupPeers = bytes(json, "BytesFromGroupPeers"_L1);
    row.fromInternetPeers = bytes(json, "BytesFromInternetPeers"_L1);
    row.cacheHost = text(json, "CacheHost"_L1);
    row.fromCacheServer = bytes(json, "BytesFromCacheServer"_L1);
    const Bytes http = bytes(json, "BytesFromHttp"_L1); // the cache server's are among them
    row.fromHttpOrigin = http - std::min(http, row.fromCacheServer);
    row.receivedByJob = bytes(json, "BytesReceivedByJob"_L1);
    row.wasted = bytes(json, "BytesWasted"_L1);
    row.toLanPeers = bytes(json, "BytesToLanPeers"_L1);
    row.toGroupPeers = bytes(json, "BytesToGroupPeers"_L1);
    row.toInternetPeers = bytes(json, "BytesToInternetPeers"_L1);
    row.httpConnections = count(json, "HttpConnectionCount"_L1);
    row.cacheServerConnections = count(json, "CacheServerConnectionCount"_L1);
    row.lanConnections = count(json, "LanConnectionCount"_L1);
    row.groupConnections = count(json, "GroupConnectionCount"_L1);
    row.internetConnections = count(json, "InternetConnectionCount"_L1);
    row.peersKnown = count(json, "NumPeers"_L1);
    row.rate = BytesPerSecond{number(json, "DownloadRateBytes"_L1)};
    if (json.value("RateLimitBytes"_L1).isDouble())
        row.rateLimit = rate(json, "RateLimitBytes"_L1);
    row.limitedBy = named(text(json, "LimitedBy"_L1), Limit::None, Limit::UploadInternet, Limit::None, limitName);
    if (json.value("EtaSeconds"_L1).isDouble())
        row.eta = std::chrono::seconds{count(json, "EtaSeconds"_L1)};
    row.downloadDuration = std::chrono::milliseconds{json.value("DownloadDuration"_L1).toInteger()};
    const auto after = [&json](QLatin1StringView key) -> std::optional<std::chrono::milliseconds> {
        const QJsonValue value = json.value(key);
        return value.isDouble() ? std::optional(std::chrono::milliseconds{value.toInteger()}) : std::nullopt;
    };
    row.provenAfter = after("ProvenAfter"_L1);
    row.deliveredAfter = after("DeliveredAfter"_L1);
    row.handOver = text(json, "HandOver"_L1);
    row.createdAt = timestamp(json, "CreatedAt"_L1).value_or(WallTime{});
    row.expireOn = timestamp(json, "ExpireOn"_L1);
    row.pinned = json.value("IsPinned"_L1).toBool();
    if (json.value("Peers"_L1).isArray())
        row.peers = std::make_shared<const PeerTable>(peersFromJson(json.value("Peers"_L1).toArray(), now));
    return row;
}

EngineSnapshot snapshotFromJson(const QJsonObject &json, MonotonicTime now)
{
    EngineSnapshot snapshot;
    snapshot.revision = number(json, "Revision"_L1);
    snapshot.takenAt = timestamp(json, "TakenAt"_L1).value_or(WallTime{});
    snapshot.takenAtMonotonic = now;
    snapshot.cacheDirectory = text(json, "CacheDirectory"_L1);
    for (const QJsonValue &row : json.value("Files"_L1).toArray())
        snapshot.jobs.push_back(rowFromJson(row.toObject(), now));
    if (json.value("Limits"_L1).isObject())
        snapshot.limits = std::make_shared<const LimitsPicture>(limitsFromJson(json.value("Limits"_L1).toObject()));
    return snapshot;
}

} // namespace freshet
