// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/swarm/HashAnswers.h"

#include <utility>

namespace freshet {

HashAnswers::HashAnswers(std::shared_ptr<const Metainfo> metainfo, Reader reader, Find find)
    : m_metainfo(std::move(metainfo))
    , m_reader(std::move(reader))
    , m_find(std::move(find))
    , m_alive(std::make_shared<bool>(true))
{
}

HashAnswers::~HashAnswers()
{
    *m_alive = false;
}

void HashAnswers::onRequest(SwarmPeer &peer, const HashSpan &span, const std::shared_ptr<const UniqueFd> &file,
                            const PieceSet &offered, MonotonicTime now)
{
    const Geometry &geometry = m_metainfo->geometry;
    const auto pieceHeight = static_cast<std::uint32_t>(geometry.pieceTreeHeight());
    if (span.baseLayer >= pieceHeight) {
        peer.link->sendHashes(span, hashesFromPieceLayer(geometry, span, m_metainfo->pieceLayer));
        return;
    }
    const bool ofOnePiece =
        span.baseLayer == 0 && span.length <= std::uint32_t{1} << pieceHeight && span.index < geometry.blockCount();
    const PieceIndex piece = ofOnePiece ? geometry.pieceOf(BlockIndex{span.index}) : PieceIndex{0};
    auto &budget = m_budgets.try_emplace(peer.key, burst, perSecond).first->second;
    if (!ofOnePiece || !file || !offered.contains(piece) || m_underWay >= maximumUnderWay || !budget.spend(now)) {
        peer.link->rejectHashes(span);
        return;
    }
    ++m_underWay;
    m_reader(file, piece, [this, alive = m_alive, to = peer.key, span](const std::vector<Sha256Digest> &blocks) {
        if (!*alive)
            return;
        --m_underWay;
        answer(to, span, blocks);
    });
}

void HashAnswers::answer(PeerKey to, const HashSpan &span, const std::vector<Sha256Digest> &blocks)
{
    SwarmPeer *peer = m_find(to);
    if (!peer)
        return;
    if (blocks.empty())
        peer->link->rejectHashes(span);
    else
        peer->link->sendHashes(span, hashesFromBlocks(m_metainfo->geometry, span, blocks, m_metainfo->pieceLayer));
}

} // namespace freshet
