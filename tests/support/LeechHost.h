// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/RecordingHost.h"
#include "tests/support/WireContent.h"

#include <deque>

namespace freshet::test {

/// The smallest host that fetches a whole content: blocks in order from whoever has them, each piece proven when it is there.
class LeechHost : public RecordingHost {
public:
    explicit LeechHost(const Metainfo &metainfo);

    [[nodiscard]] bool isComplete() const { return m_provenPieces == m_geometry.pieceCount(); }
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    [[nodiscard]] int badPieces() const { return m_badPieces; }

    void onPeerPieces(PeerConnection &peer) override;
    void onPeerHave(PeerConnection &peer, PieceIndex piece) override;
    void onPeerUnchoked(PeerConnection &peer) override;
    void onPeerBlock(PeerConnection &peer, BlockIndex block, std::span<const std::byte> bytes) override;
    void onPeerRejected(PeerConnection &peer, BlockIndex block) override;
    void onPeerBatchEnd(PeerConnection &peer) override;
    void onPeerClosed(PeerConnection &peer, const Error &error) override;

private:
    void ask(PeerConnection &peer);

    Geometry m_geometry;
    PieceVerifier m_verifier;
    QByteArray m_bytes;
    std::deque<BlockIndex> m_wanted;
    std::vector<std::uint32_t> m_missing; ///< blocks per piece
    std::uint32_t m_provenPieces = 0;
    int m_badPieces = 0;
};

} // namespace freshet::test
