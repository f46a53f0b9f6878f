// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pick/UploadQueue.h"

#include <algorithm>
#include <tuple>

namespace freshet {

namespace {

/// After so many blocks what was given before counts half.
constexpr std::uint64_t agingInterval = 4096;

} // namespace

void UploadQueue::onPeer(PeerKey peer, std::uint8_t distance, std::uint64_t served)
{
    std::uint64_t most = 0;
    for (const auto &[key, other] : m_peers)
        most = std::max(most, other.served);
    onPeerGone(peer);
    m_peers.emplace(peer, Peer{.distance = distance, .served = std::min(served, most)});
}

void UploadQueue::onPeerGone(PeerKey peer)
{
    if (const auto it = m_peers.find(peer); it != m_peers.end()) {
        m_queued -= it->second.waiting.size();
        m_busy -= it->second.busy ? 1 : 0;
        m_peers.erase(it);
    }
}

bool UploadQueue::onRequest(PeerKey peer, BlockIndex block)
{
    const auto it = m_peers.find(peer);
    if (it == m_peers.end() || it->second.waiting.size() >= m_settings.maximumQueued)
        return false;
    it->second.waiting.push_back(block);
    ++m_queued;
    return true;
}

bool UploadQueue::onCancel(PeerKey peer, BlockIndex block)
{
    const auto it = m_peers.find(peer);
    if (it == m_peers.end())
        return false;
    const auto erased = std::erase(it->second.waiting, block);
    m_queued -= erased;
    return erased > 0;
}

std::vector<BlockIndex> UploadQueue::onChoked(PeerKey peer)
{
    const auto it = m_peers.find(peer);
    if (it == m_peers.end())
        return {};
    std::vector<BlockIndex> dropped(it->second.waiting.begin(), it->second.waiting.end());
    m_queued -= dropped.size();
    it->second.waiting.clear();
    return dropped;
}

void UploadQueue::onBusy(PeerKey peer, bool busy)
{
    const auto it = m_peers.find(peer);
    if (it == m_peers.end() || it->second.busy == busy)
        return;
    it->second.busy = busy;
    m_busy += busy ? 1 : -1;
}

void UploadQueue::onHeld(PeerKey peer)
{
    if (const auto it = m_peers.find(peer); it != m_peers.end())
        it->second.held = true;
}

void UploadQueue::allowAll()
{
    for (auto &[key, peer] : m_peers)
        peer.held = false;
}

void UploadQueue::putBack(PeerKey key, std::span<const BlockIndex> blocks)
{
    const auto it = m_peers.find(key);
    if (it == m_peers.end())
        return;
    Peer &peer = it->second;
    peer.waiting.insert(peer.waiting.begin(), blocks.begin(), blocks.end());
    m_queued += blocks.size();
    peer.turnLeft += static_cast<std::uint32_t>(blocks.size());
    peer.served -= std::min<std::uint64_t>(peer.served, blocks.size());
}

std::optional<UploadQueue::Batch> UploadQueue::next()
{
    if (m_queued == 0 || m_busy >= m_settings.slots)
        return std::nullopt;
    Peer *best = nullptr;
    PeerKey bestKey;
    for (auto &[key, peer] : m_peers) {
        if (!peer.busy && !peer.waiting.empty() && !peer.held
            && (!best
                || std::tuple(peer.distance, peer.turnLeft == 0, peer.served, key)
                       < std::tuple(best->distance, best->turnLeft == 0, best->served, bestKey))) {
            best = &peer;
            bestKey = key;
        }
    }
    if (!best)
        return std::nullopt;
    if (best->turnLeft == 0)
        best->turnLeft = std::max(m_settings.turn, m_settings.batch);
    Batch batch{.peer = bestKey, .blocks = {}};
    while (!best->waiting.empty() && batch.blocks.size() < m_settings.batch) {
        batch.blocks.push_back(best->waiting.front());
        best->waiting.pop_front();
    }
    m_queued -= batch.blocks.size();
    best->turnLeft -= std::min(best->turnLeft, static_cast<std::uint32_t>(batch.blocks.size()));
    best->served += batch.blocks.size();
    m_sinceAging += batch.blocks.size();
    if (m_sinceAging >= agingInterval) {
        m_sinceAging = 0;
        for (auto &[key, peer] : m_peers)
            peer.served /= 2;
    }
    return batch;
}

std::size_t UploadQueue::queued(PeerKey peer) const
{
    const auto it = m_peers.find(peer);
    return it == m_peers.end() ? 0 : it->second.waiting.size();
}

} // namespace freshet
