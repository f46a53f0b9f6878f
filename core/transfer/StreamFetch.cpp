// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/StreamFetch.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cstring>

namespace freshet {

StreamFetch::StreamFetch(HttpClient &http, Store &store, const Clock &clock, const TransferOptions &options,
                         const QUrl &url, bool digestDecides, const JobBudget &budget, JobTrace &trace)
    : m_http(http)
    , m_store(store)
    , m_clock(clock)
    , m_sources(httpSources({url}, nullptr), options)
    , m_digestDecides(digestDecides)
    , m_budget(budget)
    , m_trace(trace)
{
    m_retryTimer.setSingleShot(true);
    m_retryTimer.setTimerType(Qt::PreciseTimer); // an attempt that comes early is not counted as one
    connect(&m_retryTimer, &QTimer::timeout, this, &StreamFetch::retry);
}

StreamFetch::~StreamFetch()
{
    m_budget.throttle().forget(*this);
}

void StreamFetch::start(bool bypassCaches)
{
    m_bypassCaches = bypassCaches;
    request();
}

void StreamFetch::request()
{
    HttpRequest request;
    request.url = m_sources.url(0);
    request.bypassCaches = m_bypassCaches;
    request.maximumBody = maximumContentLength;
    if (m_first && m_first->totalSize) {
        request.maximumBody = *m_first->totalSize;
        if (m_position > Bytes{}) {
            request.range = ByteRange{m_position, *m_first->totalSize - m_position};
            request.ifRange = validatorOf(*m_first);
        }
    }
    m_trace.onRunRequested({request.url}, m_position > Bytes{} ? m_geometry.pieceAt(m_position) : PieceIndex{}, 0,
                           m_first && m_first->totalSize ? *m_first->totalSize - m_position : Bytes{});
    m_throttled = false;
    m_transfer = m_http.start(request, *this);
    Q_EMIT statusChanged();
}

Result<void> StreamFetch::onHead(const HttpHead &head)
{
    m_receiving = true;
    if (!m_first) {
        m_first = head;
        Q_EMIT headArrived(head);
        return {};
    }
    const QByteArray validator = validatorOf(*m_first);
    const bool confirmed =
        !head.validatorChanged && validatorOf(head) == validator && (!validator.isEmpty() || m_position == Bytes{});
    if (head.totalSize != m_first->totalSize || !(confirmed || m_digestDecides)) {
        return std::unexpected(Error{.code = ErrorCode::SourceChanged,
                                     .operation = QStringLiteral("go on with the download"),
                                     .kept = Kept::Nothing,
                                     .next = NextStep::RetryLater});
    }
    // A server that ignores the range sends what is there already once more.
    m_skip = m_position - std::min(head.offset, m_position);
    Q_EMIT statusChanged();
    return {};
}

void StreamFetch::begin(ContentHandle content, const Geometry &geometry, Bytes durablePrefix)
{
    m_content = content;
    m_geometry = geometry;
    m_position = durablePrefix;
    if (m_endedBeforeBegin) {
        m_finished = true;
        m_store.sealSize(content, Bytes{});
        return;
    }
    if (m_first->totalSize == durablePrefix && durablePrefix > Bytes{}) {
        m_finished = true;
        m_receiving = false;
        m_transfer.reset();
        return;
    }
    if (std::exchange(m_askAgain, false) || (durablePrefix > Bytes{} && m_first->acceptsRanges)) {
        m_receiving = false;
        m_paused = false;
        m_transfer.reset();
        request();
        return;
    }
    m_skip = durablePrefix;
    onBufferAvailable();
}

void StreamFetch::onBufferAvailable()
{
    if (!std::exchange(m_paused, false) || !m_transfer)
        return;
    m_transfer->resume();
    Q_EMIT statusChanged();
}

void StreamFetch::onThrottleOpen()
{
    if (std::exchange(m_throttled, false) && m_transfer)
        m_transfer->resume();
}

void StreamFetch::submit()
{
    const PieceIndex piece = m_geometry.pieceAt(m_position - Bytes{m_filled});
    m_buffer.setSize(m_filled);
    m_trace.onPiece(EventKind::PieceReceived, piece, Bytes{m_filled}, {m_sources.url(0)});
    Q_EMIT pieceUseful(Bytes{m_filled}, SourceClass::HttpOrigin);
    m_filled = 0;
    m_store.submitPiece(*m_content, piece, Unverified<PieceBuffer>(std::move(m_buffer)));
}

std::size_t StreamFetch::onData(std::span<const std::byte> data)
{
    if (!m_content) {
        m_paused = true;
        return 0;
    }
    const Bytes granted = m_budget.take(Bytes{data.size()}, *this);
    m_throttled = granted < Bytes{data.size()};
    if (granted == Bytes{})
        return 0;
    const std::size_t taken = takeData(data.first(static_cast<std::size_t>(granted.value())));
    m_budget.onReceived(granted, Bytes{taken});
    return taken;
}

std::size_t StreamFetch::takeData(std::span<const std::byte> data)
{
    std::size_t taken = static_cast<std::size_t>(std::min<std::uint64_t>(m_skip.value(), data.size()));
    if (taken > 0) {
        m_skip -= Bytes{taken};
        Q_EMIT bytesWasted(Bytes{taken});
    }
    if (m_position + Bytes{data.size() - taken} > m_geometry.contentLength()) {
        m_transfer.reset();
        m_receiving = false;
        Q_EMIT failed({.code = ErrorCode::ResponseTooLarge,
                       .operation = QStringLiteral("receive a content of unknown size"),
                       .kept = Kept::VerifiedPieces,
                       .next = NextStep::AskPublisher});
        return taken;
    }
    const std::size_t before = taken;
    const auto pieceLength = static_cast<std::size_t>(m_geometry.pieceLength().value());
    while (taken < data.size()) {
        if (m_buffer.isNull()) {
            m_buffer = m_store.pool().tryAcquire(pieceLength);
            if (m_buffer.isNull()) {
                m_paused = true;
                Q_EMIT statusChanged();
                break;
            }
        }
        const std::size_t n = std::min(pieceLength - m_filled, data.size() - taken);
        std::memcpy(m_buffer.storage().data() + m_filled, data.data() + taken, n);
        m_filled += n;
        taken += n;
        m_position += Bytes{n};
        if (m_filled == pieceLength) {
            noteProgress();
            submit();
        }
    }
    if (taken > before) {
        m_inFlight += Bytes{taken - before};
        m_table.onBytes(0, Bytes{taken - before}, m_clock.monotonic());
        Q_EMIT bytesReceived(Bytes{taken - before}, SourceClass::HttpOrigin);
    }
    return taken;
}

void StreamFetch::onDone(const Result<void> &outcome)
{
    m_receiving = false;
    m_paused = false;
    if (!outcome) {
        onFailure(outcome.error());
        return;
    }
    if (!m_content) {
        // Only an empty body can end here: data is not taken before begin().
        m_endedBeforeBegin = true;
        return;
    }
    m_finished = true;
    if (m_filled > 0)
        submit();
    if (!m_first->totalSize || m_first->totalSize == Bytes{})
        m_store.sealSize(*m_content, m_position);
    else
        m_store.flush(*m_content);
    Q_EMIT statusChanged();
}

bool StreamFetch::isResumable() const
{
    return m_first && m_first->totalSize && (m_digestDecides || !validatorOf(*m_first).isEmpty());
}

void StreamFetch::onWoke()
{
    if (m_finished || m_failed)
        return;
    m_sources.forgive();
    if (m_first && !m_content) {
        m_askAgain = true; // begin() is still to come
        return;
    }
    if (!m_retryTimer.isActive())
        m_restart = m_position > Bytes{} && !isResumable();
    m_retryTimer.stop();
    m_transfer.reset();
    m_receiving = false;
    m_paused = false;
    retry();
}

void StreamFetch::abandon()
{
    m_retryTimer.stop();
    m_transfer.reset();
    Q_EMIT bytesWasted(Bytes{std::exchange(m_filled, 0)});
}

void StreamFetch::noteProgress()
{
    if (m_position > m_reached)
        m_sources.onProgress(0);
    m_reached = std::max(m_reached, m_position);
}

void StreamFetch::onFailure(const Error &error)
{
    if (error.code == ErrorCode::NoProgress)
        m_reached = std::max(m_reached, m_position); // so little that it does not count
    else
        noteProgress();
    m_restart = error.code == ErrorCode::SourceChanged || (m_position > Bytes{} && !isResumable());
    const MonotonicTime now = m_clock.monotonic();
    m_sources.onFailure(0, error, now, QRandomGenerator::global()->generateDouble());
    m_trace.onSourceFailed({m_sources.url(0)}, error, m_sources.nextAttempt(0, now) - now);
    if (const auto verdict = m_sources.verdict()) {
        m_failed = true;
        Q_EMIT failed(*verdict);
        return;
    }
    const auto wait =
        std::chrono::ceil<std::chrono::milliseconds>(m_sources.nextAttempt(now) - now) + std::chrono::milliseconds{1};
    m_retryTimer.start(std::max(wait, std::chrono::milliseconds{1}));
    Q_EMIT statusChanged();
}

void StreamFetch::retry()
{
    if (m_restart)
        restart();
    request();
}

void StreamFetch::restart()
{
    Q_EMIT bytesWasted(Bytes{m_filled});
    m_restart = false;
    m_first.reset();
    m_content.reset();
    m_position = m_skip = m_inFlight = Bytes{};
    m_buffer = {};
    m_filled = 0;
    m_endedBeforeBegin = false;
    Q_EMIT restarted();
}

void StreamFetch::onBytesDurable(Bytes amount)
{
    m_inFlight -= std::min(amount, m_inFlight);
}

std::shared_ptr<const PeerTable> StreamFetch::peers(MonotonicTime now)
{
    SourceView view = m_sources.view(0, now);
    view.connections = status().connections;
    view.receiving = m_receiving;
    return m_table.table({&view, 1}, now);
}

FetchStatus StreamFetch::status() const
{
    FetchStatus status;
    status.connections = m_transfer && !m_finished && !m_retryTimer.isActive() ? 1 : 0;
    status.receiving = m_receiving;
    status.waitingForDisk = m_receiving && m_paused && m_content.has_value();
    if (m_retryTimer.isActive()) {
        status.lastError = m_sources.lastError();
        status.retryAt = m_sources.nextAttempt(m_clock.monotonic());
    }
    return status;
}

} // namespace freshet
