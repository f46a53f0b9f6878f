// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/SeedHost.h"

#include "core/meta/BlockProof.h"

namespace freshet::test {

SeedHost::SeedHost(const WireContent &content, From from)
    : m_content(content)
    , m_file(from == From::File ? content.file() : nullptr)
{
}

void SeedHost::onPeerInterest(PeerConnection &peer, bool interested)
{
    RecordingHost::onPeerInterest(peer, interested);
    peer.setChoking(!interested);
}

void SeedHost::onPeerHashRequest(PeerConnection &peer, const HashSpan &span)
{
    RecordingHost::onPeerHashRequest(peer, span);
    const Geometry &geometry = m_content.geometry();
    const auto &layer = m_content.metainfo().pieceLayer;
    const auto height = static_cast<std::uint32_t>(geometry.pieceTreeHeight());
    if (span.baseLayer >= height) {
        peer.sendHashes(span, hashesFromPieceLayer(geometry, span, layer));
    } else if (span.baseLayer == 0 && span.length <= std::uint32_t{1} << height && span.index < geometry.blockCount()) {
        const auto leaves = blockHashes(m_content.piece(geometry.pieceOf(BlockIndex{span.index})));
        peer.sendHashes(span, hashesFromBlocks(geometry, span, leaves, layer));
    } else {
        peer.rejectHashes(span);
    }
}

void SeedHost::onPeerBatchEnd(PeerConnection &peer)
{
    serve(peer);
    RecordingHost::onPeerBatchEnd(peer); // whose hook may end the connection
}

void SeedHost::onPeerSendSpace(PeerConnection &peer)
{
    RecordingHost::onPeerSendSpace(peer);
    serve(peer);
}

void SeedHost::serve(PeerConnection &peer)
{
    while (!peer.theirRequests().empty() && peer.hasSendSpace()) {
        const BlockIndex block = peer.theirRequests().front();
        const bool sent = m_file ? peer.sendBlock(block, m_file, m_content.geometry().blockOffset(block))
                                 : peer.sendBlock(block, m_content.block(block), m_content.keeper());
        if (!sent)
            return;
    }
}

} // namespace freshet::test
