// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"
#include "core/api/SourceClass.h"

#include <QJsonObject>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace freshet {

enum class EventKind {
    EngineStarted, ///< text: an id of this run of the engine, at which numbers begin anew
    EngineStopping,
    JobAdded,     ///< changes: all fields of the row
    JobChanged,   ///< changes: the fields that are not as they were; state, reason and error as they are now
    JobForgotten, ///< no row shows it any more; its content stays in the cache
    RunRequested, ///< pieces first … first + count - 1 were asked of the source; text "SITE": they are claimed for the site
    SourceFailed,    ///< error says why, retryIn for how long it is left alone
    PieceReceived,   ///< has yet to be proven
    PieceVerified,   ///< count: so many others besides the source brought parts of it
    PieceRejected,   ///< failed its proof and was thrown away
    PieceDurable,    ///< on disk and in the ledger
    PieceDropped,    ///< the disk lost it; no source is to blame
    HandedOver,      ///< text: "reflink" or "copy"; bytes: the size
    PeerConnected,   ///< text: "INCOMING" or "OUTGOING"
    PeerEnded,       ///< a connection: error says why, bytes what it had brought
    PeerRefused,     ///< somebody who connected to us was not let in: text says why, as PeerUnused is spelled
    PeerUnreachable, ///< a dial of ours came to nothing: error
    PeerBanned,      ///< for retryIn; text: "BAD_BYTES" (piece failed its proof, or sent by it alone) or "USER"
    PeerUnbanned,
    PeerStalled,    ///< owed blocks and sent none: nothing is asked of it for retryIn
    BlockMoved,     ///< a block of the piece that text (an address) is slow with is asked of the source too
    ClaimTakenOver, ///< who claimed the piece for the site is silent or gone: it is fetched here
    ClaimHelped, ///< who claims the piece is slow (text: "PEERS" if peers that have it are): it is fetched here as well
    PolicyNotUsed, ///< the job goes on over HTTP alone: error says why the services' word, or the metadata (source), is not trusted; text: in other words
    SettingChanged, ///< text: the key; changes: the setting's row, as SettingJson spells it
    Dropped,        ///< count events that should stand here were lost: there was no room for them
};

enum class EventLevel { Debug, Info, Warning, Error };

enum class EventArea { Engine, Job, Source, Piece, Settings };

/// One record of the trace: what happened, when, to what, and why. Facts only; sentences are made in ui/text. No secret is in it: URLs come
/// through displayUrl(). Together the records of a run rebuild every picture of it (core/trace/Replay.h).
struct TraceEvent {
    EventKind kind = EventKind::EngineStarted;
    std::uint64_t number = 0; ///< 1, 2, 3 … within a run of the engine
    MonotonicTime time{};
    WallTime wall{};

    std::optional<JobId> job{};
    QString content{}; ///< the row's FileId
    std::optional<SourceClass> sourceClass{};
    QString source{}; ///< display form of its URL, or its address
    std::optional<PieceIndex> piece{};
    std::uint32_t count = 0;
    Bytes bytes{};
    std::optional<JobState> state{};
    std::optional<ReasonCode> reason{};
    std::optional<ErrorCode> error{};
    std::optional<std::chrono::milliseconds> retryIn{};
    QString text{};
    QJsonObject changes{}; ///< fields of a row as StatusJson spells them

    bool operator==(const TraceEvent &) const = default;
};

/// Events in their order, as they are handed on together.
using TraceBatch = std::shared_ptr<const std::vector<TraceEvent>>;

/// Takes events. Whoever has something to tell is given one; time and number are the sink's to fill in. On the engine thread; never blocks.
class EventSink {
public:
    virtual ~EventSink() = default;
    virtual void record(TraceEvent event) = 0;
};

EventLevel levelOf(const TraceEvent &event);
EventArea areaOf(EventKind kind);

/// "EngineStarted", "JobChanged" …
QString eventKindName(EventKind kind);
/// "Debug", "Info", "Warning", "Error".
QString eventLevelName(EventLevel level);
/// "Engine", "Job", "Source", "Piece", "Settings".
QString eventAreaName(EventArea area);

} // namespace freshet
