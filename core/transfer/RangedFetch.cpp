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

Bytes runSize(const Geometry &geometry, const PieceRun &run)
{
    const PieceIndex last{run.first.value() + run.count - 1};
    return geometry.pieceOffset(last) + geometry.pieceSize(last) - geometry.pieceOffset(run.first);
}

} // namespace

RangedFetch::RangedFetch(HttpClient &http, Store &store, const Clock &clock, const TransferOptions &options,
                         ContentHandle content, const Geometry &geometry, RunPicker &picker, std::vector<QUrl> sources,
                         bool publicSourcesOnly, const JobBudget &budget, JobTrace &trace)
    : m_http(http)
    , m_store(store)
    , m_clock(clock)
    , m_options(options)
    , m_budget(budget)
    , m_trace(trace)
    , m_content(content)
    , m_geometry(geometry)
    , m_picker(picker)
    , m_sources(httpSources(sources, publicSourcesOnly ? nullptr : options.cacheServers.get()), options)
    , m_publicOnly(publicSourcesOnly)
{
    m_retryTimer.setSingleShot(true);
    m_retryTimer.setTimerType(Qt::PreciseTimer); // an attempt that comes early is not counted as one
    connect(&m_retryTimer, &QTimer::timeout, this, &RangedFetch::pump);
}

RangedFetch::~RangedFetch()
{
    m_budget.throttle().forget(*this);
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
    m_idle = false;
    m_sources.onTime(now);
    const std::uint32_t lanesTogether = allowedLanes(now);
    // In order of priority: the next source joins when all requests of the earlier ones are under way and work remains.
    for (std::size_t source = 0; source < m_sources.count() && !m_idle; ++source) {
        while (m_sources.isUsable(source, now) && lanesOf(source) < m_sources.lanes(source)
               && m_lanes.size() < m_options.maximumConnections) {
            if (startNext(source, lanesTogether, now))
                continue;
            if (m_picker.missing() > 0) {
                m_idle = true; // what is missing is somebody else's at the moment
                break;
            }
            if (!takeOver(source, now))
                break;
        }
    }
    if (m_picker.missing() > 0 && m_lanes.empty() && !m_idle) {
        if (const auto verdict = m_sources.verdict()) {
            m_failed = true;
            Q_EMIT failed(*verdict);
            return;
        }
    }
    armTimer(now);
    Q_EMIT statusChanged();
}

std::uint32_t RangedFetch::allowedLanes(MonotonicTime now) const
{
    std::uint32_t lanes = 0;
    for (std::size_t source = 0; source < m_sources.count(); ++source)
        lanes += m_sources.isUsable(source, now) ? m_sources.lanes(source) : 0;
    return std::min(lanes, m_options.maximumConnections);
}

void RangedFetch::armTimer(MonotonicTime now)
{
    m_retryTimer.stop();
    if (m_picker.missing() > 0) {
        const MonotonicTime next = m_lanes.empty() && !m_idle ? m_sources.nextAttempt(now) : m_sources.nextReturn(now);
        if (next == MonotonicTime::max())
            return;
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(next - now) + std::chrono::milliseconds{1};
        m_retryTimer.start(std::clamp(wait, std::chrono::milliseconds{1}, std::chrono::milliseconds{60'000}));
    } else if (m_sources.count() > 1 && !m_lanes.empty()) {
        m_retryTimer.start(tailInterval);
    }
}

bool RangedFetch::startNext(std::size_t source, std::uint32_t lanesTogether, MonotonicTime now)
{
    const auto longest = static_cast<std::uint32_t>(
        std::max<std::uint64_t>(m_options.maximumRun.value() / m_geometry.pieceLength().value(), 1));
    auto run = m_picker.nextRun(longest, lanesTogether, now);
    if (!run)
        return false;
    // A run ends before a piece that is partly here: its rest gets a request of its own.
    if (const auto next = m_partials.upper_bound(run->first); next != m_partials.end())
        run->count = std::min(run->count, next->first.value() - run->first.value());
    m_picker.onRequested(*run);
    startLane(source, *run);
    return true;
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
    started.pace().started = m_clock.monotonic();
    m_lanes.push_back(std::move(lane));
    m_trace.onRunRequested(traced(source), run.first, run.count, runSize(m_geometry, run));
    started.start(m_http, {.url = m_sources.url(source),
                           .sourceClass = m_sources.sourceClass(source),
                           .publicOnly = m_publicOnly,
                           .sharesLink = m_picker.sharesLink()});
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

Bytes RangedFetch::takeBudget(Bytes wanted)
{
    return m_budget.take(wanted, *this);
}

void RangedFetch::onBudgetUsed(Bytes granted, Bytes used)
{
    m_budget.onReceived(granted, used);
}

void RangedFetch::onThrottleOpen()
{
    for (const auto &lane : m_lanes)
        lane->onThrottleOpen();
    // Who was first is last the next time.
    if (!m_lanes.empty())
        std::ranges::rotate(m_lanes, m_lanes.begin() + 1);
}

bool RangedFetch::claim(const PieceLane &lane, PieceIndex piece)
{
    const PieceRun run = lane.run();
    const bool own = piece >= run.first && piece.value() < run.first.value() + run.count;
    if (!m_picker.isWanted(piece)) {
        if (own)
            stopLater(lane);
        return false;
    }
    if (own)
        return true;
    // A body that was not asked for (the server ignored the range) may still bring what nobody is fetching.
    const std::uint32_t before = m_picker.requested();
    m_picker.onRequested({piece, 1});
    return m_picker.requested() > before;
}

void RangedFetch::stopLater(const PieceLane &lane)
{
    // Somebody else brings the piece. What else the run holds gets a request of its own: that costs less than receiving in vain.
    QMetaObject::invokeMethod(
        this,
        [this, stopped = &lane] {
            const auto it =
                std::find_if(m_lanes.begin(), m_lanes.end(), [stopped](const auto &l) { return l.get() == stopped; });
            if (it == m_lanes.end())
                return;
            keepPartial(**it);
            m_lanes.erase(it);
            releaseUnfetched();
            schedulePump();
        },
        Qt::QueuedConnection);
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
    const MonotonicTime now = m_clock.monotonic();
    m_table.onBytes(lane.source(), amount, now);
    lane.pace().rate.onBytes(amount, now);
    lane.pace().received += amount;
    m_inFlight += amount;
    Q_EMIT bytesReceived(amount, m_sources.sourceClass(lane.source()));
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
    m_trace.onPiece(EventKind::PieceReceived, piece, m_geometry.pieceSize(piece), traced(lane.source()));
    m_unproven.insert(piece);
    endRace(lane, piece);
    m_store.submitPiece(m_content, piece, Unverified<PieceBuffer>(std::move(bytes)));
}

void RangedFetch::keepPartial(PieceLane &lane, bool trickled)
{
    auto partial = lane.takePartial();
    if (!partial)
        return;
    const PieceIndex piece = partial->piece;
    // Progress is what goes beyond all earlier attempts; a server that always stops at the same place makes none, and one that
    // stayed below the minimum rate does not either, unless whole pieces came.
    Bytes &reached = m_reached[piece];
    if (partial->filled > reached && !trickled)
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
    const std::size_t source = lane.source();
    noteRate(lane);
    keepPartial(lane, !outcome && outcome.error().code == ErrorCode::NoProgress);
    if (!outcome) {
        onSourceFailed(source, outcome.error());
    } else if (!lane.reachedEnd() || !lane.wasUseful()) {
        const Error nothing{.code = lane.reachedEnd() ? ErrorCode::NoProgress : ErrorCode::ConnectionLost,
                            .operation = QStringLiteral("request a range"),
                            .object = displayUrl(m_sources.url(source)),
                            .kept = Kept::VerifiedPieces,
                            .next = NextStep::RetryLater};
        onSourceFailed(source, nothing);
    }
    const auto it = std::find_if(m_lanes.begin(), m_lanes.end(), [&lane](const auto &l) { return l.get() == &lane; });
    m_ended.push_back(std::move(*it));
    m_lanes.erase(it);
    releaseUnfetched();
    schedulePump();
}

void RangedFetch::onSourceFailed(std::size_t source, const Error &error)
{
    const MonotonicTime now = m_clock.monotonic();
    m_sources.onFailure(source, error, now, QRandomGenerator::global()->generateDouble());
    m_trace.onSourceFailed(traced(source), error, m_sources.nextAttempt(source, now) - now);
}

void RangedFetch::releaseUnfetched()
{
    // A lane whose range was ignored may hold pieces anywhere, so the question is asked the other way round: what does no
    // living lane fetch?
    std::vector<PieceRun> fetched;
    for (const auto &lane : m_lanes)
        fetched.push_back(lane->run());
    std::ranges::sort(fetched, {}, &PieceRun::first);
    fetched.push_back({PieceIndex{m_geometry.pieceCount()}, 0});
    PieceIndex next{};
    for (const PieceRun &run : fetched) {
        if (run.first > next)
            m_picker.onAbandoned({next, (run.first - next).value()});
        next = std::max(next, run.first + PieceIndex{run.count});
    }
}

void RangedFetch::abortLanes(std::size_t source, const PieceLane *except)
{
    for (auto it = m_lanes.begin(); it != m_lanes.end();) {
        if ((*it)->source() == source && it->get() != except) {
            if (const auto partial = (*it)->takePartial())
                onLaneWasted(partial->filled);
            it = m_lanes.erase(it);
        } else {
            ++it;
        }
    }
    releaseUnfetched();
}

void RangedFetch::onPieceVerified(PieceIndex piece)
{
    const auto it = m_pieceSource.find(piece);
    if (it == m_pieceSource.end())
        return;
    m_unproven.erase(piece);
    m_sources.onGoodPiece(it->second);
    m_trace.onPiece(EventKind::PieceVerified, piece, m_geometry.pieceSize(piece), traced(it->second));
    const SourceClass from = m_sources.sourceClass(it->second);
    if (from == SourceClass::CacheServer)
        m_cacheHost = m_sources.cacheHost(it->second).text();
    Q_EMIT pieceUseful(m_geometry.pieceSize(piece), from);
}

void RangedFetch::onPieceRejected(PieceIndex piece)
{
    const auto it = m_pieceSource.find(piece);
    if (it == m_pieceSource.end())
        return;
    const std::size_t source = it->second;
    m_pieceSource.erase(it);
    m_unproven.erase(piece);
    m_picker.onLost(piece);
    onLaneWasted(m_geometry.pieceSize(piece));
    m_trace.onPiece(EventKind::PieceRejected, piece, m_geometry.pieceSize(piece), traced(source));
    m_table.onBadPiece(source, m_geometry.pieceSize(piece));
    m_sources.onBadPiece(source, m_clock.monotonic(), QRandomGenerator::global()->generateDouble());
    if (m_sources.isLasting(source))
        abortLanes(source);
    schedulePump();
}

void RangedFetch::onPieceDurable(PieceIndex piece)
{
    m_unproven.erase(piece);
    if (m_pieceSource.erase(piece) > 0)
        m_inFlight -= std::min(m_geometry.pieceSize(piece), m_inFlight);
}

void RangedFetch::onPieceDropped(PieceIndex piece)
{
    m_unproven.erase(piece);
    if (m_pieceSource.erase(piece) > 0)
        m_inFlight -= std::min(m_geometry.pieceSize(piece), m_inFlight);
    schedulePump();
}

std::shared_ptr<const PeerTable> RangedFetch::peers(MonotonicTime now)
{
    std::vector<SourceView> views;
    for (std::size_t i = 0; i < std::min(m_sources.count(), SourceTable::maximumRows); ++i)
        views.push_back(m_sources.view(i, now));
    for (const auto &lane : m_lanes) {
        if (lane->source() >= views.size())
            continue;
        SourceView &view = views[lane->source()];
        ++view.connections;
        view.receiving = view.receiving || lane->isReceiving();
    }
    return m_table.table(views, now);
}

FetchStatus RangedFetch::status() const
{
    FetchStatus status;
    status.connections = static_cast<std::uint32_t>(m_lanes.size());
    status.receiving =
        std::any_of(m_lanes.begin(), m_lanes.end(), [](const auto &lane) { return lane->isReceiving(); });
    const auto fromCache = [this](const auto &lane) {
        return m_sources.sourceClass(lane->source()) == SourceClass::CacheServer;
    };
    status.cacheConnections = static_cast<std::uint32_t>(std::count_if(m_lanes.begin(), m_lanes.end(), fromCache));
    status.fromCacheServer = status.receiving && std::all_of(m_lanes.begin(), m_lanes.end(), [&](const auto &lane) {
                                 return !lane->isReceiving() || fromCache(lane);
                             });
    status.waitingForDisk = !m_lanes.empty() && std::all_of(m_lanes.begin(), m_lanes.end(), [](const auto &lane) {
        return lane->isPaused();
    });
    if (m_lanes.empty() && m_picker.missing() > 0) {
        status.lastError = m_sources.lastError();
        if (m_retryTimer.isActive() && !m_failed && !m_idle) {
            const MonotonicTime now = m_clock.monotonic();
            status.retryAt = m_sources.nextAttempt(now);
            if (const auto until = m_sources.originHeldBackUntil(now)) {
                status.waitingForCacheServer = true;
                status.retryAt = until;
                status.lastError = m_sources.cacheError();
            }
        }
    }
    return status;
}

} // namespace freshet
