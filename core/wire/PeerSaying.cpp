// SPDX-License-Identifier: GPL-3.0-or-later
//
// PeerConnection: what is said to the peer, and whether it may be said now.
#include "core/wire/PeerConnection.h"

#include <algorithm>
#include <cassert>

namespace freshet {

void PeerConnection::sayRange(WireMessageId id, BlockIndex block, Bytes length)
{
    const Geometry &geometry = m_content.geometry;
    const PieceIndex piece = geometry.pieceOf(block);
    const Bytes begin = geometry.blockOffset(block) - geometry.pieceOffset(piece);
    say([&](WireEncoder &to) {
        to.range(id, piece.value(), static_cast<std::uint32_t>(begin.value()),
                 static_cast<std::uint32_t>(length.value()));
    });
}

void PeerConnection::setInterested(bool interested)
{
    if (m_closed || m_amInterested == interested)
        return;
    m_amInterested = interested;
    say([&](WireEncoder &to) { to.plain(interested ? WireMessageId::Interested : WireMessageId::NotInterested); });
}

void PeerConnection::setChoking(bool choking)
{
    if (m_closed || m_amChoking == choking)
        return;
    m_amChoking = choking;
    m_refusals = 0; // requests that cross a choke on the wire are nobody's fault
    say([&](WireEncoder &to) { to.plain(choking ? WireMessageId::Choke : WireMessageId::Unchoke); });
    if (!choking)
        return;
    for (const BlockIndex block : std::exchange(m_theirs, {})) {
        if (!m_features.fast)
            break;
        ++m_counters.rejectsSent;
        sayRange(WireMessageId::Reject, block, theirLengthOf(block));
    }
}

bool PeerConnection::request(BlockIndex block)
{
    assert(block.value() < m_content.geometry.blockCount());
    const PieceIndex piece = m_content.geometry.pieceOf(block);
    if (m_closed || (m_isChoking && !isInFastSet(piece)) || !m_pieces.contains(piece)
        || m_ours.size() >= maximumRequests() || m_ours.contains(block))
        return false;
    m_ours.ask(block, m_inBatch ? m_now : m_clock.monotonic());
    sayRange(WireMessageId::Request, block, m_content.geometry.blockSize(block));
    return true;
}

void PeerConnection::cancel(BlockIndex block)
{
    if (!m_closed && m_ours.cancel(block))
        sayRange(WireMessageId::Cancel, block, m_content.geometry.blockSize(block));
}

void PeerConnection::sendHave(PieceIndex piece)
{
    if (m_closed)
        return;
    m_interestFlips.earn(2); // it may become interested, and lose its interest when it has the piece
    say([&](WireEncoder &to) { to.piece(WireMessageId::Have, piece.value()); });
}

bool PeerConnection::beginBlock(BlockIndex block)
{
    if (m_closed || m_queue.bytes() >= m_options.sendBufferCap || !takeTheirRequest(block))
        return false;
    const Geometry &geometry = m_content.geometry;
    const PieceIndex piece = geometry.pieceOf(block);
    const Bytes begin = geometry.blockOffset(block) - geometry.pieceOffset(piece);
    const Bytes size = geometry.blockSize(block);
    m_refusals = 0;
    ++m_counters.blocksSent;
    m_counters.payloadSent += size;
    m_uploadRate.onBytes(size, m_inBatch ? m_now : m_clock.monotonic());
    std::vector<std::byte> head;
    head.reserve(WireEncoder::blockHeadSize);
    WireEncoder(head).blockHead(piece.value(), static_cast<std::uint32_t>(begin.value()),
                                static_cast<std::uint32_t>(theirLengthOf(block).value()));
    m_queue.append(head);
    return true;
}

void PeerConnection::endBlock(BlockIndex block)
{
    const Bytes padding = theirLengthOf(block) - m_content.geometry.blockSize(block);
    m_queue.append(std::vector<std::byte>(padding.value()));
    queued();
}

bool PeerConnection::sendBlock(BlockIndex block, std::shared_ptr<const UniqueFd> file, Bytes offset)
{
    if (!beginBlock(block))
        return false;
    m_queue.append(std::move(file), offset, m_content.geometry.blockSize(block).value());
    endBlock(block);
    return true;
}

bool PeerConnection::sendBlock(BlockIndex block, std::span<const std::byte> bytes, std::shared_ptr<const void> keeper)
{
    assert(bytes.size() == m_content.geometry.blockSize(block).value());
    if (!beginBlock(block))
        return false;
    m_queue.append(bytes, std::move(keeper));
    endBlock(block);
    return true;
}

void PeerConnection::rejectBlock(BlockIndex block)
{
    if (m_closed || !takeTheirRequest(block) || !m_features.fast)
        return;
    ++m_counters.rejectsSent;
    sayRange(WireMessageId::Reject, block, theirLengthOf(block));
}

bool PeerConnection::requestHashes(PieceIndex piece)
{
    if (m_closed || !m_features.v2 || !needsBlockHashes(m_content.geometry)
        || std::ranges::find(m_hashesAsked, piece) != m_hashesAsked.end())
        return false;
    m_hashesAsked.push_back(piece);
    const HashSpan span = blockHashesOf(m_content.geometry, m_content.piecesRoot, piece);
    say([&](WireEncoder &to) { to.hashes(WireMessageId::HashRequest, span); });
    return true;
}

void PeerConnection::sendHashes(const HashSpan &span, std::span<const Sha256Digest> hashes)
{
    if (!m_closed && takeHashesTheirs(span))
        say([&](WireEncoder &to) { to.hashes(WireMessageId::Hashes, span, hashes); });
}

void PeerConnection::rejectHashes(const HashSpan &span)
{
    if (!m_closed && takeHashesTheirs(span))
        say([&](WireEncoder &to) { to.hashes(WireMessageId::HashReject, span); });
}

void PeerConnection::sendClaims(const ClaimMessage &claims)
{
    if (!m_closed && speaksClaims())
        say([&](WireEncoder &to) { to.extended(m_extensions.claims, claims.encode()); });
}

} // namespace freshet
