// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/LeechHost.h"

#include <cstring>

namespace freshet::test {

LeechHost::LeechHost(const Metainfo &metainfo)
    : m_geometry(metainfo.geometry)
    , m_verifier(metainfo.verifier())
    , m_bytes(static_cast<qsizetype>(m_geometry.contentLength().value()), '\0')
    , m_missing(m_geometry.pieceCount())
{
    for (BlockIndex block{0}; block.value() < m_geometry.blockCount(); ++block) {
        m_wanted.push_back(block);
        ++m_missing[m_geometry.pieceOf(block).value()];
    }
}

void LeechHost::onPeerPieces(PeerConnection &peer)
{
    RecordingHost::onPeerPieces(peer);
    peer.setInterested(!peer.pieces().isEmpty());
}

void LeechHost::onPeerHave(PeerConnection &peer, PieceIndex piece)
{
    RecordingHost::onPeerHave(peer, piece);
    peer.setInterested(true);
}

void LeechHost::onPeerUnchoked(PeerConnection &peer)
{
    RecordingHost::onPeerUnchoked(peer);
    ask(peer);
}

void LeechHost::onPeerBlock(PeerConnection &, BlockIndex block, std::span<const std::byte> bytes)
{
    std::memcpy(m_bytes.data() + m_geometry.blockOffset(block).value(), bytes.data(), bytes.size());
    const PieceIndex piece = m_geometry.pieceOf(block);
    if (--m_missing[piece.value()] != 0)
        return;
    const auto whole = std::as_bytes(std::span(m_bytes.constData(), static_cast<std::size_t>(m_bytes.size())))
                           .subspan(m_geometry.pieceOffset(piece).value(), m_geometry.pieceSize(piece).value());
    if (m_verifier.matches(piece, whole))
        ++m_provenPieces;
    else
        ++m_badPieces;
}

void LeechHost::onPeerRejected(PeerConnection &peer, BlockIndex block)
{
    RecordingHost::onPeerRejected(peer, block);
    m_wanted.push_front(block);
}

void LeechHost::onPeerBatchEnd(PeerConnection &peer)
{
    ask(peer);
    RecordingHost::onPeerBatchEnd(peer); // whose hook may end the connection
}

void LeechHost::onPeerClosed(PeerConnection &peer, const Error &error)
{
    for (const auto &open : peer.outstandingBlocks())
        m_wanted.push_front(open.block);
    RecordingHost::onPeerClosed(peer, error);
}

void LeechHost::ask(PeerConnection &peer)
{
    while (!m_wanted.empty() && peer.outstanding() < peer.suggestedDepth()) {
        if (!peer.request(m_wanted.front()))
            return;
        m_wanted.pop_front();
    }
}

} // namespace freshet::test
