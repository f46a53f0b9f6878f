// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/Transfer.h"

#include "core/base/DisplayUrl.h"
#include "core/transfer/ContentRow.h"

#include <QPointer>

#include <unistd.h>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr int maximumWholeRetries = 1;
constexpr int maximumHandOverRetries = 2;

std::span<const std::byte> bytesOf(const QByteArray &array)
{
    return std::as_bytes(std::span(array.constData(), static_cast<std::size_t>(array.size())));
}

} // namespace

Transfer::Transfer(JobId id, DownloadRequest request, HttpClient &http, Store &store, const Clock &clock,
                   const TransferOptions &options)
    : m_id(id)
    , m_request(std::move(request))
    , m_http(http)
    , m_store(store)
    , m_clock(clock)
    , m_options(options)
    , m_createdAt(clock.wall())
{
    connectStore();
}

Transfer::~Transfer()
{
    stopFetching();
    closeContent();
}

void Transfer::connectStore()
{
    connect(&m_store, &Store::pieceVerified, this, [this](ContentHandle content, PieceIndex piece) {
        if (content == m_handle && m_ranged)
            m_ranged->onPieceVerified(piece);
    });
    connect(&m_store, &Store::pieceRejected, this, [this](ContentHandle content, PieceIndex piece) {
        if (content == m_handle && m_ranged)
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
        if (content == m_handle)
            handOver();
    });
    connect(&m_store, &Store::contentFailed, this, [this](ContentHandle content, const Error &error) {
        if (content == m_handle)
            onContentFailed(error);
    });
}

void Transfer::enter(JobState state, ReasonCode reason)
{
    m_state = state;
    m_reason = {.code = reason};
    Q_EMIT changed();
}

void Transfer::fail(Error error)
{
    stopFetching();
    closeContent();
    if (m_content && !m_content->verifier)
        m_content.reset(); // the next attempt asks the source again what it has
    // Hands and brains do not know what the job has; the job does.
    if (error.kept != Kept::WholeContent)
        error.kept = m_durableBytes > Bytes{} || m_usefulBytes > Bytes{} ? Kept::VerifiedPieces : Kept::Nothing;
    m_state = JobState::Failed;
    m_reason = {.code = ReasonCode::Error, .error = std::move(error)};
    Q_EMIT changed();
    Q_EMIT ended();
}

void Transfer::start()
{
    m_awaited.reset();
    if (m_content) {
        openContent();
        return;
    }
    enter(JobState::Resolving, ReasonCode::ContactingSource);
    if (const auto *local = std::get_if<LocalMetadata>(&m_request.subject)) {
        resolved(resolveMetadata(bytesOf(local->file), MetadataOrigin::GivenByUser, local->displayPath,
                                 m_request.contentId, m_request.wholeDigest));
    } else if (const auto *remote = std::get_if<MetadataUrl>(&m_request.subject)) {
        m_metadata = std::make_unique<MetadataFetch>(m_http, m_clock, m_options, remote->url);
        connect(m_metadata.get(), &MetadataFetch::statusChanged, this, &Transfer::refreshReason);
        connect(m_metadata.get(), &MetadataFetch::failed, this, [this](const Error &error) { fail(error); });
        connect(m_metadata.get(), &MetadataFetch::fetched, this, [this, url = remote->url](const QByteArray &file) {
            const auto origin = url.scheme() == "https"_L1 ? MetadataOrigin::VerifiedHttps : MetadataOrigin::PlainHttp;
            resolved(
                resolveMetadata(bytesOf(file), origin, displayUrl(url), m_request.contentId, m_request.wholeDigest));
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
        fail(content.error());
        return;
    }
    m_content = std::move(*content);
    m_sizeKnown = true;
    openContent();
}

bool Transfer::holds(const StorageKey &key) const
{
    const bool running =
        m_state == JobState::Resolving || m_state == JobState::Downloading || m_state == JobState::Verifying;
    return running && m_holds && m_content && m_content->key == key;
}

void Transfer::yield()
{
    m_awaited = m_content->key;
    stopFetching();
    if (!m_content->verifier)
        m_content.reset(); // the source is asked again what it has by then
    enter(JobState::Queued, ReasonCode::WaitingForSlot);
    Q_EMIT yielded();
}

void Transfer::openContent()
{
    enter(JobState::Resolving, ReasonCode::CheckingCache);
    m_holds = !(m_isTaken && m_isTaken(m_content->key));
    if (!m_holds) {
        // Later, because a stream may be in the middle of its head.
        QMetaObject::invokeMethod(
            this,
            [this, attempt = ++m_openAttempt] {
                if (m_openAttempt == attempt && m_state == JobState::Resolving)
                    yield();
            },
            Qt::QueuedConnection);
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
    request.foreground = m_request.priority == Priority::Foreground;
    m_record.key = request.key;
    m_record.contentId = request.contentId;
    m_record.name = request.name;
    m_record.sourceUrl = request.sourceUrl;
    m_record.geometry = request.geometry;
    m_record.sizeKnown = request.sizeKnown;
    m_record.proof = request.proof;
    m_store.openContent(std::move(request), [self = QPointer(this), &store = m_store,
                                             attempt = ++m_openAttempt](Result<OpenedContent> opened) {
        if (self && self->m_openAttempt == attempt)
            self->onOpened(std::move(opened));
        else if (opened)
            store.closeContent(opened->handle); // paused or gone meanwhile
    });
}

void Transfer::onOpened(Result<OpenedContent> opened)
{
    if (!opened) {
        fail(opened.error());
        return;
    }
    m_handle = opened->handle;
    m_record = std::move(opened->record);
    m_durableBytes = durableBytes(m_record);
    if (m_record.complete) {
        m_stream.reset();
        handOver();
        return;
    }
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

template <typename Fetch>
void Transfer::connectFetch(Fetch &fetch)
{
    connect(&fetch, &Fetch::bytesReceived, this, [this](Bytes amount) { m_rate.onBytes(amount, m_clock.monotonic()); });
    connect(&fetch, &Fetch::bytesWasted, this, [this](Bytes amount) { addCounters({.wasted = amount}); });
    connect(&fetch, &Fetch::pieceUseful, this, [this](Bytes size) {
        m_usefulBytes += size;
        addCounters({.fromHttpOrigin = size});
    });
    connect(&fetch, &Fetch::statusChanged, this, &Transfer::refreshReason);
    // Queued: failing destroys the fetch that is reporting.
    connect(&fetch, &Fetch::failed, this, [this](const Error &error) { fail(error); }, Qt::QueuedConnection);
}

void Transfer::fetchPieces()
{
    m_ranged = std::make_unique<RangedFetch>(m_http, m_store, m_clock, m_options, *m_handle, m_content->geometry,
                                             m_record.durable, m_content->sources);
    connectFetch(*m_ranged);
    m_ranged->start();
}

void Transfer::fetchStream(bool bypassCaches)
{
    const auto &subject = std::get<ContentUrl>(m_request.subject);
    m_stream = std::make_unique<StreamFetch>(m_http, m_store, m_clock, m_options, subject.url,
                                             m_request.wholeDigest.has_value());
    connectFetch(*m_stream);
    connect(m_stream.get(), &StreamFetch::headArrived, this, &Transfer::onStreamHead);
    connect(
        m_stream.get(), &StreamFetch::sourceChanged, this,
        [this] {
            closeContent();
            m_content.reset();
            fetchStream(false);
        },
        Qt::QueuedConnection);
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
    content.proof = m_request.wholeDigest ? ProofKind::FlatDigest : ProofKind::None;
    content.wholeDigest = m_request.wholeDigest;
    content.sources = {subject.url};
    content.mode = DownloadMode::Simple;
    content.modeReason = m_request.wholeDigest ? ModeReason::NoMetadata : ModeReason::NothingToProveWith;
    m_content = std::move(content);
    // Opening answers from the event loop, never from within this call, so the stream may be in the middle of its head.
    openContent();
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
    for (const PieceIndex piece : pieces) {
        const Bytes size = m_content->geometry.pieceSize(piece);
        m_durableBytes += size;
        if (m_ranged)
            m_ranged->onPieceDurable(piece);
        if (m_stream)
            m_stream->onBytesDurable(size);
    }
    refreshReason();
}

void Transfer::onPiecesDropped(const std::vector<PieceIndex> &pieces)
{
    if (m_ranged) {
        for (const PieceIndex piece : pieces)
            if (m_ranged->onPieceDropped(piece))
                m_durableBytes -= m_content->geometry.pieceSize(piece);
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
    if (error.code == ErrorCode::DigestMismatch)
        m_durableBytes = m_usefulBytes = {}; // and thrown away what was not the content
    if (error.code == ErrorCode::DigestMismatch && m_wholeRetries < maximumWholeRetries && m_stream) {
        // Perhaps a cache on the way served an old version: once more, past all caches.
        ++m_wholeRetries;
        m_content.reset();
        fetchStream(true);
        return;
    }
    fail(error);
}

void Transfer::handOver()
{
    stopFetching();
    if (m_record.sizeKnown)
        m_durableBytes = m_record.geometry.contentLength();
    enter(JobState::Verifying, ReasonCode::HandingOver);
    Destination destination;
    destination.directory = UniqueFd(::dup(m_request.directory.get()));
    destination.fileName = m_request.fileName;
    destination.displayPath = m_request.displayPath;
    m_store.handOver(*m_handle, std::move(destination), [self = QPointer(this)](const Result<HandOverResult> &result) {
        if (self && self->m_state == JobState::Verifying) // else cancelled or paused meanwhile
            self->onHandedOver(result);
    });
}

void Transfer::onHandedOver(const Result<HandOverResult> &result)
{
    if (result) {
        m_finalSize = result->bytes;
        m_durableBytes = result->bytes;
        closeContent();
        enter(JobState::Complete, ReasonCode::Finished);
        Q_EMIT ended();
        return;
    }
    if (result.error().code == ErrorCode::PieceMismatch && m_handOverRetries++ < maximumHandOverRetries) {
        // The disk changed what had been proven. The store dropped those pieces from the record: fetch them again.
        closeContent();
        if (std::holds_alternative<ContentUrl>(m_request.subject) && !m_content->verifier) {
            m_content.reset();
            fetchStream(false);
        } else {
            openContent();
        }
        return;
    }
    fail(result.error());
}

void Transfer::stopFetching()
{
    if (m_fetchingSince)
        addCounters({});
    m_fetchingSince.reset();
    // The metadata fetch may be the caller: it goes when the event loop is back.
    if (m_metadata) {
        m_metadata->disconnect(this);
        m_metadata.release()->deleteLater();
    }
    m_ranged.reset();
    m_stream.reset();
    ++m_openAttempt; // an answer that is still on its way is not wanted any more
}

void Transfer::closeContent()
{
    if (m_handle)
        m_store.closeContent(*m_handle);
    m_handle.reset();
}

void Transfer::pause()
{
    if (m_state == JobState::Complete || m_state == JobState::Caching || m_state == JobState::Failed
        || m_state == JobState::Paused)
        return;
    stopFetching();
    closeContent();
    if (m_content && !m_content->verifier)
        m_content.reset();
    enter(JobState::Paused, ReasonCode::PausedByUser);
}

void Transfer::enqueue()
{
    if (m_state != JobState::Paused && m_state != JobState::Failed)
        return;
    m_handOverRetries = 0;
    m_wholeRetries = 0;
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

void Transfer::onBufferAvailable()
{
    if (m_ranged)
        m_ranged->onBufferAvailable();
    if (m_stream)
        m_stream->onBufferAvailable();
}

FetchStatus Transfer::fetchStatus() const
{
    if (m_ranged)
        return m_ranged->status();
    if (m_stream)
        return m_stream->status();
    if (m_metadata)
        return m_metadata->status();
    return {};
}

ReasonCode Transfer::reasonOf(const FetchStatus &status) const
{
    if (status.retryAt)
        return ReasonCode::WaitingForRetry;
    if (status.waitingForDisk)
        return ReasonCode::WaitingForDisk;
    if (status.receiving)
        return ReasonCode::ReceivingFromHttp;
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
    }
    Q_EMIT changed();
}

JobRow Transfer::row(MonotonicTime now) const
{
    JobRow row = rowOf(m_record, m_durableBytes);
    if (m_content) {
        row.fileId =
            m_content->contentId ? QString::fromLatin1(m_content->contentId->hex()) : m_content->key.fileName();
        row.modeReason = m_content->modeReason;
    } else {
        row.fileId.clear();
        row.name = m_request.fileName;
        row.fileSizeKnown = false;
        row.fileSize = {};
    }
    if (m_finalSize) {
        row.fileSizeKnown = true;
        row.fileSize = *m_finalSize;
    }
    row.job = m_id;
    row.destination = m_request.displayPath;
    row.caller = m_request.caller;
    row.state = m_state;
    row.reason = m_reason;
    row.priority = m_request.priority;
    row.createdAt = m_createdAt;
    const FetchStatus status = fetchStatus();
    row.httpConnections = status.connections;
    row.inFlight = m_ranged ? m_ranged->inFlight() : m_stream ? m_stream->inFlight() : Bytes{};
    if (m_fetchingSince) {
        row.rate = m_rate.rate(now);
        const Bytes there = std::min(m_durableBytes + row.inFlight, row.fileSize);
        if (row.fileSizeKnown)
            row.eta = estimateTimeLeft(row.fileSize - there, row.rate);
    }
    return row;
}

} // namespace freshet
