// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/DownloadRequest.h"
#include "core/api/EngineSnapshot.h"
#include "core/http/HttpClient.h"
#include "core/stats/RateMeter.h"
#include "core/store/Store.h"
#include "core/transfer/MetadataFetch.h"
#include "core/transfer/RangedFetch.h"
#include "core/transfer/Resolve.h"
#include "core/transfer/StreamFetch.h"
#include "core/transfer/TransferOptions.h"

#include <QObject>

#include <functional>
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
    /// `http`, `store` and `clock` outlive the transfer.
    Transfer(JobId id, DownloadRequest request, HttpClient &http, Store &store, const Clock &clock,
             const TransferOptions &options);
    ~Transfer() override;

    void start();
    /// A paused or failed job waits for its turn again.
    void enqueue();
    /// Stops fetching; everything received becomes durable. enqueue() and start() go on.
    void pause();
    /// Ends the job as Failed with Cancelled. What is durable stays in the cache.
    void cancel();
    void onBufferAvailable();

    /// Asked before opening a content: whether another job has it open, so that this one has to wait for its turn.
    void setIsTaken(std::function<bool(const StorageKey &)> isTaken) { m_isTaken = std::move(isTaken); }
    /// Whether the job has the content open, or is about to.
    [[nodiscard]] bool holds(const StorageKey &key) const;
    /// The content that a queued job found taken; it need not start before that is free.
    [[nodiscard]] const std::optional<StorageKey> &awaited() const { return m_awaited; }

    [[nodiscard]] JobId id() const { return m_id; }
    [[nodiscard]] JobState state() const { return m_state; }
    [[nodiscard]] bool hasEnded() const
    {
        return m_state == JobState::Complete || m_state == JobState::Caching || m_state == JobState::Failed;
    }
    [[nodiscard]] Priority priority() const { return m_request.priority; }
    [[nodiscard]] Bytes subjectSize() const { return freshet::subjectSize(m_request); }
    [[nodiscard]] JobRow row(MonotonicTime now) const;

Q_SIGNALS:
    /// Anything in row() may have changed.
    void changed();
    /// The state is Complete, Caching or Failed now.
    void ended();
    /// The state is Queued again, because another job has the content.
    void yielded();

private:
    void enter(JobState state, ReasonCode reason);
    void fail(Error error);
    void resolved(Result<ResolvedContent> content);
    void openContent();
    void yield();
    void onOpened(Result<OpenedContent> opened);
    void fetchPieces();
    void fetchStream(bool bypassCaches);
    void onStreamHead(const HttpHead &head);
    void connectStore();
    void onPiecesDurable(const std::vector<PieceIndex> &pieces);
    void onPiecesDropped(const std::vector<PieceIndex> &pieces);
    void onContentFailed(const Error &error);
    void handOver();
    void onHandedOver(const Result<HandOverResult> &result);
    void addCounters(const ByteCounters &delta);
    void stopFetching();
    void closeContent();
    void refreshReason();
    [[nodiscard]] FetchStatus fetchStatus() const;
    [[nodiscard]] ReasonCode reasonOf(const FetchStatus &status) const;
    template <typename Fetch>
    void connectFetch(Fetch &fetch);

    const JobId m_id;
    DownloadRequest m_request;
    HttpClient &m_http;
    Store &m_store;
    const Clock &m_clock;
    TransferOptions m_options;

    JobState m_state = JobState::Queued;
    StateReason m_reason{.code = ReasonCode::WaitingForSlot};
    WallTime m_createdAt;
    std::optional<ResolvedContent> m_content;
    std::optional<ContentHandle> m_handle;
    ContentRecord m_record; ///< as of opening, but for the counters, which are kept up
    Bytes m_durableBytes;
    Bytes m_usefulBytes;              ///< handed to the store since opening; becomes durable even if the job fails
    std::optional<Bytes> m_finalSize; ///< of what was handed over
    bool m_sizeKnown = false;
    RateMeter m_rate;
    std::optional<MonotonicTime> m_fetchingSince;
    MonotonicTime m_durationSavedUntil;
    int m_wholeRetries = 0; ///< times that everything was thrown away because the whole was wrong
    int m_handOverRetries = 0;
    std::function<bool(const StorageKey &)> m_isTaken;
    std::optional<StorageKey> m_awaited;
    bool m_holds = false;  ///< m_content, while running
    int m_openAttempt = 0; ///< tells the answer to the latest openContent from older ones

    std::unique_ptr<MetadataFetch> m_metadata;
    std::unique_ptr<RangedFetch> m_ranged;
    std::unique_ptr<StreamFetch> m_stream;
};

} // namespace freshet
