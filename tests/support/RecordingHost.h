// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/PeerConnection.h"
#include "core/wire/PeerHost.h"

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace freshet::test {

/// Writes down what connections tell, and decides nothing.
class RecordingHost : public PeerHost {
public:
    std::vector<ExtensionHandshake> extensions;
    int piecesTold = 0;
    std::vector<PieceIndex> haves;
    int chokes = 0;
    int unchokes = 0;
    std::vector<bool> interests;
    std::vector<std::pair<BlockIndex, QByteArray>> blocks;
    std::vector<BlockIndex> rejected;
    Bytes wasted;
    std::vector<BlockIndex> requests;
    std::vector<BlockIndex> cancelled;
    std::vector<PieceIndex> suggested;
    std::vector<HashSpan> hashRequests;
    std::vector<std::pair<PieceIndex, std::vector<Sha256Digest>>> hashes;
    std::vector<PieceIndex> hashesRejected;
    std::vector<ClaimMessage> claims;
    int batches = 0;
    int spaces = 0;
    std::vector<Error> closed;

    /// Called after a block, a request or the end of a batch was written down.
    std::function<void(PeerConnection &)> blockHook{};
    std::function<void(PeerConnection &)> requestHook{};
    std::function<void(PeerConnection &)> batchHook{};
    std::function<void(PeerConnection &)> closedHook{};

    /// The name of the code with which the only connection closed; empty while it is open.
    [[nodiscard]] QString verdict() const;

    void onPeerExtensions(PeerConnection &peer, const ExtensionHandshake &handshake) override;
    void onPeerPieces(PeerConnection &peer) override;
    void onPeerHave(PeerConnection &peer, PieceIndex piece) override;
    void onPeerChoked(PeerConnection &peer) override;
    void onPeerUnchoked(PeerConnection &peer) override;
    void onPeerInterest(PeerConnection &peer, bool interested) override;
    void onPeerBlock(PeerConnection &peer, BlockIndex block, std::span<const std::byte> bytes) override;
    void onPeerRejected(PeerConnection &peer, BlockIndex block) override;
    void onPeerWasted(PeerConnection &, Bytes amount) override { wasted += amount; }
    void onPeerRequest(PeerConnection &peer, BlockIndex block) override;
    void onPeerCancelled(PeerConnection &peer, BlockIndex block) override;
    void onPeerSuggested(PeerConnection &peer, PieceIndex piece) override;
    void onPeerHashRequest(PeerConnection &peer, const HashSpan &span) override;
    void onPeerHashes(PeerConnection &peer, PieceIndex piece, std::span<const Sha256Digest> blockHashes) override;
    void onPeerHashesRejected(PeerConnection &peer, PieceIndex piece) override;
    void onPeerClaims(PeerConnection &peer, const ClaimMessage &message) override;
    void onPeerBatchEnd(PeerConnection &peer) override;
    void onPeerSendSpace(PeerConnection &peer) override;
    void onPeerClosed(PeerConnection &peer, const Error &error) override;
};

} // namespace freshet::test
