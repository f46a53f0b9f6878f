// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/JobState.h"

namespace freshet {

using namespace Qt::StringLiterals;

QString exportedStatus(JobState state)
{
    switch (state) {
    case JobState::Queued:
    case JobState::Resolving:
    case JobState::Downloading:
    case JobState::Verifying:
        return u"Downloading"_s;
    case JobState::Complete:
        return u"Complete"_s;
    case JobState::Caching:
        return u"Caching"_s;
    case JobState::Paused:
    case JobState::Failed:
        return u"Paused"_s;
    }
    return {};
}

QString stateName(JobState state)
{
    switch (state) {
    case JobState::Queued:
        return u"Queued"_s;
    case JobState::Resolving:
        return u"Resolving"_s;
    case JobState::Downloading:
        return u"Downloading"_s;
    case JobState::Verifying:
        return u"Verifying"_s;
    case JobState::Complete:
        return u"Complete"_s;
    case JobState::Caching:
        return u"Caching"_s;
    case JobState::Paused:
        return u"Paused"_s;
    case JobState::Failed:
        return u"Failed"_s;
    }
    return {};
}

QString modeName(DownloadMode mode)
{
    switch (mode) {
    case DownloadMode::HttpOnly:
        return u"CdnOnly"_s;
    case DownloadMode::Lan:
        return u"Lan"_s;
    case DownloadMode::Group:
        return u"Group"_s;
    case DownloadMode::Internet:
        return u"Internet"_s;
    case DownloadMode::Simple:
        return u"Simple"_s;
    case DownloadMode::Bypass:
        return u"Bypass"_s;
    }
    return {};
}

std::optional<DownloadMode> modeFromName(const QString &name)
{
    for (const DownloadMode mode : {DownloadMode::HttpOnly, DownloadMode::Lan, DownloadMode::Group,
                                    DownloadMode::Internet, DownloadMode::Simple, DownloadMode::Bypass})
        if (modeName(mode) == name)
            return mode;
    return std::nullopt;
}

QString reasonName(ReasonCode code)
{
    switch (code) {
    case ReasonCode::None:
        return u"NONE"_s;
    case ReasonCode::WaitingForSlot:
        return u"WAITING_FOR_SLOT"_s;
    case ReasonCode::WaitingForSameContent:
        return u"WAITING_FOR_SAME_CONTENT"_s;
    case ReasonCode::FetchingMetadata:
        return u"FETCHING_METADATA"_s;
    case ReasonCode::ContactingSource:
        return u"CONTACTING_SOURCE"_s;
    case ReasonCode::CheckingCache:
        return u"CHECKING_CACHE"_s;
    case ReasonCode::ReceivingFromHttp:
        return u"RECEIVING_FROM_HTTP"_s;
    case ReasonCode::ReceivingFromCacheServer:
        return u"RECEIVING_FROM_CACHE_SERVER"_s;
    case ReasonCode::ReceivingFromPeers:
        return u"RECEIVING_FROM_PEERS"_s;
    case ReasonCode::ReceivingFromBoth:
        return u"RECEIVING_FROM_BOTH"_s;
    case ReasonCode::WaitingForPeers:
        return u"WAITING_FOR_PEERS"_s;
    case ReasonCode::ServingPeers:
        return u"SERVING_PEERS"_s;
    case ReasonCode::WaitingForRetry:
        return u"WAITING_FOR_RETRY"_s;
    case ReasonCode::WaitingForCacheServer:
        return u"WAITING_FOR_CACHE_SERVER"_s;
    case ReasonCode::WaitingForDisk:
        return u"WAITING_FOR_DISK"_s;
    case ReasonCode::SyncingToDisk:
        return u"SYNCING_TO_DISK"_s;
    case ReasonCode::PausedForDisk:
        return u"PAUSED_FOR_DISK"_s;
    case ReasonCode::HandingOver:
        return u"HANDING_OVER"_s;
    case ReasonCode::PausedByUser:
        return u"PAUSED_BY_USER"_s;
    case ReasonCode::PausedByLimit:
        return u"PAUSED_BY_LIMIT"_s;
    case ReasonCode::NotRunning:
        return u"NOT_RUNNING"_s;
    case ReasonCode::Finished:
        return u"FINISHED"_s;
    case ReasonCode::Error:
        return u"ERROR"_s;
    }
    return {};
}

QString modeReasonName(ModeReason reason)
{
    switch (reason) {
    case ModeReason::None:
        return u"NONE"_s;
    case ModeReason::NoMetadata:
        return u"NO_METADATA"_s;
    case ModeReason::MetadataNotAuthorised:
        return u"METADATA_NOT_AUTHORISED"_s;
    case ModeReason::UnknownToServices:
        return QStringLiteral("UNKNOWN_TO_SERVICES");
    case ModeReason::ServicesUnreachable:
        return QStringLiteral("SERVICES_UNREACHABLE");
    case ModeReason::PolicyRefused:
        return QStringLiteral("POLICY_REFUSED");
    case ModeReason::MetadataMismatch:
        return QStringLiteral("METADATA_MISMATCH");
    case ModeReason::PeersNotAllowed:
        return QStringLiteral("PEERS_NOT_ALLOWED");
    case ModeReason::NothingToProveWith:
        return u"NOTHING_TO_PROVE_WITH"_s;
    }
    return {};
}

} // namespace freshet
