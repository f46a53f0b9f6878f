// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/DownloadRequest.h"
#include "core/api/EngineSnapshot.h"
#include "core/api/PiecePicture.h"
#include "core/http/HttpClient.h"
#include "core/pick/SwarmPicker.h"
#include "core/policy/ContentPolicy.h"
#include "core/stats/RateMeter.h"
#include "core/store/ContentHold.h"
#include "core/transfer/ContentClaims.h"
#include "core/transfer/DiskWait.h"
#include "core/transfer/JobBudget.h"
#include "core/transfer/JobPeers.h"
#include "core/transfer/JobTrace.h"
#include "core/transfer/MetadataFetch.h"
#include "core/transfer/PeerSide.h"
#include "core/transfer/RangePlan.h"
#include "core/transfer/RangedFetch.h"
#include "core/transfer/Resolve.h"
#include "core/transfer/StreamFetch.h"
#include "core/transfer/TransferOptions.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace freshet {

/// One job from request to hand-over: resolve, open in the store, fetch, hand over. Lives on the engine thread.
///
/// Invariants: every state has a reason; a content is handed over only after the store reported it complete; whatever
/// happens, what the store reported durable stays. Non-duty: queueing, bandwidth, other jobs, how bytes are fetched or kept.
class Transfer final : public QObject {
    Q_OBJECT

public:
    /// `http`, `store`, `hub`, `claims`, `throttle`, `clock` and `events` outlive the transfer.
    Transfer(JobId id, DownloadRequest request, HttpClient &http, Store &store, SwarmHub &hub, ContentClaims &claims,
             Throttle &throttle, const Clock &clock, const TransferOptions &options, EventSink &events);
    ~Transfer() override;

    /// Takes up what an earlier run of the engine remembers: what was paused by the user or had ended stays so, anything else
    /// waits for its turn. Before start(). `directory` is where the destination is, as the request has no open one.
    void restore(JobRow remembered, KnownDirectory directory);
    void start();
    /// A paused or failed job waits for its turn again.
    void enqueue();
    /// Stops fetching; everything received becomes durable. enqueue() and start() go on.
    void pause();
    /// Nothing may be transferred: paused with that reason, unless it only hands over what is there. enqueue() ends it.
    void pauseForLimit();
    [[nodiscard]] bool isPausedForLimit() const { return m_reason.code == ReasonCode::PausedByLimit; }
    /// Ends the job as Failed with Cancelled. What is durable stays in the cache.
    void cancel();
    /// Ends a job that has not ended as Failed.
    void fail(Error error);
    void onBufferAvailable();
    /// The machine was suspended: connections are presumed dead, and what waited goes on at once.
    void onWoke();

    [[nodiscard]] JobId id() const { return m_id; }
    [[nodiscard]] JobState state() const { return m_state; }
    [[nodiscard]] const StateReason &reason() const { return m_reason; }
    [[nodiscard]] bool hasEnded() const
    {
        return m_state == JobState::Complete || m_state == JobState::Caching || m_state == JobState::Failed;
    }
    /// Queued, but not for its turn: it goes on when the disk does.
    [[nodiscard]] bool isWaitingForDisk() const { return m_disk.isWaiting(); }
    [[nodiscard]] Priority priority() const { return m_request.priority; }
    [[nodiscard]] Bytes subjectSize() const { return freshet::subjectSize(m_request); }
    /// What the content is has been found out, so that row() has its identity.
    [[nodiscard]] bool knowsContent() const { return m_content.has_value(); }
    /// Of a job of an earlier run that does not run yet: what the cache holds of its content, as far as it is `record`.
    void recall(const ContentRecord &record);
    /// The content of a job of an earlier run that was offered to peers.
    [[nodiscard]] std::optional<ContentId> servedContent() const
    {
        return m_state == JobState::Caching && m_remembered ? m_remembered->contentId : std::nullopt;
    }
    /// Peers are given or give something, or did a moment ago.
    [[nodiscard]] bool isExchanging() const;
    [[nodiscard]] JobRow row(MonotonicTime now) const;
    /// The state of every piece, without where it came from; none while the content is not known, or has no pieces that could be proven.
    [[nodiscard]] std::optional<PiecePicture> pieces() const;

Q_SIGNALS:
    /// Anything in row() may have changed.
    void changed();
    /// Another job may work on the same content now.
    void contentReleased();
    /// The state is Complete, Caching or Failed now.
    void ended();
    /// As it arrives, whether or not it will prove to be of use.
    void received(freshet::SourceClass from, freshet::Bytes amount);
    /// Something that arrived was of no use.
    void wasted(freshet::Bytes amount);

private:
    void enter(JobState state, ReasonCode reason);
    void endAsFailed(Error error);
    void waitForDisk(const Error &error);
    void onDiskWaitChanged();
    [[nodiscard]] bool shouldAskPolicy() const;
    void askPolicy();
    void onPolicy(const Result<ContentPolicy> &policy);
    void onMetadataFailed(const Error &error);
    /// The metadata is not what the services promised: it is not asked for again, and the job goes on in simple mode.
    void distrust(const Error &error);
    void leavePolicy(ModeReason reason, const Error &error);
    void applyPolicy(ResolvedContent &content) const;
    void resolve();
    void resolved(Result<ResolvedContent> content);
    void openContent();
    void onOpenAnswered(int attempt, Result<OpenedContent> opened);
    void onOpened(Result<OpenedContent> opened);
    void onEmptied(const Result<void> &done);
    void beginFetching();
    void fetchPieces();
    void joinSwarm();
    void onPeersChanged();
    [[nodiscard]] bool isHttpDelayed(MonotonicTime now) const { return m_peers && m_httpFrom && now < *m_httpFrom; }
    void endHttpDelay();
    [[nodiscard]] bool mayComeBack();
    [[nodiscard]] bool mayHavePeers() const;
    /// The swarm of the content, while it is open.
    [[nodiscard]] Swarm *swarm() const;
    /// Given to peers since m_record was read.
    [[nodiscard]] ByteCounters uploadsSince() const;
    void skipUploads();
    void describePeers(JobRow &row, MonotonicTime now) const;
    void describeDelivery(JobRow &row) const;
    [[nodiscard]] RunPicker &board() const { return m_peers ? m_peers->board() : *m_picker; }
    void fetchStream(bool bypassCaches);
    void onStreamHead(const HttpHead &head);
    void connectStore();
    void onPiecesDurable(const std::vector<PieceIndex> &pieces);
    void onPiecesDropped(const std::vector<PieceIndex> &pieces);
    void onContentFailed(const Error &error);
    void onRetentionChanged(const Retention &retention);
    void handOver();
    [[nodiscard]] bool isEverythingThere() const;
    void onHandedOver(const Result<HandOverResult> &result);
    void addCounters(const ByteCounters &delta);
    void onWasted(Bytes amount);
    static ByteCounters httpCounters(SourceClass from, Bytes size);
    void wasteUseful();
    void suspendWork(ReasonCode reason);
    void stopFetching();
    void closeContent();
    // TransferSettling.cpp
    void settlePiece(PieceIndex piece, bool proven);
    void settleAll();
    void endSettling();
    void releaseClaim();
    void refreshReason();
    [[nodiscard]] FetchStatus fetchStatus() const;
    [[nodiscard]] ReasonCode reasonOf(const FetchStatus &status) const;
    template <typename Fetch>
    void connectFetch(Fetch &fetch);

    const JobId m_id;
    DownloadRequest m_request;
    HttpClient &m_http;
    Store &m_store;
    SwarmHub &m_hub;
    ContentClaims &m_claims;
    const Clock &m_clock;
    TransferOptions m_options;
    JobBudget m_budget;
    bool m_policyAsked = false;
    std::optional<ContentPolicy> m_policy; ///< what the services say of the content
    std::optional<ContentUrl>
        m_withoutPolicy; ///< what the job was about before they said it, and is again if it turns out to be wrong
    ModeReason m_policyReason = ModeReason::None; ///< why there is no policy, where one was asked for
    JobTrace m_trace;

    JobState m_state = JobState::Queued;
    StateReason m_reason{.code = ReasonCode::WaitingForSlot};
    WallTime m_createdAt;
    std::optional<JobRow> m_remembered; ///< the picture of an earlier run, until this one knows better
    std::optional<KnownDirectory> m_knownDirectory;
    MonotonicTime m_requestedAt;
    std::optional<MonotonicTime> m_provenAt;
    std::optional<MonotonicTime> m_deliveredAt;
    QString m_handedOverBy;
    std::optional<ResolvedContent> m_content;
    std::optional<RangePlan> m_plan;     ///< of a job that wants parts; goes with m_content
    std::unique_ptr<ContentHold> m_hold; ///< of the content, from its first opening to the end of the job
    std::optional<ContentHandle> m_handle;
    std::optional<ContentHandle> m_settling; ///< stopped, but still open until the last piece in proof has its verdict
    std::map<PieceIndex, SourceClass> m_inProof; ///< pieces that a stopped fetch left behind
    Geometry m_settlingGeometry;
    ContentRecord m_record; ///< as of opening, but for the counters, which are kept up
    Bytes m_durableBytes;
    Bytes m_usefulBytes;              ///< handed to the store since opening; becomes durable even if the job fails
    std::optional<Bytes> m_finalSize; ///< of what was handed over
    bool m_sizeKnown = false;
    RateMeter m_rate;
    DiskWait m_disk;
    std::optional<MonotonicTime> m_fetchingSince;
    MonotonicTime m_durationSavedUntil;
    int m_wholeRetries = 0; ///< times that everything was thrown away because the whole was wrong
    int m_handOverRetries = 0;
    int m_openAttempt = 0;    ///< counts stops: an answer to an opening from before the last one is not wanted
    bool m_opening = false;   ///< the store has yet to answer
    bool m_openAgain = false; ///< … and is to be asked once more after that

    std::unique_ptr<MetadataFetch> m_metadata;
    std::unique_ptr<SwarmPicker> m_picker; ///< of a content without peers
    std::unique_ptr<PeerSide> m_peers;     ///< of a content with peers; has the board
    mutable JobPeers m_peerLines;
    std::array<Bytes, 3> m_uploadsCounted{}; ///< of the swarm's uploads by class, what m_record.counters has already
    RateMeter m_httpRate;
    std::optional<MonotonicTime> m_httpFrom; ///< not asked before
    QTimer m_httpDelay;
    QString m_cacheHost;                               ///< that was of use
    std::optional<Error> m_httpError;                  ///< HTTP has failed for good; peers go on
    std::optional<MonotonicTime> m_withoutSourceSince; ///< nor is any peer connected
    std::unique_ptr<RangedFetch> m_ranged;
    std::unique_ptr<StreamFetch> m_stream;
};

} // namespace freshet
