// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"
#include "core/base/Units.h"

#include <QString>

#include <optional>

namespace freshet {

/// What a job is doing. The original system knows four of these (see exportedStatus); the others make visible what it hides.
enum class JobState {
    Queued,      ///< waits for a free place among the running jobs
    Resolving,   ///< finds out what the content is: metadata, size, sources
    Downloading, ///< bytes are (to be) transferred
    Verifying,   ///< all bytes are there; the last proofs, or the hand-over, are being made
    Complete,    ///< proven and handed over; not offered to peers
    Caching,     ///< Complete, and offered to peers from the cache
    Paused,      ///< stopped by the user or the caller; everything verified is kept
    Failed,      ///< cannot go on by itself; the reason holds the error
};

/// Why a job is in its state. Each has a sentence and a remedy in ui/text.
enum class ReasonCode {
    None,
    WaitingForSlot,        ///< another job has to end first
    WaitingForSameContent, ///< another job is obtaining this content; it is handed over from the cache then
    FetchingMetadata,
    ContactingSource,
    CheckingCache, ///< pieces of an earlier run are being read again
    ReceivingFromHttp,
    ReceivingFromCacheServer,
    ReceivingFromPeers,
    ReceivingFromBoth, ///< peers and HTTP
    WaitingForPeers, ///< others of the site are fetching what is missing, or nobody who is connected has it; HTTP may be asked from retryAt on
    ServingPeers,    ///< complete, and offered to peers
    WaitingForRetry, ///< StateReason::error says why, retryAt says when
    WaitingForCacheServer, ///< it does not serve (StateReason::error); the origin is asked at retryAt if that lasts
    WaitingForDisk,        ///< the disk is slower than the network
    SyncingToDisk,
    PausedForDisk, ///< full, read-only or gone: StateReason::error; looked at again at retryAt, and goes on by itself
    HandingOver,
    PausedByUser,
    PausedByLimit, ///< the limit of its class (foreground, background) is 0; it goes on by itself when that changes
    NotRunning,    ///< no job works on this content at the moment
    Finished,
    Error, ///< StateReason::error
};

/// Why a job uses HTTP alone, or why its bytes are proven less than they could be.
enum class ModeReason {
    None,
    NoMetadata,            ///< Simple mode: nothing to prove pieces with
    MetadataNotAuthorised, ///< metadata came over plain HTTP and no ContentId was given
    NothingToProveWith,    ///< no metadata and no digest: bytes are as the server sent them
    UnknownToServices,     ///< Simple mode: the services do not know the content, and nothing else authorises it
    ServicesUnreachable,   ///< Simple mode: no service answered, and nothing else authorises the content
    PolicyRefused,    ///< Simple mode: what the services say of the content breaks a rule (signature, version, expiry)
    MetadataMismatch, ///< Simple mode: the metadata is not, or not of, what came over TLS
    PeersNotAllowed,  ///< the services allow no peers for the content in the download mode that is set
};

struct StateReason {
    ReasonCode code = ReasonCode::None;
    std::optional<freshet::Error> error{};
    std::optional<MonotonicTime> retryAt{};
};

/// Delivery Optimization's DownloadMode values (policy DODownloadMode).
enum class DownloadMode { HttpOnly = 0, Lan = 1, Group = 2, Internet = 3, Simple = 99, Bypass = 100 };

enum class Priority { Background = 0, Foreground = 1 };

/// The status names of Get-DeliveryOptimizationStatus: "Downloading", "Complete", "Caching", "Paused".
/// Queued, Resolving and Verifying count as Downloading, Failed as Paused.
QString exportedStatus(JobState state);
/// "Queued", "Resolving", …
QString stateName(JobState state);
/// "CdnOnly", "Lan", "Group", "Internet", "Simple", "Bypass": the original's names.
QString modeName(DownloadMode mode);
std::optional<DownloadMode> modeFromName(const QString &name);
/// Stable names for scripts: "WAITING_FOR_RETRY" …
QString reasonName(ReasonCode code);
QString modeReasonName(ModeReason reason);

} // namespace freshet
