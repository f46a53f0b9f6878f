// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/RecordingHost.h"

namespace freshet::test {

QString RecordingHost::verdict() const
{
    return closed.empty() ? QString() : errorName(closed.back().code);
}

void RecordingHost::onPeerExtensions(PeerConnection &, const ExtensionHandshake &handshake)
{
    extensions.push_back(handshake);
}

void RecordingHost::onPeerPieces(PeerConnection &)
{
    ++piecesTold;
}

void RecordingHost::onPeerHave(PeerConnection &, PieceIndex piece)
{
    haves.push_back(piece);
}

void RecordingHost::onPeerChoked(PeerConnection &)
{
    ++chokes;
}

void RecordingHost::onPeerUnchoked(PeerConnection &)
{
    ++unchokes;
}

void RecordingHost::onPeerInterest(PeerConnection &, bool interested)
{
    interests.push_back(interested);
}

void RecordingHost::onPeerBlock(PeerConnection &peer, BlockIndex block, std::span<const std::byte> bytes)
{
    blocks.emplace_back(block,
                        QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())));
    if (blockHook)
        blockHook(peer);
}

void RecordingHost::onPeerRejected(PeerConnection &, BlockIndex block)
{
    rejected.push_back(block);
}

void RecordingHost::onPeerRequest(PeerConnection &peer, BlockIndex block)
{
    requests.push_back(block);
    if (requestHook)
        requestHook(peer);
}

void RecordingHost::onPeerCancelled(PeerConnection &, BlockIndex block)
{
    cancelled.push_back(block);
}

void RecordingHost::onPeerSuggested(PeerConnection &, PieceIndex piece)
{
    suggested.push_back(piece);
}

void RecordingHost::onPeerHashRequest(PeerConnection &, const HashSpan &span)
{
    hashRequests.push_back(span);
}

void RecordingHost::onPeerHashes(PeerConnection &, PieceIndex piece, std::span<const Sha256Digest> blockHashes)
{
    hashes.emplace_back(piece, std::vector(blockHashes.begin(), blockHashes.end()));
}

void RecordingHost::onPeerHashesRejected(PeerConnection &, PieceIndex piece)
{
    hashesRejected.push_back(piece);
}

void RecordingHost::onPeerClaims(PeerConnection &, const ClaimMessage &message)
{
    claims.push_back(message);
}

void RecordingHost::onPeerBatchEnd(PeerConnection &peer)
{
    ++batches;
    if (batchHook)
        batchHook(peer);
}

void RecordingHost::onPeerSendSpace(PeerConnection &)
{
    ++spaces;
}

void RecordingHost::onPeerClosed(PeerConnection &peer, const Error &error)
{
    closed.push_back(error);
    if (closedHook)
        closedHook(peer);
}

} // namespace freshet::test
