// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pick/SwarmPicker.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <utility>

namespace freshet {

namespace {

constexpr std::chrono::milliseconds recountInterval{250};
/// Blocks that a peer hands to its socket in one go.
constexpr std::ptrdiff_t servedTogether = 16;
/// A peer beyond the LAN that has begun a piece may be silent for so many times longer than one nearby before its blocks are asked for elsewhere too; and
/// blocks that are among the last that are missing may take so many times longer.
constexpr int farPatience = 10;
constexpr int lastPatience = 3;
/// A peer beyond the LAN, which serves more peers over a thinner link, counts as stalled after so many times longer.
constexpr int farStall = 3;
/// The penalty of a peer that stalls again and again is doubled so often.
constexpr std::uint32_t longestPenalty = 5;
/// A peer of the site that keeps us choked for longer than this is not waited for.
constexpr std::chrono::milliseconds chokePatience{2000};

} // namespace

SwarmPicker::SwarmPicker(const Geometry &geometry, SiteRank own, const PickSettings &settings)
    : m_geometry(geometry)
    , m_settings(settings)
    , m_own(own)
    , m_claims(geometry.pieceCount(), own, geometry.pieceLength())
    , m_states(geometry.pieceCount(), State::Missing)
    , m_unwanted(geometry.pieceCount())
    , m_toCome(geometry.pieceCount())
    , m_missing(geometry.pieceCount(), true)
    , m_http(geometry.pieceCount())
    , m_durable(geometry.pieceCount())
    , m_near(geometry.pieceCount())
    , m_nearCount(geometry.pieceCount(), 0)
    , m_availability(geometry.pieceCount(), 0)
    , m_availableAt(geometry.pieceCount())
    , m_alone(geometry.pieceCount())
    , m_overNear(geometry.pieceCount())
    , m_lapsed(geometry.pieceCount())
    , m_helping(geometry.pieceCount())
    , m_readers(settings.siteReaders)
    , m_provenReaders(settings.siteReaders)
{
}

void SwarmPicker::setWanted(const PieceSet &wanted)
{
    for (PieceIndex piece; piece.value() < m_geometry.pieceCount(); ++piece) {
        m_unwanted.set(piece, !wanted.contains(piece));
        if (at(piece) == State::Missing || at(piece) == State::Unwanted)
            set(piece, wanted.contains(piece) ? State::Missing : State::Unwanted);
    }
}

void SwarmPicker::set(PieceIndex piece, State state)
{
    m_toCome += isToCome(state) ? 1 : 0;
    m_toCome -= isToCome(at(piece)) ? 1 : 0;
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
    const PieceSet before = m_claims.claimed();
    m_claims.onPeerGone(peer);
    noteLapsed(before);
}

bool SwarmPicker::isUsable(const Peer &peer, MonotonicTime now) const
{
    if (now < peer.avoidedUntil)
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
    m_now = std::max(m_now, now);
    if (now - m_countedAt < recountInterval)
        return;
    m_countedAt = now;
    for (auto &[key, peer] : m_peers) {
        if (peer.owes > 0 && now - peer.lastBlock > m_settings.stalledAfter * (peer.near ? 1 : farStall))
            onStalled(key, peer, now);
        count(peer, isUsable(peer, now));
    }
    forgetFetched(now);
    giveWay();
}

void SwarmPicker::onStalled(PeerKey key, Peer &peer, MonotonicTime now)
{
    for (const auto &[piece, active] : m_active)
        for (std::uint32_t i = 0; i < active.blocks.size(); ++i)
            for (const Request &request : active.blocks[i].requests)
                if (request.peer == key)
                    m_cancels.push_back({key, BlockIndex{m_geometry.firstBlockOf(piece).value() + i}});
    releaseRequests(key, false);
    peer.stalls = std::min(peer.stalls + 1, longestPenalty);
    const auto penalty = m_settings.stallPenalty * (1 << (peer.stalls - 1));
    peer.avoidedUntil = now + penalty;
    decide({.kind = PickDecision::Kind::PeerStalled, .peer = key, .time = penalty});
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
        have.forEach([&](PieceIndex piece) { m_claims.onDelivered(piece, key); });
}

void SwarmPicker::onPeerHas(PeerKey key, PieceIndex piece)
{
    const auto it = m_peers.find(key);
    if (it == m_peers.end() || !it->second.have.insert(piece))
        return;
    if (it->second.counted) {
        if (m_availability[piece.value()]++ == 0)
            m_availableAt[piece.value()] = m_now;
        if (it->second.near) {
            ++m_nearCount[piece.value()];
            m_near.insert(piece);
        }
    }
    if (it->second.near)
        m_claims.onDelivered(piece, key);
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

bool SwarmPicker::isFarTurn(PieceIndex piece) const
{
    const auto age = m_now - m_availableAt[piece.value()];
    return age >= ClaimBook::maximumTurns * m_settings.farTurn
           || age >= m_claims.turnOf(piece, m_now) * m_settings.farTurn;
}

std::optional<PieceIndex> SwarmPicker::rarest(const Peer &peer) const
{
    // Every machine starts its search elsewhere, so that equally rare pieces spread over the site at once.
    const std::uint32_t words = m_missing.wordCount();
    const auto offset = m_settings.sequential ? 0 : static_cast<std::uint32_t>(m_own.value() % m_missing.size());
    std::optional<PieceIndex> best;
    std::uint16_t bestCount = 0;
    const auto consider = [&](std::uint32_t index, std::uint64_t mask) {
        std::uint64_t rest = m_missing.word(index) & peer.have.word(index) & mask;
        if (!peer.near && !m_starving) // what the site has or is about to have does not come over its link again
            rest &= ~(m_near.word(index) | m_claims.claimed().word(index));
        for (; rest != 0; rest &= rest - 1) {
            const PieceIndex piece{index * 64 + static_cast<std::uint32_t>(std::countr_zero(rest))};
            const std::uint16_t count = m_availability[piece.value()];
            if ((best && count >= bestCount) || std::ranges::find(m_dropped, piece) != m_dropped.end())
                continue;
            if (!peer.near && !isFarTurn(piece))
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

void SwarmPicker::Requests::add(const Request &request)
{
    assert(m_count < m_requests.size());
    m_requests[m_count++] = request;
}

std::optional<BlockIndex> SwarmPicker::blockOf(PieceIndex piece, Active &active) const
{
    while (!active.isAllAsked() && !active.blocks[active.firstFree].isFree())
        ++active.firstFree;
    if (active.isAllAsked())
        return std::nullopt;
    return BlockIndex{m_geometry.firstBlockOf(piece).value() + active.firstFree};
}

bool SwarmPicker::mayStartWith(const Peer &peer, MonotonicTime now) const
{
    if (peer.near)
        return true;
    if (!isAlone() && !isReader(now))
        return false;
    const auto waits = [this](const auto &entry) { return entry.second.arrived == 0 && isFar(entry.second); };
    return static_cast<std::uint32_t>(std::ranges::count_if(m_active, waits)) < m_settings.farWaiting;
}

std::optional<BlockIndex> SwarmPicker::nextBlock(PeerKey key, MonotonicTime now, bool mayStart)
{
    recount(now);
    const auto it = m_peers.find(key);
    if (it == m_peers.end() || it->second.choked || now < it->second.avoidedUntil)
        return std::nullopt;
    const Peer &peer = it->second;
    for (auto &[piece, active] : m_active)
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
    if (mayStart && (!peer.counted || peer.have.intersects(m_missing)) && mayStartWith(peer, now)) {
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

bool SwarmPicker::isQueued(const Request &request, MonotonicTime now, std::chrono::milliseconds silence) const
{
    const auto peer = m_peers.find(request.peer);
    if (peer == m_peers.end() || !peer->second.near)
        return false;
    return now - std::max(request.at, peer->second.lastBlock) > silence;
}

std::optional<BlockIndex> SwarmPicker::helpWith(PeerKey key, const Peer &peer, MonotonicTime now)
{
    // What the site has or is about to have does not come over its link again.
    const auto isOfSite = [&](PieceIndex piece) {
        return !peer.near && !m_starving && (m_near.contains(piece) || m_claims.claimed().contains(piece));
    };
    // From the far end, so that the owner and the helper meet in the middle. First what nobody has been asked for.
    for (auto &[piece, active] : m_active) {
        if (active.alone || active.isAllAsked() || active.owner == key || !peer.have.contains(piece) || isOfSite(piece))
            continue;
        for (auto i = static_cast<std::uint32_t>(active.blocks.size()); i-- > active.firstFree;)
            if (active.blocks[i].isFree())
                return BlockIndex{m_geometry.firstBlockOf(piece).value() + i};
        active.firstFree = static_cast<std::uint32_t>(active.blocks.size());
    }
    for (const auto &[piece, active] : m_active) {
        if (active.alone || !peer.have.contains(piece) || isOfSite(piece))
            continue;
        for (std::uint32_t i = static_cast<std::uint32_t>(active.blocks.size()); i-- > 0;)
            if (!active.blocks[i].here && mayMove(active, i, key, now))
                return BlockIndex{m_geometry.firstBlockOf(piece).value() + i};
    }
    return std::nullopt;
}

bool SwarmPicker::mayMove(const Active &active, std::uint32_t index, PeerKey to, MonotonicTime now) const
{
    const Block &block = active.blocks[index];
    if (block.requests.size() != 1 || block.requests.front().peer == to)
        return false;
    const Request &request = block.requests.front();
    const auto age = now - request.at;
    if (age <= std::min(m_settings.queuedAfter, m_settings.slowBlock))
        return false;
    if (age > m_settings.slowBlock) {
        // A peer behind two links is not slow because it serves others first: it has a queue, and what it sends twice costs both sites. What the site has
        // by now comes from there.
        const auto peer = m_peers.find(request.peer);
        if (peer == m_peers.end() || peer->second.near || !isFar(to))
            return true;
        if (m_missing.isEmpty())
            return age > lastPatience * m_settings.slowBlock;
        return active.arrived > 0
               && now - std::max(request.at, peer->second.lastBlock) > farPatience * m_settings.slowBlock;
    }
    if (!isQueued(request, now, m_settings.queuedAfter))
        return false;
    if (isQueued(request, now, 4 * m_settings.queuedAfter))
        return true;
    // What it would send first may be on its way.
    const auto sooner = std::count_if(active.blocks.begin(), active.blocks.begin() + index, [&](const Block &other) {
        return !other.here && !other.requests.empty() && other.requests.front().peer == request.peer;
    });
    return sooner >= servedTogether;
}

void SwarmPicker::onBlockRequested(PeerKey key, BlockIndex block, MonotonicTime now)
{
    const PieceIndex piece = m_geometry.pieceOf(block);
    const auto active = m_active.find(piece);
    const auto peer = m_peers.find(key);
    if (active == m_active.end() || peer == m_peers.end())
        return;
    const std::uint32_t index = block.value() - m_geometry.firstBlockOf(piece).value();
    auto &requests = active->second.blocks[index].requests;
    if (!requests.empty())
        decide({.kind = PickDecision::Kind::BlockMoved, .peer = key, .other = requests.front().peer, .piece = piece});
    // Who has not begun to answer is told at once, rather than sending in vain later; so is who would send over the site's link what comes from nearby.
    requests.removeIf([&](const Request &request) {
        const bool isBetter =
            isQueued(request, now, m_settings.queuedAfter) || (peer->second.near && isFar(request.peer));
        if (request.peer == key || !isBetter)
            return false;
        if (const auto other = m_peers.find(request.peer); other != m_peers.end() && other->second.owes > 0)
            --other->second.owes;
        m_cancels.push_back({request.peer, block});
        return true;
    });
    requests.add({key, now});
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
    active->second.blocks[index].requests.removeOf(key);
    active->second.firstFree = 0;
    if (active->second.owner == key)
        active->second.owner.reset();
}

BlockVerdict SwarmPicker::onBlock(PeerKey key, BlockIndex block, MonotonicTime now)
{
    const auto peer = m_peers.find(key);
    if (peer != m_peers.end()) {
        peer->second.lastBlock = now;
        peer->second.stalls = 0;
        peer->second.avoidedUntil = {};
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
    entry.requests.removeOf(key);
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
    m_peerBytes += m_geometry.blockSize(block);
    if (++active.arrived == active.blocks.size()) {
        verdict.completesPiece = true;
        std::vector<PeerKey> senders;
        senders.reserve(active.blocks.size());
        for (const Block &b : active.blocks)
            senders.push_back(b.sender);
        if (isFar(active))
            m_fetched.push_back({piece, m_now});
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

bool SwarmPicker::onBadBlocks(PieceIndex piece, const std::vector<BlockTrials::BadBlock> &bad)
{
    const auto senders = m_senders.find(piece);
    if (senders == m_senders.end() || at(piece) != State::Received)
        return false;
    Active active;
    active.blocks.resize(senders->second.size());
    for (std::uint32_t i = 0; i < active.blocks.size(); ++i) {
        active.blocks[i].here = true;
        active.blocks[i].sender = senders->second[i];
    }
    for (const BlockTrials::BadBlock &block : bad)
        active.blocks[block.index].here = false;
    active.arrived = static_cast<std::uint32_t>(active.blocks.size() - bad.size());
    m_senders.erase(senders);
    m_active.insert_or_assign(piece, std::move(active));
    set(piece, State::Peers);
    return true;
}

std::vector<BlockIndex> SwarmPicker::discardBlocksOf(PeerKey peer)
{
    std::vector<BlockIndex> discarded;
    for (auto &[piece, active] : m_active)
        for (std::uint32_t i = 0; i < active.blocks.size(); ++i) {
            Block &block = active.blocks[i];
            if (!block.here || block.sender != peer)
                continue;
            block.here = false;
            active.firstFree = 0;
            --active.arrived;
            discarded.push_back(BlockIndex{m_geometry.firstBlockOf(piece).value() + i});
        }
    return discarded;
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
        active.firstFree = 0;
        for (Block &block : active.blocks)
            block.requests.removeOf(key);
        if (active.owner == key)
            active.owner.reset();
        const auto mayGoOn = [&](const auto &peer) {
            return peer.first != key && peer.second.have.contains(it->first);
        };
        const bool isOrphan = gone && !active.owner && active.arrived > 0 && std::ranges::none_of(m_peers, mayGoOn);
        if (isOrphan || (active.alone && !active.owner && active.arrived > 0)) {
            // Nobody is left to bring the rest; or it is of one sender or nothing, and what that one sent is of no use to the next.
            m_dropped.push_back(it->first);
            set(it->first, State::Missing);
            it = m_active.erase(it);
            continue;
        }
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

std::string SwarmPicker::picture() const
{
    std::string text;
    for (const State state : m_states)
        text.push_back(".rp+#-"[static_cast<std::size_t>(state)]);
    return text;
}

} // namespace freshet
