// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/swarm/ClaimExchange.h"

#include <algorithm>

namespace freshet {

ClaimExchange::ClaimExchange(SwarmPicker &board, const Clock &clock)
    : m_board(board)
    , m_clock(clock)
{
}

bool ClaimExchange::hasListeners() const
{
    return std::ranges::any_of(m_neighbours, [](const auto &entry) { return entry.second->link->speaksClaims(); });
}

void ClaimExchange::onPeer(SwarmPeer &peer)
{
    if (peer.isNear())
        m_neighbours.insert_or_assign(peer.key, &peer);
}

void ClaimExchange::onPeerGone(SwarmPeer &peer)
{
    m_neighbours.erase(peer.key);
}

void ClaimExchange::onExtensions(SwarmPeer &peer)
{
    if (!m_neighbours.contains(peer.key) || !peer.link->speaksClaims())
        return;
    SiteClaim claim = m_board.ownClaim();
    claim.sequence = ++m_sequence;
    claim.lapse = lapse;
    if (claim.willing)
        peer.link->sendClaims({.claims = {claim}});
}

void ClaimExchange::onClaims(SwarmPeer &peer, const ClaimMessage &message)
{
    if (!m_neighbours.contains(peer.key))
        return; // who is not of the site has nothing to say about its link
    const MonotonicTime now = m_clock.monotonic();
    for (SiteClaim claim : message.claims) {
        if (!m_board.claims().onClaim(peer.key, claim, now) || claim.hops >= ClaimBook::maximumHops
            || m_neighbours.size() < relayFrom)
            continue;
        ++claim.hops;
        tellAll(claim, &peer);
    }
}

void ClaimExchange::update(bool renew)
{
    const MonotonicTime now = m_clock.monotonic();
    SiteClaim claim = m_board.ownClaim();
    const bool due = renew && now - m_saidAt >= renewal && (claim.willing || !claim.runs.empty());
    if (!due && !claim.isNewsAfter(m_said))
        return;
    claim.sequence = ++m_sequence;
    claim.lapse = lapse;
    m_saidAt = now;
    m_said = claim;
    tellAll(claim, nullptr);
}

void ClaimExchange::tellAll(const SiteClaim &claim, const SwarmPeer *except)
{
    const ClaimMessage message{.claims = {claim}};
    for (const auto &[key, peer] : m_neighbours)
        if (peer != except && peer->link->speaksClaims())
            peer->link->sendClaims(message);
}

} // namespace freshet
