// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pick/BlockTrials.h"

#include <algorithm>
#include <utility>

namespace freshet {

BlockTrials::BlockTrials()
    : BlockTrials(Settings{})
{
}

BlockTrials::BlockTrials(const Settings &settings)
    : m_settings(settings)
{
}

bool BlockTrials::begin(PieceIndex piece, std::vector<PeerKey> senders, std::vector<Sha256Digest> received,
                        MonotonicTime now)
{
    if (senders.empty() || senders.size() != received.size() || m_trials.contains(piece)
        || m_trials.size() >= m_settings.maximumTrials || m_blocks + received.size() > m_settings.maximumBlocks)
        return false;
    m_blocks += received.size();
    m_trials.emplace(
        piece,
        Trial{
            .senders = std::move(senders), .received = std::move(received), .since = now, .asked = {}, .waiting = {}});
    return true;
}

bool BlockTrials::shouldAsk(PieceIndex piece, PeerKey peer, MonotonicTime now) const
{
    const auto it = m_trials.find(piece);
    if (it == m_trials.end() || it->second.asked.contains(peer))
        return false;
    const auto busy = std::ranges::count_if(
        it->second.waiting, [&](const auto &waiting) { return now - waiting.second < m_settings.patience; });
    return std::cmp_less(busy, m_settings.askedAtOnce);
}

void BlockTrials::onAsked(PieceIndex piece, PeerKey peer, MonotonicTime now)
{
    const auto it = m_trials.find(piece);
    if (it == m_trials.end())
        return;
    it->second.asked.insert(peer);
    it->second.waiting.emplace(peer, now);
}

void BlockTrials::onRefused(PieceIndex piece, PeerKey peer)
{
    if (const auto it = m_trials.find(piece); it != m_trials.end())
        it->second.waiting.erase(peer);
}

void BlockTrials::onPeerGone(PeerKey peer)
{
    for (auto &[piece, trial] : m_trials)
        trial.waiting.erase(peer);
}

std::optional<std::vector<BlockTrials::BadBlock>> BlockTrials::onHashes(PieceIndex piece,
                                                                        std::span<const Sha256Digest> proven)
{
    const auto it = m_trials.find(piece);
    if (it == m_trials.end() || it->second.received.size() != proven.size())
        return std::nullopt;
    std::vector<BadBlock> bad;
    for (std::uint32_t i = 0; i < proven.size(); ++i)
        if (it->second.received[i] != proven[i])
            bad.push_back({.index = i, .sender = it->second.senders[i]});
    erase(it);
    return bad;
}

void BlockTrials::forget(PieceIndex piece)
{
    if (const auto it = m_trials.find(piece); it != m_trials.end())
        erase(it);
}

std::vector<PieceIndex> BlockTrials::takeUndecided(MonotonicTime now)
{
    std::vector<PieceIndex> undecided;
    for (auto it = m_trials.begin(); it != m_trials.end();) {
        const auto next = std::next(it);
        if (it->second.waiting.empty() || now - it->second.since >= m_settings.answerTime) {
            undecided.push_back(it->first);
            erase(it);
        }
        it = next;
    }
    return undecided;
}

std::vector<PieceIndex> BlockTrials::pieces() const
{
    std::vector<PieceIndex> pieces;
    for (const auto &[piece, trial] : m_trials)
        pieces.push_back(piece);
    return pieces;
}

void BlockTrials::erase(std::map<PieceIndex, Trial>::iterator it)
{
    m_blocks -= it->second.received.size();
    m_trials.erase(it);
}

} // namespace freshet
