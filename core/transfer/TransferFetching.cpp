// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a transfer's life in which bytes come: what its fetches and the store tell it meanwhile.
#include "core/pick/SwarmPicker.h"
#include "core/swarm/PeerTrace.h"
#include "core/transfer/Transfer.h"

#include <limits>

namespace freshet {

namespace {

constexpr int maximumWholeRetries = 1;

/// HTTP is not to be used, and peers cannot be.
Error nobodyToAsk()
{
    return {
        .code = ErrorCode::NoSource, .operation = QStringLiteral("choose a source"), .next = NextStep::CorrectInput};
}

} // namespace

ByteCounters Transfer::httpCounters(SourceClass from, Bytes size)
{
    return from == SourceClass::CacheServer ? ByteCounters{.fromCacheServer = size}
                                            : ByteCounters{.fromHttpOrigin = size};
}

template <typename Fetch>
void Transfer::connectFetch(Fetch &fetch)
{
    connect(&fetch, &Fetch::bytesReceived, this, [this](Bytes amount, SourceClass from) {
        m_rate.onBytes(amount, m_clock.monotonic());
        if (m_peers)
            m_peers->swarm().onHttpBytes(amount);
        Q_EMIT received(from, amount);
    });
    connect(&fetch, &Fetch::bytesWasted, this, &Transfer::onWasted);
    connect(&fetch, &Fetch::pieceUseful, this, [this](Bytes size, SourceClass from) {
        m_usefulBytes += size;
        addCounters(httpCounters(from, size));
    });
    connect(&fetch, &Fetch::statusChanged, this, &Transfer::refreshReason);
    connect(&fetch, &Fetch::failed, this, [this](const Error &error) {
        if (m_peers) {
            m_httpError = error; // see onPeersChanged
            return;
        }
        // Posted: failing destroys the fetch that is reporting. Unless something else has ended it by then.
        QMetaObject::invokeMethod(
            this,
            [this, error, attempt = m_openAttempt] {
                if (attempt == m_openAttempt)
                    fail(error);
            },
            Qt::QueuedConnection);
    });
}

bool Transfer::mayHavePeers() const
{
    const bool isAllowed = !m_policy || m_policy->mayPeer(m_hub.options().mode);
    return m_content->swarm && m_content->modeReason == ModeReason::None && m_hub.options().wantsPeers() && isAllowed;
}

void Transfer::fetchPieces()
{
    if (!m_request.useHttp && !mayHavePeers()) {
        fail(nobodyToAsk());
        return;
    }
    if (mayHavePeers()) {
        joinSwarm();
    } else {
        auto picker = std::make_unique<SwarmPicker>(m_content->geometry, m_hub.rank());
        m_record.durable.forEach([&picker](PieceIndex piece) { picker->onDurable(piece); });
        if (m_plan)
            picker->setWanted(m_plan->pieces);
        m_picker = std::move(picker);
    }
    TransferOptions options = m_options;
    if (m_hub.options().mode == DownloadMode::Bypass)
        options.cacheServers.reset();
    m_ranged = std::make_unique<RangedFetch>(m_http, m_store, m_clock, options, *m_handle, m_content->geometry, board(),
                                             m_content->sources, m_content->publicSourcesOnly, m_budget, m_trace);
    connectFetch(*m_ranged);
    connect(m_ranged.get(), &RangedFetch::bytesReceived, this,
            [this](Bytes amount) { m_httpRate.onBytes(amount, m_clock.monotonic()); });
    if (m_peers) {
        connect(m_ranged.get(), &RangedFetch::statusChanged, this, [this] { m_peers->fetch().onBoardChanged(); });
        connect(&m_peers->fetch(), &PeerFetch::boardChanged, m_ranged.get(), [this] {
            const MonotonicTime at = m_clock.monotonic();
            m_peers->board().onHttpRate(m_httpRate.rate(at));
            // When a limit of ours is why peers bring little, HTTP would bring no more, only from farther away.
            const bool held = m_budget.throttle().limitOf(m_id, at) != Limit::None;
            m_peers->board().setMinimumPeerRate(
                held ? BytesPerSecond{} : m_options.minimumPeerRate.value_or(m_hub.options().pick.minimumPeerRate));
            m_ranged->wake();
        });
    }
    m_ranged->start();
}

void Transfer::joinSwarm()
{
    PickSettings settings = m_hub.options().pick;
    settings.useHttp = m_request.useHttp;
    settings.minimumPeerRate = m_options.minimumPeerRate.value_or(settings.minimumPeerRate);
    if (!m_request.peers.empty())
        settings.discoveryTime = PeerSide::discoveryTime;
    const MonotonicTime now = m_clock.monotonic();
    if (m_request.useHttp && m_options.delayHttp > std::chrono::seconds{0}) {
        if (!m_httpFrom)
            m_httpFrom = now + m_options.delayHttp;
        if (now < *m_httpFrom) {
            settings.useHttp = false;
            m_httpDelay.start(std::min(std::chrono::ceil<std::chrono::milliseconds>(*m_httpFrom - now),
                                       std::chrono::milliseconds{std::numeric_limits<int>::max()}));
        }
    }
    m_peers = std::make_unique<PeerSide>(m_hub, m_store, m_clock, m_content->key, *m_content->swarm, *m_handle,
                                         m_record.durable, settings);
    m_peers->swarm().setJob(m_id);
    m_peers->swarm().setForeground(m_request.priority == Priority::Foreground);
    m_trace.setClaims([this] { return m_peers->fetch().tellsSite(); });
    if (m_plan)
        m_peers->board().setWanted(m_plan->pieces);
    for (const PeerAddress &peer : m_request.peers)
        m_peers->swarm().onFound({.address = peer, .source = CandidateSource::Manual});
    for (const QUrl &tracker : m_request.trackers)
        (void)m_hub.addTracker(m_content->swarm->wire.id, tracker);
    PeerFetch &fetch = m_peers->fetch();
    connect(&fetch, &PeerFetch::bytesReceived, this, [this](PeerClass source, Bytes amount) {
        m_rate.onBytes(amount, m_clock.monotonic());
        Q_EMIT received(sourceClassOf(source), amount);
    });
    connect(&fetch, &PeerFetch::bytesWasted, this, &Transfer::onWasted);
    fetch.setThrottle(m_budget.throttle(), m_budget.what());
    connect(&fetch, &PeerFetch::bytesUseful, this, [this](PeerClass source, Bytes amount) {
        m_usefulBytes += amount;
        switch (source) {
        case PeerClass::Lan:
            return addCounters({.fromLanPeers = amount});
        case PeerClass::Group:
            return addCounters({.fromGroupPeers = amount});
        case PeerClass::Internet:
            return addCounters({.fromInternetPeers = amount});
        }
    });
    connect(&fetch, &PeerFetch::boardChanged, this, &Transfer::onPeersChanged);
}

void Transfer::endHttpDelay()
{
    if (isHttpDelayed(m_clock.monotonic())) {
        m_httpDelay.start(1000); // a timer's longest time is shorter than the longest delay
        return;
    }
    if (!m_peers || !m_ranged)
        return;
    m_peers->board().setUseHttp(m_request.useHttp);
    m_ranged->wake();
    m_peers->fetch().onBoardChanged();
}

void Transfer::onPeersChanged()
{
    if (m_peers->swarm().peerCount() > 0 || !m_httpError)
        m_withoutSourceSince.reset();
    else if (!m_withoutSourceSince)
        m_withoutSourceSince = m_clock.monotonic();
    if (m_withoutSourceSince && !mayComeBack()) {
        QMetaObject::invokeMethod(
            this,
            [this, error = *m_httpError, attempt = m_openAttempt] {
                if (attempt == m_openAttempt)
                    fail(error);
            },
            Qt::QueuedConnection);
        m_httpError.reset();
        return;
    }
    refreshReason();
}

bool Transfer::mayComeBack()
{
    if (m_clock.monotonic() - *m_withoutSourceSince >= m_options.peerPatience)
        return false;
    return !m_request.useHttp || !m_request.trackers.empty() || m_peers->swarm().mayConnect();
}

void Transfer::fetchStream(bool bypassCaches)
{
    if (!m_request.useHttp) {
        fail(nobodyToAsk());
        return;
    }
    const auto &subject = std::get<ContentUrl>(m_request.subject);
    if (m_stream)
        m_stream->abandon();
    m_stream = std::make_unique<StreamFetch>(m_http, m_store, m_clock, m_options, subject.url,
                                             m_request.wholeDigest.has_value(), m_budget, m_trace);
    connectFetch(*m_stream);
    connect(m_stream.get(), &StreamFetch::headArrived, this, &Transfer::onStreamHead);
    connect(m_stream.get(), &StreamFetch::restarted, this, [this] {
        wasteUseful();
        closeContent();
        m_content.reset();
    });
    m_stream->start(bypassCaches);
}

void Transfer::onStreamHead(const HttpHead &head)
{
    const auto &subject = std::get<ContentUrl>(m_request.subject);
    const QByteArray validator = StreamFetch::validatorOf(head);
    ResolvedContent content;
    content.key = requestKey(subject.url, validator, m_request.wholeDigest);
    content.name = nameFromUrl(subject.url);
    m_sizeKnown = head.totalSize && *head.totalSize > Bytes{};
    content.geometry = Geometry(m_sizeKnown ? *head.totalSize : StreamFetch::unknownSizeBound, publishedPieceLength);
    content.validator = validator;
    content.proof = m_request.wholeDigest ? ProofKind::FlatDigest : ProofKind::None;
    content.wholeDigest = m_request.wholeDigest;
    content.sources = {subject.url};
    content.mode = DownloadMode::Simple;
    content.modeReason = m_policyReason != ModeReason::None ? m_policyReason
                         : m_request.wholeDigest            ? ModeReason::NoMetadata
                                                            : ModeReason::NothingToProveWith;
    m_content = std::move(content);
    // Opening answers from the event loop, never from within this call, so the stream may be in the middle of its head.
    openContent();
}

void Transfer::onWasted(Bytes amount)
{
    addCounters({.wasted = amount});
    Q_EMIT wasted(amount);
}

void Transfer::addCounters(const ByteCounters &delta)
{
    m_record.counters += delta;
    if (!m_handle)
        return;
    const MonotonicTime now = m_clock.monotonic();
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(now - m_durationSavedUntil);
    m_durationSavedUntil += since;
    m_record.downloadDuration += since;
    m_store.addCounters(*m_handle, delta, since);
}

void Transfer::onPiecesDurable(const std::vector<PieceIndex> &pieces)
{
    m_disk.onProgress();
    m_trace.onPieces(EventKind::PieceDurable, pieces);
    for (const PieceIndex piece : pieces) {
        const Bytes size = m_content->geometry.pieceSize(piece);
        m_durableBytes += size;
        if (piece.value() < m_record.durable.size())
            m_record.durable.insert(piece);
        if (m_ranged) {
            board().onDurable(piece);
            m_ranged->onPieceDurable(piece);
        }
        if (m_peers)
            m_peers->fetch().onPieceDurable(piece);
        if (m_stream)
            m_stream->onBytesDurable(size);
    }
    if (m_plan && m_ranged && isEverythingThere()) {
        handOver();
        return;
    }
    refreshReason();
}

void Transfer::onPiecesDropped(const std::vector<PieceIndex> &pieces)
{
    m_trace.onPieces(EventKind::PieceDropped, pieces);
    for (const PieceIndex piece : pieces)
        if (piece.value() < m_record.durable.size())
            m_record.durable.remove(piece);
    if (m_ranged) {
        for (const PieceIndex piece : pieces) {
            if (board().isDurable(piece))
                m_durableBytes -= m_content->geometry.pieceSize(piece);
            board().onLost(piece);
            m_ranged->onPieceDropped(piece);
            if (m_peers)
                m_peers->onPieceDropped(piece);
        }
    } else if (m_stream) {
        // What comes in order goes on behind what is left; opening again tells where that is.
        closeContent();
        m_content.reset();
        fetchStream(false);
    }
    refreshReason();
}

void Transfer::onContentFailed(const Error &error)
{
    m_handle.reset(); // the store has closed it
    releaseClaim();
    if (error.code == ErrorCode::DigestMismatch && m_stream) {
        wasteUseful(); // as the store has done in the ledger
        m_durableBytes = {};
        if (m_wholeRetries++ < maximumWholeRetries) {
            // Perhaps a cache on the way served an old version: once more, past all caches.
            m_content.reset();
            fetchStream(true);
            return;
        }
    }
    endAsFailed(error); // the store knows what is kept
}

void Transfer::waitForDisk(const Error &error)
{
    m_disk.start(error);
    m_state = JobState::Queued;
    onDiskWaitChanged();
    Q_EMIT contentReleased(); // its place among the running jobs is free meanwhile
}

void Transfer::onDiskWaitChanged()
{
    m_reason = {.code = ReasonCode::PausedForDisk, .error = m_disk.error(), .retryAt = m_disk.nextLook()};
    Q_EMIT changed();
}

void Transfer::onRetentionChanged(const Retention &retention)
{
    if (retention.key != m_record.key)
        return;
    m_record.pinned = retention.pinned;
    m_record.plannedExpiry = retention.plannedExpiry;
    if (!retention.inCache && hasEnded())
        m_durableBytes = {};
    Q_EMIT changed();
}

void Transfer::wasteUseful()
{
    // Amounts are modulo 2^64, so a difference may be negative.
    addCounters({.fromHttpOrigin = Bytes{} - m_usefulBytes, .wasted = m_usefulBytes});
    m_usefulBytes = {};
}
FetchStatus Transfer::fetchStatus() const
{
    if (m_ranged) {
        FetchStatus status = m_ranged->status();
        if (m_peers) {
            status.fromPeers = m_peers->fetch().isReceiving();
            status.waitingForPeers = !status.fromPeers && status.connections == 0 && board().missing() > 0;
            if (status.fromPeers || m_peers->swarm().peerCount() > 0) {
                status.retryAt.reset(); // that HTTP waits is no reason while peers bring it
                status.lastError.reset();
            }
        }
        return status;
    }
    if (m_stream)
        return m_stream->status();
    if (m_metadata)
        return m_metadata->status();
    return {};
}

ReasonCode Transfer::reasonOf(const FetchStatus &status) const
{
    if (status.retryAt)
        return status.waitingForCacheServer ? ReasonCode::WaitingForCacheServer : ReasonCode::WaitingForRetry;
    if (status.waitingForDisk)
        return ReasonCode::WaitingForDisk;
    if (status.receiving && status.fromPeers)
        return ReasonCode::ReceivingFromBoth;
    if (status.fromPeers)
        return ReasonCode::ReceivingFromPeers;
    if (status.receiving)
        return status.fromCacheServer ? ReasonCode::ReceivingFromCacheServer : ReasonCode::ReceivingFromHttp;
    if (status.waitingForPeers)
        return ReasonCode::WaitingForPeers;
    if (m_state == JobState::Resolving)
        return m_metadata ? ReasonCode::FetchingMetadata : ReasonCode::ContactingSource;
    return status.connections > 0 ? ReasonCode::ContactingSource : ReasonCode::SyncingToDisk;
}

void Transfer::refreshReason()
{
    if (m_state == JobState::Resolving || m_state == JobState::Downloading) {
        const FetchStatus status = fetchStatus();
        m_reason.code = reasonOf(status);
        m_reason.error = status.lastError;
        m_reason.retryAt = status.retryAt;
        if (m_reason.code == ReasonCode::WaitingForPeers && isHttpDelayed(m_clock.monotonic()))
            m_reason.retryAt = m_httpFrom;
    }
    Q_EMIT changed();
}

} // namespace freshet
