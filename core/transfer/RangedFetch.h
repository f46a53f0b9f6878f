// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pick/RunPicker.h"
#include "core/store/Store.h"
#include "core/transfer/JobBudget.h"
#include "core/transfer/JobTrace.h"
#include "core/transfer/PieceLane.h"
#include "core/transfer/SourceBook.h"
#include "core/transfer/SourceTable.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <set>
#include <vector>

namespace freshet {

/// Fetches the missing (and wanted) pieces of a content that has a verifier, over byte ranges from HTTP sources in priority order, several
/// requests side by side, and hands them to the store. Ends when every one is durable (the owner hears that from the
/// store), or with `failed`. Invariant: a piece is with at most one lane at a time, but for
/// the last ones, for which a faster source may race. Non-duty: opening, closing, handing over.
class RangedFetch final : public QObject, public PieceLane::Host, private Throttle::Waiter {
    Q_OBJECT

public:
    /// `picker` knows what is durable and what is wanted, and outlives it. `publicSourcesOnly`: see HttpRequest::publicOnly.
    RangedFetch(HttpClient &http, Store &store, const Clock &clock, const TransferOptions &options,
                ContentHandle content, const Geometry &geometry, RunPicker &picker, std::vector<QUrl> sources,
                bool publicSourcesOnly, const JobBudget &budget, JobTrace &trace);
    ~RangedFetch() override;

    void start() { wake(); }
    /// There may be something to fetch now: the board changed by others' doing, or time passed.
    void wake() { schedulePump(); }
    /// The machine was suspended, or is on another network: no connection and no back-off is believed any more.
    void onWoke();
    /// Nothing more is fetched, and what is unfinished is wasted. The pieces whose proof is still being made: their verdicts, and
    /// their counting, are the owner's now.
    [[nodiscard]] std::map<PieceIndex, SourceClass> abandon();
    /// Memory of the pool is available again.
    void onBufferAvailable();

    // Facts from the store about any piece; those that did not come over HTTP are somebody else's.
    void onPieceVerified(PieceIndex piece);
    void onPieceRejected(PieceIndex piece);
    void onPieceDurable(PieceIndex piece);
    void onPieceDropped(PieceIndex piece);

    [[nodiscard]] FetchStatus status() const;
    /// The cache server that brought a useful piece last; empty: none has.
    [[nodiscard]] const QString &cacheHost() const { return m_cacheHost; }
    /// Its sources, one line each.
    [[nodiscard]] std::shared_ptr<const PeerTable> peers(MonotonicTime now);
    /// Bytes that are received but not yet durable.
    [[nodiscard]] Bytes inFlight() const { return m_inFlight; }

Q_SIGNALS:
    void bytesReceived(freshet::Bytes amount, freshet::SourceClass from);
    void bytesWasted(freshet::Bytes amount);
    void pieceUseful(freshet::Bytes size, freshet::SourceClass from);
    void statusChanged();
    void failed(const freshet::Error &error);

private:
    PieceBuffer acquireBuffer(Bytes size) override;
    Bytes takeBudget(Bytes wanted) override;
    void onBudgetUsed(Bytes granted, Bytes used) override;
    void onThrottleOpen() override;
    bool claim(const PieceLane &lane, PieceIndex piece) override;
    void onLaneHead(PieceLane &lane, bool rangeIgnored) override;
    void onLaneBytes(PieceLane &lane, Bytes amount) override;
    void onLaneWasted(Bytes amount) override;
    void onLanePiece(PieceLane &lane, PieceIndex piece, PieceBuffer bytes) override;
    void onLaneDone(PieceLane &lane, const Result<void> &outcome) override;

    [[nodiscard]] TracedSource traced(std::size_t source) const
    {
        return {m_sources.url(source), m_sources.sourceClass(source)};
    }
    void stopLater(const PieceLane &lane);
    void onSourceFailed(std::size_t source, const Error &error);
    void schedulePump();
    void pump();
    [[nodiscard]] std::uint32_t allowedLanes(MonotonicTime now) const;
    void armTimer(MonotonicTime now);
    bool startNext(std::size_t source, std::uint32_t lanesTogether, MonotonicTime now);
    void startLane(std::size_t source, PieceRun run);
    // RangedFetchTail.cpp
    bool takeOver(std::size_t source, MonotonicTime now);
    void endRace(const PieceLane &winner, PieceIndex piece);
    void noteRate(const PieceLane &lane);
    [[nodiscard]] BytesPerSecond laneRate(std::size_t source, MonotonicTime now) const;
    void releaseUnfetched();
    void abortLanes(std::size_t source, const PieceLane *except = nullptr);
    /// `trickled`: it was ended because too little came.
    void keepPartial(PieceLane &lane, bool trickled = false);
    void dropPartial(std::map<PieceIndex, PartialPiece>::iterator it);
    [[nodiscard]] std::uint32_t lanesOf(std::size_t source) const;

    HttpClient &m_http;
    Store &m_store;
    const Clock &m_clock;
    TransferOptions m_options;
    JobBudget m_budget;
    JobTrace &m_trace;
    ContentHandle m_content;
    Geometry m_geometry;
    RunPicker &m_picker;
    SourceBook m_sources;
    SourceTable m_table;
    bool m_publicOnly;
    QString m_cacheHost;
    std::vector<std::unique_ptr<PieceLane>> m_lanes;
    std::vector<std::unique_ptr<PieceLane>>
        m_ended; ///< destroyed from the event loop, never inside their own callbacks
    std::map<PieceIndex, PartialPiece> m_partials;
    std::map<PieceIndex, std::size_t> m_pieceSource;   ///< of pieces that are on their way to the disk
    std::map<PieceIndex, Bytes> m_reached;             ///< how far unfinished pieces ever came
    std::set<PieceIndex> m_unproven;                   ///< of these, those that await their proof
    std::map<std::size_t, BytesPerSecond> m_lastRates; ///< that one request brought, by source
    Bytes m_inFlight;
    QTimer m_retryTimer; ///< a source may be asked again, or the tail is to be looked at
    bool m_pumpScheduled = false;
    bool m_failed = false;
    bool m_idle = false; ///< what is missing is somebody else's at the moment
};

} // namespace freshet
