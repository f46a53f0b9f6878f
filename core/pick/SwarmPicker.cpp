// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pick/SwarmPicker.h"

#include <algorithm>
#include <bit>

namespace freshet {

namespace {

constexpr std::chrono::milliseconds recountInterval{250};
/// A peer of the site that keeps us choked for longer than this is not waited for.
constexpr std::chrono::milliseconds chokePatience{2000};
/// Runs of a site are at most so long, however fast the source is.
constexpr Bytes longestSiteRun = 8_MiB;

} // namespace

SwarmPicker::SwarmPicker(const Geometry &geometry, SiteRank own, const PickSettings &settings)
    : m_geometry(geometry)
    , m_settings(settings)
    , m_own(own)
    , m_claims(geometry.pieceCount(), own)
    , m_states(geometry.pieceCount(), State::Missing)
    , m_missing(geometry.pieceCount(), true)
    , m_http(geometry.pieceCount())
    , m_durable(geometry.pieceCount())
    , m_near(geometry.pieceCount())
    , m_nearCount(geometry.pieceCount(), 0)
    , m_availability(geometry.pieceCount(), 0)
    , m_alone(geometry.pieceCount())
{
}

void SwarmPicker::set(PieceIndex piece, State state)
{
    m_states[piece.value()] = state;
    m_missing.set(piece, state == State::Missing);
    m_http.set(piece, state == State::Http);
    m_durable.set(piece, state == State::Durable);
}

// Peers

void SwarmPicker::onPeer(PeerKey peer, bool near, MonotonicTime now)
{
    Peer fresh;
    fresh.near = near;
    fresh.since = now;
    fresh.chokedSince = now;
    fresh.lastBlock = now;
    fresh.have = PieceSet(m_geometry.pieceCount());
    m_peers.insert_or_assign(peer, std::move(fresh));
    count(m_peers.at(peer), isUsable(m_peers.at(peer), now));
}

void SwarmPicker::onPeerGone(PeerKey peer)
{
    const auto it = m_peers.find(peer);
    if (it == m_peers.end())
        return;
    count(it->second, false);
    releaseRequests(peer, true);
    m_peers.erase(it);
    m_claims.onPeerGone(peer);
}

bool SwarmPicker::isUsable(const Peer &peer, MonotonicTime now) const
{
    if (peer.owes > 0 && now - peer.lastBlock > m_settings.stalledAfter)
        return false;
    return !peer.choked || (peer.near && now - peer.chokedSince < chokePatience);
}

void SwarmPicker::count(Peer &peer, bool on)
{
    if (peer.counted == on)
        return;
    peer.counted = on;
    peer.have.forEach([&](PieceIndex piece) {
        m_availability[piece.value()] = static_cast<std::uint16_t>(m_availability[piece.value()] + (on ? 1 : -1));
        if (!peer.near)
            return;
        std::uint16_t &near = m_nearCount[piece.value()];
        near = static_cast<std::uint16_t>(near + (on ? 1 : -1));
        m_near.set(piece, near > 0);
    });
}

void SwarmPicker::recount(MonotonicTime now)
{
    if (now - m_countedAt < recountInterval)
        return;
    m_countedAt = now;
    for (auto &[key, peer] : m_peers)
        count(peer, isUsable(peer, now));
}

void SwarmPicker::onPeerHas(PeerKey key, const PieceSet &have)
{
    const auto it = m_peers.find(key);
    if (it == m_peers.end() || have.size() != m_geometry.pieceCount())
        return;
    const bool counted = it->second.counted;
    count(it->second, false);
    it->second.have = have;
    count(it->second, counted);
    if (it->second.near)
        have.forEach([this](PieceIndex piece) { m_claims.onDelivered(piece); });
}

void SwarmPicker::onPeerHas(PeerKey key, PieceIndex piece)
{
    const auto it = m_peers.find(key);
    if (it == m_peers.end() || !it->second.have.insert(piece))
        return;
    if (it->second.counted) {
        ++m_availability[piece.value()];
        if (it->second.near) {
            ++m_nearCount[piece.value()];
            m_near.insert(piece);
        }
    }
    if (it->second.near)
        m_claims.onDelivered(piece);
}

void SwarmPicker::onChoked(PeerKey key, bool choked, MonotonicTime now)
{
    const auto it = m_peers.find(key);
    if (it == m_peers.end())
        return;
    if (choked && !it->second.choked)
        it->second.chokedSince = now;
    it->second.choked = choked;
    if (choked)
        releaseRequests(key, false);
    count(it->second, isUsable(it->second, now));
}

bool SwarmPicker::isInteresting(PeerKey key) const
{
    const auto it = m_peers.find(key);
    if (it == m_peers.end())
        return false;
    if (it->second.have.intersects(m_missing) || it->second.have.intersects(m_http))
        return true;
    return std::any_of(m_active.begin(), m_active.end(),
                       [&](const auto &active) { return it->second.have.contains(active.first); });
}

// Blocks

std::optional<PieceIndex> SwarmPicker::rarest(const Peer &peer) const
{
    // Every machine starts its search elsewhere, so that equally rare pieces spread over the site at once.
    const std::uint32_t words = m_missing.wordCount();
    const auto offset = m_settings.sequential ? 0 : static_cast<std::uint32_t>(m_own.value() % m_missing.size());
    std::optional<PieceIndex> best;
    std::uint16_t bestCount = 0;
    const auto consider = [&](std::uint32_t index, std::uint64_t mask) {
        for (std::uint64_t rest = m_missing.word(index) & peer.have.word(index) & mask; rest != 0; rest &= rest - 1) {
            const PieceIndex piece{index * 64 + static_cast<std::uint32_t>(std::countr_zero(rest))};
            const std::uint16_t count = m_availability[piece.value()];
            if (best && count >= bestCount)
                continue;
            best = piece;
            bestCount = count;
            if (m_settings.sequential)
                return;
        }
    };
    const std::uint32_t first = offset / 64;
    const std::uint64_t upper = ~std::uint64_t{0} << (offset % 64);
    consider(first, upper);
    for (std::uint32_t i = 1; i < words && !(best && (bestCount <= 1 || m_settings.sequential)); ++i)
        consider((first + i) % words, ~std::uint64_t{0});
    if (!best || (bestCount > 1 && !m_settings.sequential))
        consider(first, ~upper);
    return best;
}

std::optional<BlockIndex> SwarmPicker::blockOf(PieceIndex piece, const Active &active) const
{
    for (std::uint32_t i = 0; i < active.blocks.size(); ++i)
        if (!active.blocks[i].here && active.blocks[i].requests.empty())
            return BlockIndex{m_geometry.firstBlockOf(piece).value() + i};
    return std::nullopt;
}

std::optional<BlockIndex> SwarmPicker::nextBlock(PeerKey key, MonotonicTime now, bool mayStart)
{
    recount(now);
    const auto it = m_peers.find(key);
    if (it == m_peers.end() || it->second.choked)
        return std::nullopt;
    const Peer &peer = it->second;
    for (const auto &[piece, active] : m_active)
        if (active.owner == key)
            if (const auto block = blockOf(piece, active))
                return block;
    for (auto &[piece, active] : m_active) {
        if (active.owner || !peer.have.contains(piece))
            continue;
        if (active.alone && active.arrived > 0 && active.blocks.front().sender != key)
            continue; // its memory is given back first
        active.owner = key;
        if (const auto block = blockOf(piece, active))
            return block;
    }
    if (mayStart && (!peer.counted || peer.have.intersects(m_missing))) {
        if (const auto piece = rarest(peer)) {
            Active active;
            active.owner = key;
            active.alone = m_alone.contains(*piece);
            const Bytes size = m_geometry.pieceSize(*piece);
            active.blocks.resize((size.value() + blockLength.value() - 1) / blockLength.value());
            m_active.emplace(*piece, std::move(active));
            set(*piece, State::Peers);
            return m_geometry.firstBlockOf(*piece);
        }
    }
    return helpWith(key, peer, now);
}

std::optional<BlockIndex> SwarmPicker::helpWith(PeerKey key, const Peer &peer, MonotonicTime now)
{
    // From the far end, so that the owner and the helper meet in the middle.
    const auto helps = [&](const Active &active, const Block &block) {
        if (block.here || block.requests.size() > 1)
            return false;
        if (block.requests.empty())
            return active.owner != key;
        return block.requests.front().peer != key && now - block.requests.front().at > m_settings.slowBlock;
    };
    for (const auto &[piece, active] : m_active) {
        if (active.alone || !peer.have.contains(piece))
            continue;
        for (std::size_t i = active.blocks.size(); i-- > 0;)
            if (helps(active, active.blocks[i]))
                return BlockIndex{m_geometry.firstBlockOf(piece).value() + static_cast<std::uint32_t>(i)};
    }
    return std::nullopt;
}

void SwarmPicker::onBlockRequested(PeerKey key, BlockIndex block, MonotonicTime now)
{
    const PieceIndex piece = m_geometry.pieceOf(block);
    const auto active = m_active.find(piece);
    const auto peer = m_peers.find(key);
    if (active == m_active.end() || peer == m_peers.end())
        return;
    const std::uint32_t index = block.value() - m_geometry.firstBlockOf(piece).value();
    active->second.blocks[index].requests.push_back({key, now});
    if (peer->second.owes++ == 0)
        peer->second.lastBlock = now;
}

void SwarmPicker::onBlockRefused(PeerKey key, BlockIndex block)
{
    const PieceIndex piece = m_geometry.pieceOf(block);
    if (const auto peer = m_peers.find(key); peer != m_peers.end() && peer->second.owes > 0)
        --peer->second.owes;
    const auto active = m_active.find(piece);
    if (active == m_active.end())
        return;
    const std::uint32_t index = block.value() - m_geometry.firstBlockOf(piece).value();
    std::erase_if(active->second.blocks[index].requests, [key](const Request &r) { return r.peer == key; });
    if (active->second.owner == key)
        active->second.owner.reset();
}

BlockVerdict SwarmPicker::onBlock(PeerKey key, BlockIndex block, MonotonicTime now)
{
    const auto peer = m_peers.find(key);
    if (peer != m_peers.end()) {
        peer->second.lastBlock = now;
        if (peer->second.owes > 0)
            --peer->second.owes;
    }
    BlockVerdict verdict;
    const PieceIndex piece = m_geometry.pieceOf(block);
    const auto it = m_active.find(piece);
    if (it == m_active.end())
        return verdict;
    Active &active = it->second;
    Block &entry = active.blocks[block.value() - m_geometry.firstBlockOf(piece).value()];
    std::erase_if(entry.requests, [key](const Request &r) { return r.peer == key; });
    if (entry.here)
        return verdict;
    entry.here = true;
    entry.sender = key;
    for (const Request &request : std::exchange(entry.requests, {})) {
        verdict.cancelAt.push_back(request.peer);
        if (const auto other = m_peers.find(request.peer); other != m_peers.end() && other->second.owes > 0)
            --other->second.owes;
    }
    verdict.wanted = true;
    if (++active.arrived == active.blocks.size()) {
        verdict.completesPiece = true;
        std::vector<PeerKey> senders;
        senders.reserve(active.blocks.size());
        for (const Block &b : active.blocks)
            senders.push_back(b.sender);
        m_senders.insert_or_assign(piece, std::move(senders));
        m_active.erase(it);
        set(piece, State::Received);
    }
    return verdict;
}

std::vector<PeerKey> SwarmPicker::senders(PieceIndex piece) const
{
    const auto it = m_senders.find(piece);
    return it == m_senders.end() ? std::vector<PeerKey>{} : it->second;
}

void SwarmPicker::onLostSharedPiece(PieceIndex piece)
{
    m_alone.insert(piece);
    onLost(piece);
}

void SwarmPicker::onPieceDropped(PieceIndex piece)
{
    const auto it = m_active.find(piece);
    if (it == m_active.end())
        return;
    for (const Block &block : it->second.blocks)
        for (const Request &request : block.requests)
            if (const auto peer = m_peers.find(request.peer); peer != m_peers.end() && peer->second.owes > 0)
                --peer->second.owes;
    m_active.erase(it);
    set(piece, State::Missing);
}

void SwarmPicker::releaseRequests(PeerKey key, bool gone)
{
    for (auto it = m_active.begin(); it != m_active.end();) {
        Active &active = it->second;
        for (Block &block : active.blocks)
            std::erase_if(block.requests, [key](const Request &r) { return r.peer == key; });
        if (active.owner == key)
            active.owner.reset();
        const bool untouched = active.arrived == 0 && !active.owner
                               && std::all_of(active.blocks.begin(), active.blocks.end(),
                                              [](const Block &b) { return b.requests.empty(); });
        if (untouched) {
            set(it->first, State::Missing);
            it = m_active.erase(it);
        } else {
            ++it;
        }
    }
    if (const auto peer = m_peers.find(key); peer != m_peers.end() && !gone)
        peer->second.owes = 0;
}

// Beyond the LAN

bool SwarmPicker::isReader(MonotonicTime now) const
{
    return m_claims.readersBelow(m_own) + m_claims.newcomersBelow(m_own, now, m_settings.newcomerPatience)
           < m_settings.siteReaders;
}

std::optional<PieceRun> SwarmPicker::nextRun(std::uint32_t maximumCount, std::uint32_t lanes, MonotonicTime now)
{
    recount(now);
    m_claims.expire(now);
    if (!m_settings.useHttp || maximumCount == 0 || m_missing.isEmpty())
        return std::nullopt;
    const bool inSite = std::any_of(m_peers.begin(), m_peers.end(), [](const auto &p) { return p.second.near; });
    if (!inSite) {
        // Alone: in content order, in even shares at the end.
        const std::uint32_t share = (missing() + std::max(lanes, 1U) - 1) / std::max(lanes, 1U);
        const std::uint32_t longest = std::min(maximumCount, share);
        std::optional<PieceRun> run;
        m_missing.forEach([&](PieceIndex piece) {
            if (!run)
                run = PieceRun{piece, 1};
            else if (piece.value() == run->first.value() + run->count && run->count < longest)
                ++run->count;
        });
        return run;
    }
    if (!isReader(now))
        return std::nullopt;
    const std::uint64_t atRate = m_httpRate.value() * static_cast<std::uint64_t>(m_settings.siteRun.count()) / 1000;
    const std::uint64_t pieces = std::min(atRate, longestSiteRun.value()) / m_geometry.pieceLength().value();
    const auto longest = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(pieces, 1, maximumCount));
    if (const auto run = largestGap(longest))
        return run;
    return claimToHelp(now);
}

std::optional<PieceRun> SwarmPicker::largestGap(std::uint32_t longest) const
{
    std::uint32_t free = 0;
    PieceRun gap;
    PieceRun current;
    const PieceSet &claimed = m_claims.claimed();
    for (std::uint32_t i = 0; i < m_missing.wordCount(); ++i) {
        std::uint64_t rest = m_missing.word(i) & ~m_near.word(i) & ~claimed.word(i);
        for (; rest != 0; rest &= rest - 1) {
            const PieceIndex piece{i * 64 + static_cast<std::uint32_t>(std::countr_zero(rest))};
            ++free;
            if (current.count > 0 && piece.value() == current.first.value() + current.count)
                ++current.count;
            else
                current = {piece, 1};
            if (current.count > gap.count)
                gap = current;
        }
    }
    if (gap.count == 0)
        return std::nullopt;
    if (!m_settings.sequential) {
        const bool everything = gap.count == m_missing.size();
        const bool followed = gap.first.value() > 0
                              && (m_http.contains(PieceIndex{gap.first.value() - 1})
                                  || claimed.contains(PieceIndex{gap.first.value() - 1}));
        // Where everything is free, or somebody reads towards the gap, two would meet at its start.
        std::uint32_t skip = 0;
        if (everything)
            skip = static_cast<std::uint32_t>(m_own.value() % gap.count);
        else if (followed)
            skip = gap.count / 2;
        gap.first += PieceIndex{skip};
        gap.count -= skip;
    }
    const auto readers = static_cast<std::uint32_t>(m_claims.readers()) + 1;
    const std::uint32_t share = std::max(free / (2 * readers), 1U);
    gap.count = std::min({gap.count, longest, share});
    return gap;
}

std::optional<PieceRun> SwarmPicker::claimToHelp(MonotonicTime now) const
{
    std::optional<PieceRun> help;
    std::uint32_t behind = 0;
    m_claims.claimed().forEach([&](PieceIndex piece) {
        if (!m_missing.contains(piece) || m_near.contains(piece))
            return;
        const auto holder = m_claims.holder(piece);
        if (holder && !holder->isFirst && holder->behind > behind && now - holder->since > m_settings.claimHelpAfter) {
            behind = holder->behind;
            help = PieceRun{piece, 1};
        }
    });
    return help;
}

SiteClaim SwarmPicker::ownClaim() const
{
    SiteClaim claim;
    claim.origin = m_own;
    claim.willing = m_settings.useHttp && !m_durable.isComplete();
    m_http.forEach([&](PieceIndex piece) {
        if (!claim.runs.empty() && piece.value() == claim.runs.back().first.value() + claim.runs.back().count)
            ++claim.runs.back().count;
        else if (claim.runs.size() < ClaimBook::maximumRuns)
            claim.runs.push_back({piece, 1});
    });
    return claim;
}

void SwarmPicker::onRequested(PieceRun run)
{
    for (std::uint32_t i = 0; i < run.count; ++i) {
        const PieceIndex piece{run.first.value() + i};
        if (at(piece) == State::Missing)
            set(piece, State::Http);
    }
}

void SwarmPicker::onAbandoned(PieceRun run)
{
    for (std::uint32_t i = 0; i < run.count; ++i) {
        const PieceIndex piece{run.first.value() + i};
        if (at(piece) == State::Http)
            set(piece, State::Missing);
    }
}

void SwarmPicker::onReceived(PieceIndex piece)
{
    if (at(piece) == State::Durable)
        return;
    if (at(piece) == State::Peers)
        onPieceDropped(piece);
    set(piece, State::Received);
}

void SwarmPicker::onLost(PieceIndex piece)
{
    m_senders.erase(piece);
    m_active.erase(piece);
    set(piece, State::Missing);
}

void SwarmPicker::onDurable(PieceIndex piece)
{
    m_senders.erase(piece);
    m_active.erase(piece);
    m_alone.remove(piece);
    set(piece, State::Durable);
}

bool SwarmPicker::isWanted(PieceIndex piece) const
{
    if (at(piece) != State::Missing && at(piece) != State::Http)
        return false;
    if (m_near.contains(piece))
        return false;
    const auto holder = m_claims.holder(piece);
    return !holder || (!holder->isFirst && m_own < holder->origin);
}

std::string SwarmPicker::picture() const
{
    std::string text;
    for (const State state : m_states)
        text.push_back(".rp+#"[static_cast<std::size_t>(state)]);
    return text;
}

} // namespace freshet
