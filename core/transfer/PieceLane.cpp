// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/PieceLane.h"

#include "core/base/DisplayUrl.h"

#include <algorithm>
#include <cstring>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

/// A cache server is near, or it is of no use (the original's 3 s; an origin has 15).
constexpr std::chrono::seconds cacheConnectTimeout{3};

} // namespace

PieceLane::PieceLane(Host &host, std::size_t source, const Geometry &geometry, PieceRun run,
                     std::optional<PartialPiece> partial)
    : m_host(host)
    , m_source(source)
    , m_geometry(geometry)
    , m_run(run)
    , m_begin(geometry.pieceOffset(run.first))
{
    if (partial && partial->piece == run.first) {
        m_buffer = std::move(partial->buffer);
        m_piece = run.first;
        m_inPiece = true;
        m_begin += partial->filled;
    }
    const PieceIndex last{run.first.value() + run.count - 1};
    m_end = geometry.pieceOffset(last) + geometry.pieceSize(last);
    m_position = m_begin;
}

void PieceLane::start(HttpClient &client, const Source &source)
{
    HttpRequest request;
    request.url = source.url;
    request.range = ByteRange{m_begin, m_end - m_begin};
    request.maximumBody = m_geometry.contentLength();
    request.publicOnly = source.publicOnly;
    request.sharesLink = source.sharesLink;
    if (source.sourceClass == SourceClass::CacheServer) {
        request.connectTimeout = cacheConnectTimeout;
        request.followRedirects = false; // the bytes of somebody else would not be the cache server's
    }
    m_transfer = client.start(request, *this);
}

void PieceLane::resume()
{
    if (!m_paused)
        return;
    m_paused = false;
    m_transfer->resume();
}

void PieceLane::onThrottleOpen()
{
    if (std::exchange(m_throttled, false))
        m_transfer->resume();
}

std::uint32_t PieceLane::unbegun() const
{
    const std::uint32_t end = m_run.first.value() + m_run.count;
    const std::uint32_t next = std::max(currentPiece().value() + 1, m_run.first.value());
    return end > next ? end - next : 0;
}

bool PieceLane::isInRun() const
{
    const PieceIndex piece = currentPiece();
    return !(m_inPiece && m_skipping) && piece >= m_run.first && piece.value() < m_run.first.value() + m_run.count;
}

void PieceLane::shorten(std::uint32_t pieces)
{
    m_run.count -= std::min(pieces, unbegun());
    if (m_wholeBody)
        return; // what it was asked for is not where its body ends
    m_shortened = true;
    const PieceIndex last{m_run.first.value() + m_run.count - 1};
    m_end = m_geometry.pieceOffset(last) + m_geometry.pieceSize(last);
}

void PieceLane::endEarly()
{
    m_receiving = false;
    m_paused = false;
    m_throttled = false;
    m_transfer.reset();
    m_host.onLaneDone(*this, {});
}

std::optional<PartialPiece> PieceLane::takePartial()
{
    const Bytes filled = m_inPiece && !m_skipping ? m_position - m_geometry.pieceOffset(m_piece) : Bytes{};
    if (filled == Bytes{} || m_buffer.isNull())
        return std::nullopt;
    m_inPiece = false;
    return PartialPiece{m_piece, m_source, filled, std::move(m_buffer)};
}

Result<void> PieceLane::onHead(const HttpHead &head)
{
    if (head.totalSize && *head.totalSize != m_geometry.contentLength()) {
        return std::unexpected(Error{
            .code = ErrorCode::SourceMismatch,
            .operation = u"request a range"_s,
            .object = displayUrl(head.finalUrl),
            .detail = u"size %1 instead of %2"_s.arg(head.totalSize->value()).arg(m_geometry.contentLength().value()),
            .kept = Kept::VerifiedPieces,
            .next = NextStep::NextSource});
    }
    const bool wholeBody = head.offset != m_begin;
    if (wholeBody && head.offset != Bytes{}) {
        return std::unexpected(Error{.code = ErrorCode::RangeWrong,
                                     .operation = u"request a range"_s,
                                     .object = displayUrl(head.finalUrl),
                                     .kept = Kept::VerifiedPieces,
                                     .next = NextStep::NextSource});
    }
    if (wholeBody) {
        // The body starts at 0: what a partial piece already has comes again.
        if (m_inPiece)
            m_host.onLaneWasted(m_begin - m_geometry.pieceOffset(m_piece));
        m_buffer = {};
        m_inPiece = false;
        m_position = Bytes{};
        m_wholeBody = true;
        m_shortened = false;
    }
    m_receiving = true;
    m_host.onLaneHead(*this, head.status == 200);
    return {};
}

bool PieceLane::beginPiece()
{
    m_piece = m_geometry.pieceAt(m_position);
    m_skipping = !m_host.claim(*this, m_piece);
    if (!m_skipping) {
        m_buffer = m_host.acquireBuffer(m_geometry.pieceSize(m_piece));
        if (m_buffer.isNull())
            return false;
    }
    m_inPiece = true;
    return true;
}

void PieceLane::endPiece()
{
    m_inPiece = false;
    if (!m_skipping)
        m_host.onLanePiece(*this, m_piece, std::move(m_buffer));
}

std::size_t PieceLane::onData(std::span<const std::byte> data)
{
    const Bytes granted = m_host.takeBudget(Bytes{data.size()});
    m_throttled = granted < Bytes{data.size()};
    if (granted == Bytes{})
        return 0;
    const std::size_t taken = takeData(data.first(static_cast<std::size_t>(granted.value())));
    m_host.onBudgetUsed(granted, Bytes{taken});
    return taken;
}

std::size_t PieceLane::takeData(std::span<const std::byte> data)
{
    std::size_t taken = 0;
    while (taken < data.size() && m_position < m_geometry.contentLength()) {
        if (m_shortened && m_position >= m_end)
            break;
        if (!m_inPiece && !beginPiece()) {
            m_paused = true;
            break;
        }
        const Bytes start = m_geometry.pieceOffset(m_piece);
        const std::uint64_t filled = (m_position - start).value();
        const std::uint64_t room = m_geometry.pieceSize(m_piece).value() - filled;
        const std::size_t n = static_cast<std::size_t>(std::min<std::uint64_t>(room, data.size() - taken));
        if (m_skipping) {
            m_host.onLaneWasted(Bytes{n});
        } else {
            std::memcpy(m_buffer.bytes().data() + filled, data.data() + taken, n);
            m_useful = true;
        }
        taken += n;
        m_position += Bytes{n};
        if (n == room)
            endPiece();
    }
    if (m_shortened && m_position >= m_end) {
        // The rest of the response is somebody else's by now.
        m_host.onLaneBytes(*this, Bytes{data.size()});
        m_host.onLaneWasted(Bytes{data.size() - taken});
        const std::size_t all = data.size();
        endEarly();
        return all;
    }
    if (taken > 0)
        m_host.onLaneBytes(*this, Bytes{taken});
    return taken;
}

void PieceLane::onDone(const Result<void> &outcome)
{
    m_receiving = false;
    m_paused = false;
    m_throttled = false;
    m_host.onLaneDone(*this, outcome);
}

} // namespace freshet
