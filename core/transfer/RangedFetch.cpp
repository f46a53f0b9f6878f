// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/RangedFetch.h"

#include "core/base/DisplayUrl.h"

#include <QRandomGenerator>

#include <algorithm>

namespace freshet {

namespace {

/// The start of a larger piece is not worth the memory that it would keep from others meanwhile.
constexpr Bytes largestKeptPiece = 2_MiB;
/// How often it is asked whether an idle source should relieve a slow one. Only when everything is asked for.
constexpr std::chrono::milliseconds tailInterval{250};

} // namespace

RangedFetch::RangedFetch(HttpClient &http, Store &store, const Clock &clock, const TransferOptions &options,
                         ContentHandle content, const Geometry &geometry, const PieceSet &durable,
                         const PieceSet *wanted, std::vector<QUrl> sources, bool publicSourcesOnly)
    : m_http(http)
    , m_store(store)
    , m_clock(clock)
    , m_options(options)
    , m_content(content)
    , m_geometry(geometry)
    , m_picker(geometry.pieceCount())
    , m_sources(std::move(sources), options)
    , m_publicOnly(publicSourcesOnly)
{
    for (PieceIndex piece; piece.value() < geometry.pieceCount(); ++piece) {
        if (durable.contains(piece))
            m_picker.onDurable(piece);
        else if (wanted && !wanted->contains(piece))
            m_picker.onUnwanted(piece);
    }
    m_retryTimer.setSingleShot(true);
    m_retryTimer.setTimerType(Qt::PreciseTimer); // an attempt that comes early is not counted as one
    connect(&m_retryTimer, &QTimer::timeout, this, &RangedFetch::pump);
}

RangedFetch::~RangedFetch() = default;

void RangedFetch::start()
{
    schedulePump();
}

void RangedFetch::schedulePump()
{
    if (std::exchange(m_pumpScheduled, true))
        return;
    QMetaObject::invokeMethod(this, &RangedFetch::pump, Qt::QueuedConnection);
}

std::uint32_t RangedFetch::lanesOf(std::size_t source) const
{
    return static_cast<std::uint32_t>(
        std::count_if(m_lanes.begin(), m_lanes.end(), [source](const auto &lane) { return lane->source() == source; }));
}

void RangedFetch::pump()
{
    m_pumpScheduled = false;
    m_ended.clear();
    if (m_failed)
        return;
    const MonotonicTime now = m_clock.monotonic();
    std::uint32_t lanesTogether = 0;
    for (std::size_t source = 0; source < m_sources.count(); ++source)
        lanesTogether += m_sources.isUsable(source, now) ? m_sources.lanes(source) : 0;
    // In order of priority: the next source joins when all requests of the earlier ones are under way and work remains.
    for (std::size_t source = 0; source < m_sources.count(); ++source) {
        while (m_sources.isUsable(source, now) && lanesOf(source) < m_sources.lanes(source)) {
            if (m_picker.missing() > 0)
                startNext(source, lanesTogether);
            else if (!takeOver(source, now))
                break;
        }
    }
    if (m_picker.missing() > 0 && m_lanes.empty()) {
        if (const auto verdict = m_sources.verdict()) {
            m_failed = true;
            Q_EMIT failed(*verdict);
            return;
        }
    }
    armTimer(now);
    Q_EMIT statusChanged();
}

void RangedFetch::armTimer(MonotonicTime now)
{
    m_retryTimer.stop();
    if (m_picker.missing() > 0) {
        const MonotonicTime next = m_lanes.empty() ? m_sources.nextAttempt() : m_sources.nextReturn(now);
        if (next == MonotonicTime::max())
            return;
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(next - now) + std::chrono::milliseconds{1};
        m_retryTimer.start(std::clamp(wait, std::chrono::milliseconds{1}, std::chrono::milliseconds{60'000}));
    } else if (m_sources.count() > 1 && !m_lanes.empty()) {
        m_retryTimer.start(tailInterval);
    }
}

void RangedFetch::startNext(std::size_t source, std::uint32_t lanesTogether)
{
    const auto longest = static_cast<std::uint32_t>(
        std::max<std::uint64_t>(m_options.maximumRun.value() / m_geometry.pieceLength().value(), 1));
    auto run = m_picker.next(longest, lanesTogether);
    if (!run)
        return;
    // A run ends before a piece that is partly here: its rest gets a request of its own.
    if (const auto next = m_partials.upper_bound(run->first); next != m_partials.end())
        run->count = std::min(run->count, next->first.value() - run->first.value());
    m_picker.onRequested(*run);
    startLane(source, *run);
}

void RangedFetch::startLane(std::size_t source, PieceRun run)
{
    std::optional<PartialPiece> partial;
    if (const auto it = m_partials.find(run.first); it != m_partials.end()) {
        if (it->second.source == source) {
            partial = std::move(it->second);
            m_partials.erase(it);
        } else {
            // A piece is put together from one source alone, so that a failed proof convicts it.
            dropPartial(it);
        }
    }
    auto lane = std::make_unique<PieceLane>(*this, source, m_geometry, run, std::move(partial));
    PieceLane &started = *lane;
    m_paces.emplace(&started, Pace{.started = m_clock.monotonic(), .rate = {}});
    m_lanes.push_back(std::move(lane));
    started.start(m_http, m_sources.url(source), m_publicOnly);
}

void RangedFetch::onBufferAvailable()
{
    for (const auto &lane : m_lanes)
        lane->resume();
    Q_EMIT statusChanged();
}

PieceBuffer RangedFetch::acquireBuffer(Bytes size)
{
    const auto bytes = static_cast<std::size_t>(size.value());
    PieceBuffer buffer = m_store.pool().tryAcquire(bytes);
    if (buffer.isNull() && !m_partials.empty()) {
        // A lane that runs goes before the start of a piece that nobody is fetching: else both would wait for ever.
        while (!m_partials.empty())
            dropPartial(m_partials.begin());
        buffer = m_store.pool().tryAcquire(bytes);
    }
    return buffer;
}

bool RangedFetch::claim(const PieceLane &lane, PieceIndex piece)
{
    const PieceRun run = lane.run();
    const bool own = piece >= run.first && piece.value() < run.first.value() + run.count;
    if (!m_picker.isWanted(piece))
        return false;
    if (own)
        return true;
    // A body that was not asked for (the server ignored the range) may still bring what nobody is fetching.
    const std::uint32_t before = m_picker.requested();
    m_picker.onRequested({piece, 1});
    return m_picker.requested() > before;
}

void RangedFetch::onLaneHead(PieceLane &lane, bool rangeIgnored)
{
    if (rangeIgnored) {
        // Every request brings the whole: one is enough.
        m_sources.onRangesIgnored(lane.source());
        abortLanes(lane.source(), &lane);
    }
    Q_EMIT statusChanged();
}

void RangedFetch::onLaneBytes(PieceLane &lane, Bytes amount)
{
    m_paces[&lane].rate.onBytes(amount, m_clock.monotonic());
    m_inFlight += amount;
    Q_EMIT bytesReceived(amount);
}

void RangedFetch::onLaneWasted(Bytes amount)
{
    m_inFlight -= std::min(amount, m_inFlight);
    Q_EMIT bytesWasted(amount);
}

void RangedFetch::onLanePiece(PieceLane &lane, PieceIndex piece, PieceBuffer bytes)
{
    m_sources.onProgress(lane.source());
    m_picker.onReceived(piece);
    m_reached.erase(piece);
    m_pieceSource.insert_or_assign(piece, lane.source());
    endRace(lane, piece);
    m_store.submitPiece(m_content, piece, Unverified<PieceBuffer>(std::move(bytes)));
}

void RangedFetch::keepPartial(PieceLane &lane)
{
    auto partial = lane.takePartial();
    if (!partial)
        return;
    const PieceIndex piece = partial->piece;
    // Progress is what goes beyond all earlier attempts; a server that always stops at the same place makes none.
    Bytes &reached = m_reached[piece];
    if (partial->filled > reached)
        m_sources.onProgress(lane.source());
    reached = std::max(reached, partial->filled);
    const bool somebodyWaits = std::any_of(m_lanes.begin(), m_lanes.end(), [](const auto &l) { return l->isPaused(); });
    if (somebodyWaits || m_geometry.pieceLength() > largestKeptPiece) {
        onLaneWasted(partial->filled);
        return;
    }
    if (const auto it = m_partials.find(piece); it != m_partials.end())
        dropPartial(it);
    while (m_partials.size() >= m_options.connectionsPerSource)
        dropPartial(m_partials.begin());
    m_partials.emplace(piece, std::move(*partial));
}

void RangedFetch::dropPartial(std::map<PieceIndex, PartialPiece>::iterator it)
{
    onLaneWasted(it->second.filled);
    m_partials.erase(it);
}

void RangedFetch::onLaneDone(PieceLane &lane, const Result<void> &outcome)
{
    const MonotonicTime now = m_clock.monotonic();
    const std::size_t source = lane.source();
    if (const BytesPerSecond rate = laneRate(source, now); rate.value() > 0)
        m_lastRates.insert_or_assign(source, rate);
    m_paces.erase(&lane);
    keepPartial(lane);
    if (!outcome) {
        m_sources.onFailure(source, outcome.error(), now, QRandomGenerator::global()->generateDouble());
    } else if (!lane.reachedEnd() || !lane.wasUseful()) {
        const Error nothing{.code = lane.reachedEnd() ? ErrorCode::NoProgress : ErrorCode::ConnectionLost,
                            .operation = QStringLiteral("request a range"),
                            .object = displayUrl(m_sources.url(source)),
                            .kept = Kept::VerifiedPieces,
                            .next = NextStep::RetryLater};
        m_sources.onFailure(source, nothing, now, QRandomGenerator::global()->generateDouble());
    }
    const auto it = std::find_if(m_lanes.begin(), m_lanes.end(), [&lane](const auto &l) { return l.get() == &lane; });
    m_ended.push_back(std::move(*it));
    m_lanes.erase(it);
    releaseUnfetched();
    schedulePump();
}

void RangedFetch::releaseUnfetched()
{
    // A lane whose range was ignored may hold pieces anywhere, so the question is asked the other way round: what does no
    // living lane fetch?
    m_picker.onAbandoned({PieceIndex{0}, m_geometry.pieceCount()});
    for (const auto &lane : m_lanes)
        m_picker.onRequested(lane->run());
}

void RangedFetch::abortLanes(std::size_t source, const PieceLane *except)
{
    for (auto it = m_lanes.begin(); it != m_lanes.end();) {
        if ((*it)->source() == source && it->get() != except) {
            if (const auto partial = (*it)->takePartial())
                onLaneWasted(partial->filled);
            m_paces.erase(it->get());
            it = m_lanes.erase(it);
        } else {
            ++it;
        }
    }
    releaseUnfetched();
}

void RangedFetch::onPieceVerified(PieceIndex piece)
{
    if (const auto it = m_pieceSource.find(piece); it != m_pieceSource.end()) {
        m_sources.onGoodPiece(it->second);
        m_pieceSource.erase(it);
    }
    Q_EMIT pieceUseful(m_geometry.pieceSize(piece));
}

void RangedFetch::onPieceRejected(PieceIndex piece)
{
    m_picker.onLost(piece);
    onLaneWasted(m_geometry.pieceSize(piece));
    if (const auto it = m_pieceSource.find(piece); it != m_pieceSource.end()) {
        const std::size_t source = it->second;
        m_pieceSource.erase(it);
        m_sources.onBadPiece(source, m_clock.monotonic(), QRandomGenerator::global()->generateDouble());
        if (m_sources.isLasting(source))
            abortLanes(source);
    }
    schedulePump();
}

void RangedFetch::onPieceDurable(PieceIndex piece)
{
    m_inFlight -= std::min(m_geometry.pieceSize(piece), m_inFlight);
    m_picker.onDurable(piece);
}

bool RangedFetch::onPieceDropped(PieceIndex piece)
{
    const bool wasDurable = m_picker.isDurable(piece);
    if (!wasDurable)
        m_inFlight -= std::min(m_geometry.pieceSize(piece), m_inFlight);
    m_picker.onLost(piece);
    schedulePump();
    return wasDurable;
}

FetchStatus RangedFetch::status() const
{
    FetchStatus status;
    status.connections = static_cast<std::uint32_t>(m_lanes.size());
    status.receiving =
        std::any_of(m_lanes.begin(), m_lanes.end(), [](const auto &lane) { return lane->isReceiving(); });
    status.waitingForDisk = !m_lanes.empty() && std::all_of(m_lanes.begin(), m_lanes.end(), [](const auto &lane) {
        return lane->isPaused();
    });
    if (m_lanes.empty() && m_picker.missing() > 0) {
        status.lastError = m_sources.lastError();
        if (m_retryTimer.isActive() && !m_failed)
            status.retryAt = m_sources.nextAttempt();
    }
    return status;
}

} // namespace freshet
