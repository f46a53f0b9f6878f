// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/Transfer.h"

#include "core/base/DisplayUrl.h"
#include "core/transfer/ContentRow.h"

#include <QPointer>

#include <unistd.h>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

std::span<const std::byte> bytesOf(const QByteArray &array)
{
    return std::as_bytes(std::span(array.constData(), static_cast<std::size_t>(array.size())));
}

} // namespace

Transfer::Transfer(JobId id, DownloadRequest request, HttpClient &http, Store &store, SwarmHub &hub,
                   ContentClaims &claims, Throttle &throttle, const Clock &clock, const TransferOptions &options,
                   EventSink &events)
    : m_id(id)
    , m_request(std::move(request))
    , m_http(http)
    , m_store(store)
    , m_hub(hub)
    , m_claims(claims)
    , m_clock(clock)
    , m_options(options)
    , m_budget(throttle, clock, id, m_request.priority)
    , m_trace(events, id)
    , m_createdAt(clock.wall())
    , m_requestedAt(clock.monotonic())
    , m_disk(store, clock)
{
    m_httpDelay.setSingleShot(true);
    connect(&m_httpDelay, &QTimer::timeout, this, &Transfer::endHttpDelay);
    connectStore();
    connect(&m_disk, &DiskWait::changed, this, &Transfer::onDiskWaitChanged);
    connect(&m_disk, &DiskWait::over, this, [this] {
        enter(JobState::Queued, ReasonCode::WaitingForSlot);
        Q_EMIT contentReleased();
    });
}

void Transfer::restore(JobRow remembered, KnownDirectory directory)
{
    m_createdAt = remembered.createdAt;
    m_knownDirectory = std::move(directory);
    const bool pausedByUser =
        remembered.state == JobState::Paused && remembered.reason.code == ReasonCode::PausedByUser;
    if (remembered.isFinal() || pausedByUser) {
        m_state = remembered.state;
        m_reason = remembered.reason;
        m_reason.retryAt.reset();
    }
    m_remembered = std::move(remembered);
}

void Transfer::recall(const ContentRecord &record)
{
    if (!m_remembered || m_content || hasEnded())
        return;
    const JobRow row = rowOf(record, durableBytes(record));
    if (row.fileId != m_remembered->fileId)
        return;
    m_remembered->fileSizeKnown = row.fileSizeKnown;
    m_remembered->fileSize = row.fileSize;
    m_remembered->fileSizeInCache = row.fileSizeInCache;
    Q_EMIT changed();
}

Transfer::~Transfer()
{
    stopFetching();
    closeContent();
    settleAll();
}

void Transfer::connectStore()
{
    connect(&m_store, &Store::pieceVerified, this, [this](ContentHandle content, PieceIndex piece) {
        if (content == m_settling)
            return settlePiece(piece, true);
        if (content != m_handle || !m_ranged)
            return;
        if (!m_peers || !m_peers->fetch().onPieceVerified(piece))
            m_ranged->onPieceVerified(piece);
    });
    connect(&m_store, &Store::pieceWritten, this, [this](ContentHandle content, PieceIndex piece) {
        if (content == m_handle && m_peers)
            m_peers->onPieceWritten(piece);
    });
    connect(&m_store, &Store::pieceRejected, this, [this](ContentHandle content, PieceIndex piece) {
        if (content == m_settling)
            return settlePiece(piece, false);
        if (content != m_handle || !m_ranged)
            return;
        if (!m_peers || !m_peers->fetch().onPieceRejected(piece))
            m_ranged->onPieceRejected(piece);
    });
    connect(&m_store, &Store::pieceIgnored, this, [this](ContentHandle content, PieceIndex, Bytes size) {
        if (content == m_handle)
            addCounters({.wasted = size});
    });
    connect(&m_store, &Store::piecesDropped, this,
            [this](ContentHandle content, const std::vector<PieceIndex> &pieces) {
                if (content == m_handle)
                    onPiecesDropped(pieces);
            });
    connect(&m_store, &Store::piecesDurable, this,
            [this](ContentHandle content, const std::vector<PieceIndex> &pieces) {
                if (content == m_handle)
                    onPiecesDurable(pieces);
            });
    connect(&m_store, &Store::contentComplete, this, [this](ContentHandle content) {
        if (content == m_handle && m_state != JobState::Verifying)
            handOver();
    });
    connect(&m_store, &Store::contentFailed, this, [this](ContentHandle content, const Error &error) {
        if (content == m_handle)
            onContentFailed(error);
        else if (content == m_settling)
            endSettling();
    });
    connect(&m_store, &Store::retentionChanged, this, &Transfer::onRetentionChanged);
}

void Transfer::enter(JobState state, ReasonCode reason)
{
    m_state = state;
    m_reason = {.code = reason};
    Q_EMIT changed();
}

void Transfer::fail(Error error)
{
    // Hands and brains do not know what the job has; the job does.
    if (error.kept != Kept::WholeContent)
        error.kept = m_durableBytes > Bytes{} || m_usefulBytes > Bytes{} ? Kept::VerifiedPieces : Kept::Nothing;
    endAsFailed(std::move(error));
}

void Transfer::endAsFailed(Error error)
{
    stopFetching();
    closeContent();
    if (m_content && !m_content->verifier)
        m_content.reset(); // the next attempt asks the source again what it has
    if (hasEnded())
        return;
    if (DiskWait::helps(error.code)) {
        waitForDisk(error);
        return;
    }
    m_disk.stop();
    m_hold.reset();
    m_state = JobState::Failed;
    m_reason = {.code = ReasonCode::Error, .error = std::move(error)};
    Q_EMIT changed();
    Q_EMIT ended();
}

void Transfer::start()
{
    if (m_content) {
        openContent();
        return;
    }
    if (const auto sensible = checkRanges(m_request); !sensible) {
        fail(sensible.error());
        return;
    }
    enter(JobState::Resolving, ReasonCode::ContactingSource);
    if (shouldAskPolicy())
        askPolicy();
    else
        resolve();
}

void Transfer::resolve()
{
    if (const auto *local = std::get_if<LocalMetadata>(&m_request.subject)) {
        resolved(resolveMetadata(bytesOf(local->file), MetadataOrigin::GivenByUser, local->displayPath,
                                 m_request.contentId, m_request.wholeDigest));
    } else if (const auto *remote = std::get_if<MetadataUrl>(&m_request.subject)) {
        m_metadata = std::make_unique<MetadataFetch>(m_http, m_clock, m_options, remote->url);
        connect(m_metadata.get(), &MetadataFetch::statusChanged, this, &Transfer::refreshReason);
        connect(m_metadata.get(), &MetadataFetch::failed, this, &Transfer::onMetadataFailed);
        connect(m_metadata.get(), &MetadataFetch::fetched, this,
                [this, url = remote->url](const FetchedBody &metadata) {
                    const auto origin =
                        url.scheme() == "https"_L1 ? MetadataOrigin::VerifiedHttps : MetadataOrigin::PlainHttp;
                    auto content = resolveMetadata(bytesOf(metadata.body), origin, displayUrl(url), m_request.contentId,
                                                   m_request.wholeDigest);
                    if (content && content->modeReason == ModeReason::MetadataNotAuthorised)
                        content->publicSourcesOnly = metadata.head.farthest == AddressScope::Public;
                    resolved(std::move(content));
                });
        enter(JobState::Resolving, ReasonCode::FetchingMetadata);
        m_metadata->start();
    } else {
        const auto &subject = std::get<ContentUrl>(m_request.subject);
        if (subject.pieceHashFile.isEmpty())
            fetchStream(false);
        else
            resolved(resolvePieceHashes(subject, m_request.wholeDigest));
    }
}

void Transfer::resolved(Result<ResolvedContent> content)
{
    if (!content) {
        if (m_withoutPolicy)
            distrust(content.error());
        else
            fail(content.error());
        return;
    }
    if (m_policy) {
        if (m_withoutPolicy && content->geometry.contentLength() != m_policy->size) {
            distrust({.code = ErrorCode::SizeMismatch,
                      .operation = u"authorise content metadata"_s,
                      .object = displayUrl(m_policy->metadataUrl),
                      .next = NextStep::AskPublisher});
            return;
        }
        applyPolicy(*content);
    }
    if (!m_request.ranges.empty()) {
        auto plan = RangePlan::make(m_request.ranges, content->geometry);
        if (!plan) {
            fail(plan.error());
            return;
        }
        m_plan = std::move(*plan);
    }
    m_content = std::move(*content);
    m_sizeKnown = true;
    openContent();
}

void Transfer::openContent()
{
    if (!m_hold || m_hold->key() != m_content->key)
        m_hold = std::make_unique<ContentHold>(m_store, m_content->key);
    settleAll();
    if (!m_claims.claim(m_content->key, m_id)) {
        stopFetching();
        if (!m_content->verifier)
            m_content.reset(); // asked for again when it is this job's turn
        enter(JobState::Queued, ReasonCode::WaitingForSameContent);
        return;
    }
    m_remembered.reset();
    m_trace.setContent(m_content->contentId ? QString::fromLatin1(m_content->contentId->hex())
                                            : m_content->key.fileName());
    enter(JobState::Resolving, ReasonCode::CheckingCache);
    if (m_opening) {
        m_openAgain = true; // the answer to an earlier opening comes first
        return;
    }
    OpenRequest request;
    request.key = m_content->key;
    request.contentId = m_content->contentId;
    request.name = m_content->name;
    request.sourceUrl = m_content->sources.empty() ? QString() : displayUrl(m_content->sources.front());
    request.geometry = m_content->geometry;
    request.sizeKnown = m_sizeKnown;
    request.proof = m_content->proof;
    request.verifier = m_content->verifier;
    request.wholeDigest = m_content->wholeDigest;
    request.metainfo = m_content->metainfo;
    request.validator = m_content->validator;
    request.foreground = m_request.priority == Priority::Foreground;
    if (m_plan)
        request.expected = m_plan->spans;
    m_record.key = request.key;
    m_record.contentId = request.contentId;
    m_record.name = request.name;
    m_record.sourceUrl = request.sourceUrl;
    m_record.geometry = request.geometry;
    m_record.sizeKnown = request.sizeKnown;
    m_record.proof = request.proof;
    m_opening = true;
    m_store.openContent(std::move(request), [self = QPointer(this), &store = m_store,
                                             attempt = m_openAttempt](Result<OpenedContent> opened) {
        if (self)
            self->onOpenAnswered(attempt, std::move(opened));
        else if (opened)
            store.closeContent(opened->handle);
    });
}

void Transfer::onOpenAnswered(int attempt, Result<OpenedContent> opened)
{
    m_opening = false;
    if (attempt == m_openAttempt) {
        onOpened(std::move(opened));
        return;
    }
    // Paused or ended meanwhile, perhaps even resumed since.
    if (opened)
        m_store.closeContent(opened->handle);
    if (std::exchange(m_openAgain, false))
        openContent();
    else
        releaseClaim();
}

void Transfer::onOpened(Result<OpenedContent> opened)
{
    if (!opened) {
        fail(opened.error());
        return;
    }
    m_handle = opened->handle;
    m_record = std::move(opened->record);
    skipUploads();
    m_durableBytes = durableBytes(m_record);
    const bool nobodyCanTell = m_content->proof == ProofKind::None && m_content->validator.isEmpty();
    if (nobodyCanTell && (m_record.complete || m_durableBytes > Bytes{})) {
        // What is in the cache may be of any version.
        m_store.resetContent(*m_handle, [self = QPointer(this), attempt = m_openAttempt](const Result<void> &done) {
            if (self && self->m_openAttempt == attempt)
                self->onEmptied(done);
        });
        return;
    }
    if (isEverythingThere()) {
        m_stream.reset();
        handOver();
        return;
    }
    if (m_request.directory && !m_plan)
        m_store.expectHandOver(*m_handle, UniqueFd(::dup(m_request.directory.get())), m_request.fileName);
    beginFetching();
}

void Transfer::onEmptied(const Result<void> &done)
{
    if (!done) {
        fail(done.error());
        return;
    }
    m_record.complete = false;
    m_record.durable = PieceSet(m_record.durable.size());
    m_durableBytes = {};
    beginFetching();
}

void Transfer::beginFetching()
{
    m_fetchingSince = m_clock.monotonic();
    m_durationSavedUntil = *m_fetchingSince;
    enter(JobState::Downloading, ReasonCode::ContactingSource);
    if (m_stream) {
        m_stream->begin(*m_handle, m_content->geometry, m_durableBytes);
        m_store.flush(*m_handle);
    } else {
        fetchPieces();
    }
}

void Transfer::stopFetching()
{
    // The metadata fetch may be the caller: it goes when the event loop is back.
    if (m_metadata) {
        m_metadata->disconnect(this);
        m_metadata.release()->deleteLater();
    }
    if (!m_content && !m_policy && m_policyReason == ModeReason::None)
        m_policyAsked = false;           // the answer would come too late: the next start asks again
    m_record.counters += uploadsSince(); // the ledger hears of them from the engine
    skipUploads();
    if (m_ranged) {
        m_inProof.merge(m_ranged->abandon());
        if (!m_ranged->cacheHost().isEmpty())
            m_cacheHost = m_ranged->cacheHost();
    }
    m_ranged.reset();
    m_trace.setClaims({});
    m_peers.reset();
    m_picker.reset();
    m_httpError.reset();
    m_httpDelay.stop();
    if (m_stream)
        m_stream->abandon();
    m_withoutSourceSince.reset();
    m_stream.reset();
    if (m_fetchingSince)
        addCounters({});
    m_fetchingSince.reset();
    ++m_openAttempt; // an answer that is still on its way is not wanted any more
    m_openAgain = false;
}

void Transfer::closeContent()
{
    if (m_handle && !m_inProof.empty()) {
        m_settling = std::exchange(m_handle, std::nullopt);
        m_settlingGeometry = m_record.geometry;
        return;
    }
    if (m_handle)
        m_store.closeContent(*m_handle);
    m_handle.reset();
    m_inProof.clear();
    releaseClaim();
}

void Transfer::releaseClaim()
{
    // While an opening is on its way the content may still become open in this job's name.
    if (!m_opening && !m_settling && m_claims.release(m_id))
        Q_EMIT contentReleased();
}

void Transfer::pause()
{
    if (m_state == JobState::Complete || m_state == JobState::Caching || m_state == JobState::Failed
        || m_state == JobState::Paused)
        return;
    suspendWork(ReasonCode::PausedByUser);
}

void Transfer::pauseForLimit()
{
    if (m_state == JobState::Queued || m_state == JobState::Resolving || m_state == JobState::Downloading)
        suspendWork(ReasonCode::PausedByLimit);
}

void Transfer::suspendWork(ReasonCode reason)
{
    stopFetching();
    closeContent();
    if (m_content && !m_content->verifier)
        m_content.reset();
    m_disk.stop();
    enter(JobState::Paused, reason);
}

void Transfer::enqueue()
{
    if (m_state != JobState::Paused && m_state != JobState::Failed)
        return;
    m_handOverRetries = 0;
    m_wholeRetries = 0;
    if (m_policyReason == ModeReason::UnknownToServices)
        m_policyAsked = false;
    enter(JobState::Queued, ReasonCode::WaitingForSlot);
}

void Transfer::cancel()
{
    if (m_state == JobState::Complete || m_state == JobState::Caching || m_state == JobState::Failed)
        return;
    fail({.code = ErrorCode::Cancelled,
          .operation = u"download"_s,
          .object = m_request.displayPath,
          .next = NextStep::RunAgain});
}

void Transfer::onWoke()
{
    if (m_metadata)
        m_metadata->onWoke();
    if (m_ranged)
        m_ranged->onWoke();
    if (m_stream)
        m_stream->onWoke();
}

void Transfer::onBufferAvailable()
{
    if (m_ranged)
        m_ranged->onBufferAvailable();
    if (m_peers)
        m_peers->fetch().onBufferAvailable();
    if (m_stream)
        m_stream->onBufferAvailable();
}

} // namespace freshet
