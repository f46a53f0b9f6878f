// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/StatusJson.h"

#include "core/api/JsonFields.h"
#include "core/api/PeerJson.h"

#include <QJsonArray>

namespace freshet {

using namespace Qt::StringLiterals;
using jsonfields::number;
using jsonfields::timestamp;

QString keptName(Kept kept)
{
    switch (kept) {
    case Kept::Nothing:
        return u"Nothing"_s;
    case Kept::InputUntouched:
        return u"InputUntouched"_s;
    case Kept::VerifiedPieces:
        return u"VerifiedPieces"_s;
    case Kept::WholeContent:
        return u"WholeContent"_s;
    }
    return {};
}

QString nextName(NextStep next)
{
    switch (next) {
    case NextStep::CorrectInput:
        return u"CorrectInput"_s;
    case NextStep::RunAgain:
        return u"RunAgain"_s;
    case NextStep::RetryJob:
        return u"RetryJob"_s;
    case NextStep::RetryLater:
        return u"RetryLater"_s;
    case NextStep::NextSource:
        return u"NextSource"_s;
    case NextStep::FreeSpace:
        return u"FreeSpace"_s;
    case NextStep::FixPermissions:
        return u"FixPermissions"_s;
    case NextStep::CloseOther:
        return u"CloseOther"_s;
    case NextStep::StartEngine:
        return u"StartEngine"_s;
    case NextStep::EngineGoesOn:
        return u"EngineGoesOn"_s;
    case NextStep::FixClockOrTrust:
        return u"FixClockOrTrust"_s;
    case NextStep::SignIn:
        return u"SignIn"_s;
    case NextStep::AskPublisher:
        return u"AskPublisher"_s;
    case NextStep::Upgrade:
        return u"Upgrade"_s;
    case NextStep::ReportBug:
        return u"ReportBug"_s;
    }
    return {};
}

QJsonObject toJson(const Error &error)
{
    QJsonObject json{
        {u"code"_s, errorName(error.code)}, {u"operation"_s, error.operation}, {u"object"_s, error.object},
        {u"detail"_s, error.detail},        {u"kept"_s, keptName(error.kept)}, {u"next"_s, nextName(error.next)},
    };
    if (error.retryAfter)
        json.insert(u"retryAfterSeconds"_s, static_cast<qint64>(error.retryAfter->count()));
    if (error.bytesNeeded)
        json.insert(u"bytesNeeded"_s, number(*error.bytesNeeded));
    return json;
}

QJsonObject toJson(const JobRow &row, std::optional<MonotonicTime> now)
{
    QJsonObject json{
        {u"FileId"_s, row.fileId},
        {u"FileName"_s, row.name},
        {u"FileSize"_s, number(row.fileSize)},
        {u"FileSizeKnown"_s, row.fileSizeKnown},
        {u"FileSizeInCache"_s, number(row.fileSizeInCache)},
        {u"TotalBytesDownloaded"_s, number(row.totalDownloaded())},
        {u"PercentPeerCaching"_s, row.percentPeerCaching()},
        {u"BytesFromPeers"_s, number(row.fromPeers())},
        {u"BytesFromHttp"_s, number(row.fromHttp())},
        {u"Status"_s, exportedStatus(row.state)},
        {u"Priority"_s, row.priority == Priority::Foreground ? u"Foreground"_s : u"Background"_s},
        {u"BytesFromCacheServer"_s, number(row.fromCacheServer)},
        {u"BytesFromLanPeers"_s, number(row.fromLanPeers)},
        {u"BytesFromLinkLocalPeers"_s, 0},
        {u"BytesFromGroupPeers"_s, number(row.fromGroupPeers)},
        {u"BytesFromInternetPeers"_s, number(row.fromInternetPeers)},
        {u"BytesToLanPeers"_s, number(row.toLanPeers)},
        {u"BytesToLinkLocalPeers"_s, 0},
        {u"BytesToGroupPeers"_s, number(row.toGroupPeers)},
        {u"BytesToInternetPeers"_s, number(row.toInternetPeers)},
        {u"DownloadDuration"_s, static_cast<qint64>(row.downloadDuration.count())},
        {u"HttpConnectionCount"_s, number(row.httpConnections)},
        {u"CacheServerConnectionCount"_s, number(row.cacheServerConnections)},
        {u"LanConnectionCount"_s, number(row.lanConnections)},
        {u"LinkLocalConnectionCount"_s, 0},
        {u"GroupConnectionCount"_s, number(row.groupConnections)},
        {u"InternetConnectionCount"_s, number(row.internetConnections)},
        {u"DownloadMode"_s, modeName(row.mode)},
        {u"SourceURL"_s, row.sourceUrl},
        {u"CacheHost"_s, row.cacheHost},
        {u"NumPeers"_s, number(row.peersKnown)},
        {u"PredefinedCallerApplication"_s, row.caller},
        {u"ExpireOn"_s, row.expireOn ? QJsonValue(timestamp(*row.expireOn)) : QJsonValue()},
        {u"IsPinned"_s, row.pinned},
        // Beyond the original.
        {u"State"_s, stateName(row.state)},
        {u"Reason"_s, reasonName(row.reason.code)},
        {u"ModeReason"_s, modeReasonName(row.modeReason)},
        {u"Proof"_s, row.proof},
        {u"BytesReceivedByJob"_s, number(row.receivedByJob)},
        {u"BytesWasted"_s, number(row.wasted)},
        {u"BytesInFlight"_s, number(row.inFlight)},
        {u"DownloadRateBytes"_s, number(row.rate.value())},
        {u"RateLimitBytes"_s, row.rateLimit ? number(*row.rateLimit) : QJsonValue()},
        {u"LimitedBy"_s, limitName(row.limitedBy)},
        {u"EtaSeconds"_s, row.eta ? QJsonValue(static_cast<qint64>(row.eta->count())) : QJsonValue()},
        {u"Destination"_s, row.destination},
        {u"CreatedAt"_s, timestamp(row.createdAt)},
    };
    if (row.provenAfter)
        json.insert(u"ProvenAfter"_s, static_cast<qint64>(row.provenAfter->count()));
    if (row.deliveredAfter)
        json.insert(u"DeliveredAfter"_s, static_cast<qint64>(row.deliveredAfter->count()));
    if (!row.handOver.isEmpty())
        json.insert(u"HandOver"_s, row.handOver);
    if (row.job)
        json.insert(u"JobId"_s, static_cast<qint64>(row.job->value()));
    if (row.ranges)
        json.insert(u"Ranges"_s, QJsonObject{{u"Length"_s, number(row.ranges->length)},
                                             {u"SizeOfPieces"_s, number(row.ranges->pieces)},
                                             {u"SizeInCache"_s, number(row.ranges->inCache)}});
    if (row.contentId)
        json.insert(u"ContentId"_s, QString::fromLatin1(row.contentId->hex()));
    if (row.reason.error)
        json.insert(u"Error"_s, toJson(*row.reason.error));
    if (row.reason.retryAt && now) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*row.reason.retryAt - *now);
        json.insert(u"RetryInMilliseconds"_s, static_cast<qint64>(std::max(left.count(), {})));
    }
    return json;
}

QJsonObject toJson(const EngineSnapshot &snapshot, RowDetail detail)
{
    QJsonArray files;
    for (const JobRow &row : snapshot.jobs) {
        QJsonObject file = toJson(row, snapshot.takenAtMonotonic);
        if (detail == RowDetail::WithPeers)
            file.insert(u"Peers"_s, toJson(row.peers ? *row.peers : PeerTable{}, snapshot.takenAtMonotonic));
        files.append(file);
    }
    QJsonObject json{
        {u"Revision"_s, static_cast<qint64>(snapshot.revision)},
        {u"TakenAt"_s, timestamp(snapshot.takenAt)},
        {u"CacheDirectory"_s, snapshot.cacheDirectory},
        {u"Files"_s, files},
    };
    if (snapshot.limits)
        json.insert(u"Limits"_s, toJson(*snapshot.limits));
    return json;
}

} // namespace freshet
