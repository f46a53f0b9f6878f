// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/HttpClient.h"
#include "core/store/Store.h"
#include "core/transfer/FetchStatus.h"
#include "core/transfer/JobBudget.h"
#include "core/transfer/JobTrace.h"
#include "core/transfer/SourceBook.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace freshet {

/// Fetches a content whose pieces nothing proves: one request, in order, so that the store can make the whole digest in
/// passing. Goes on after interruptions only when the server confirms that it is still the same version, or when the
/// caller's digest will decide. Invariant: bytes of two versions are never joined unless a digest judges the result.
class StreamFetch final : public QObject, private HttpSink, private Throttle::Waiter {
    Q_OBJECT

public:
    /// A response that does not say its length is cut off here.
    static constexpr Bytes unknownSizeBound = 64_GiB;

    /// `digestDecides`: a whole digest was given.
    StreamFetch(HttpClient &http, Store &store, const Clock &clock, const TransferOptions &options, const QUrl &url,
                bool digestDecides, const JobBudget &budget, JobTrace &trace);
    ~StreamFetch() override;

    void start(bool bypassCaches = false);
    /// Answer to headArrived: where the content is open and how much of its start is durable.
    void begin(ContentHandle content, const Geometry &geometry, Bytes durablePrefix);
    void onBufferAvailable();
    /// As RangedFetch.
    void onWoke();
    void abandon();
    void onBytesDurable(Bytes amount);

    [[nodiscard]] FetchStatus status() const;
    /// Its one source.
    [[nodiscard]] std::shared_ptr<const PeerTable> peers(MonotonicTime now);
    [[nodiscard]] Bytes inFlight() const { return m_inFlight; }
    /// What tells this version from another: a strong ETag, else empty. A date does not: files change within a second.
    static QByteArray validatorOf(const HttpHead &head) { return head.etag; }

Q_SIGNALS:
    /// The first answer: what the content is. Nothing is received before begin().
    void headArrived(const freshet::HttpHead &head);
    void bytesReceived(freshet::Bytes amount, freshet::SourceClass from);
    void bytesWasted(freshet::Bytes amount);
    void pieceUseful(freshet::Bytes size, freshet::SourceClass from);
    void statusChanged();
    /// What was received is of no use (another version is on the server, or nobody can tell): it begins anew, and
    /// headArrived follows.
    void restarted();
    void failed(const freshet::Error &error);

private:
    Result<void> onHead(const HttpHead &head) override;
    std::size_t onData(std::span<const std::byte> data) override;
    void onDone(const Result<void> &outcome) override;

    void onThrottleOpen() override;
    [[nodiscard]] std::size_t takeData(std::span<const std::byte> data);
    void request();
    void retry();
    void restart();
    void submit();
    [[nodiscard]] bool isResumable() const;
    /// A piece is full, or the attempt over: a source that gets further each time is not given up.
    void noteProgress();
    void onFailure(const Error &error);

    HttpClient &m_http;
    Store &m_store;
    const Clock &m_clock;
    SourceBook m_sources;
    SourceTable m_table;
    bool m_digestDecides;
    JobBudget m_budget;
    JobTrace &m_trace;
    bool m_bypassCaches = false;

    std::optional<HttpHead> m_first;        ///< head of the version that is being received
    std::optional<ContentHandle> m_content; ///< set by begin()
    Geometry m_geometry;
    Bytes m_position; ///< content offset behind what was taken
    Bytes m_reached;  ///< the furthest position of all attempts that was judged: only beyond it is progress
    Bytes m_skip;     ///< of the body, still to be thrown away: it is there already
    Bytes m_inFlight;
    PieceBuffer m_buffer;
    std::size_t m_filled = 0;
    bool m_receiving = false;
    bool m_paused = false;
    bool m_throttled = false;
    bool m_finished = false;
    bool m_failed = false;
    bool m_restart = false; ///< the next attempt begins anew
    bool m_endedBeforeBegin = false;
    bool m_askAgain = false; ///< the connection that brought the head is not believed any more
    std::unique_ptr<HttpTransfer> m_transfer;
    QTimer m_retryTimer;
};

} // namespace freshet
