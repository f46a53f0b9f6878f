// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PeerFetch that finds out who sent bad bytes.
#include "core/swarm/PeerFetch.h"
#include "core/swarm/Swarm.h"

#include <algorithm>

namespace freshet {

namespace {

/// What is kept of pieces under trial. The good blocks of others are fetched again.
constexpr Bytes maximumSuspects = 4_MiB;

} // namespace

void PeerFetch::onReturned(PieceIndex piece, std::shared_ptr<RejectedPiece> back)
{
    m_returned = m_submitted.contains(piece) ? std::move(back) : nullptr;
}

bool PeerFetch::onPieceRejected(PieceIndex piece)
{
    const auto node = m_submitted.extract(piece);
    if (!node)
        return false;
    tellPiece(EventKind::PieceRejected, piece, node.mapped());
    std::vector<PeerKey> senders;
    for (const auto &[key, source] : node.mapped())
        senders.push_back(key);
    if (std::ranges::count(senders, senders.front()) == std::ssize(senders)) {
        fetchAgain(piece, false);
        convict(senders.front(), piece, m_geometry.pieceSize(piece));
    } else if (!tryBlocks(piece, senders)) {
        fetchAgain(piece, true);
    }
    m_returned.reset();
    pumpAll();
    Q_EMIT boardChanged();
    return true;
}

bool PeerFetch::tryBlocks(PieceIndex piece, const std::vector<PeerKey> &senders)
{
    if (!m_returned || !m_trials.begin(piece, senders, std::move(m_returned->blockHashes), m_clock.monotonic()))
        return false;
    PieceBuffer bytes = std::move(m_returned->bytes).take();
    std::size_t kept = bytes.capacity();
    for (const auto &[other, suspect] : m_suspects)
        kept += suspect.capacity();
    if (kept <= maximumSuspects.value()) {
        bytes.setReturning(false);
        m_suspects.insert_or_assign(piece, std::move(bytes));
    }
    decideTrials();
    return true;
}

void PeerFetch::askForHashes(PieceIndex piece)
{
    const MonotonicTime now = m_clock.monotonic();
    m_swarm.forEachPeer([&](SwarmPeer &peer) {
        if (m_trials.shouldAsk(piece, peer.key, now) && peer.link->pieces().contains(piece)
            && peer.link->requestHashes(piece))
            m_trials.onAsked(piece, peer.key, now);
    });
}

void PeerFetch::onHashesRejected(SwarmPeer &peer, PieceIndex piece)
{
    m_trials.onRefused(piece, peer.key);
    decideTrials();
}

void PeerFetch::onHashes(SwarmPeer &peer, PieceIndex piece, std::span<const Sha256Digest> hashes)
{
    const auto bad = m_trials.onHashes(piece, hashes);
    if (!bad) {
        onHashesRejected(peer, piece);
        return;
    }
    keepGoodBlocks(piece, *bad);
    std::map<PeerKey, Bytes> liars;
    for (const BlockTrials::BadBlock &block : *bad)
        liars[block.sender] += sizeOf(piece, block);
    for (const auto &[liar, amount] : liars)
        convict(liar, piece, amount);
    pumpAll();
    Q_EMIT boardChanged();
}

Bytes PeerFetch::sizeOf(PieceIndex piece, const BlockTrials::BadBlock &block) const
{
    return m_geometry.blockSize(BlockIndex{m_geometry.firstBlockOf(piece).value() + block.index});
}

void PeerFetch::keepGoodBlocks(PieceIndex piece, const std::vector<BlockTrials::BadBlock> &bad)
{
    auto suspect = m_suspects.extract(piece);
    if (!suspect || !m_board.onBadBlocks(piece, bad)) {
        fetchAgain(piece, false);
        return;
    }
    Bytes badBytes;
    for (const BlockTrials::BadBlock &block : bad)
        badBytes += sizeOf(piece, block);
    m_arrived.insert_or_assign(piece, m_geometry.pieceSize(piece) - badBytes);
    m_buffers.insert_or_assign(piece, std::move(suspect.mapped()));
    waste(badBytes);
}

void PeerFetch::decideTrials()
{
    for (const PieceIndex piece : m_trials.pieces())
        askForHashes(piece);
    for (const PieceIndex piece : m_trials.takeUndecided(m_clock.monotonic()))
        fetchAgain(piece, true);
}

void PeerFetch::fetchAgain(PieceIndex piece, bool shared)
{
    m_trials.forget(piece);
    m_suspects.erase(piece);
    waste(m_geometry.pieceSize(piece));
    if (shared)
        m_board.onLostSharedPiece(piece);
    else
        m_board.onLost(piece);
}

void PeerFetch::convict(PeerKey liar, PieceIndex piece, Bytes bad)
{
    for (const BlockIndex block : m_board.discardBlocksOf(liar)) {
        const Bytes size = m_geometry.blockSize(block);
        m_arrived[m_geometry.pieceOf(block)] -= size;
        waste(size);
    }
    m_swarm.convict(liar, piece, bad);
}

} // namespace freshet
