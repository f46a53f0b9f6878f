// SPDX-License-Identifier: GPL-3.0-or-later
#include "SimMachine.h"

#include "SimEvents.h"
#include "SimSwarm.h"

#include <numeric>

namespace freshet {

namespace {

using namespace std::chrono_literals;

/// Pieces of peers that may be under way: their memory.
constexpr std::size_t maximumActive = 24;
constexpr std::chrono::nanoseconds tickInterval = 100ms;
constexpr std::chrono::nanoseconds hashTime = 1ms;
constexpr std::chrono::nanoseconds syncInterval = 1s;
constexpr std::uint64_t lanWindow = 256 * 1024;
constexpr std::size_t newPeerDepth = 32;
constexpr std::size_t smallestDepth = 8;

} // namespace

SimMachine::SimMachine(SimSwarm &swarm, SimHost &host, std::uint64_t rank)
    : m_swarm(swarm)
    , m_host(host)
    , m_life(host.lives)
    , m_rank(rank)
    , m_picker(swarm.geometry(), SiteRank{rank}, swarm.spec().pick)
    , m_uploads(swarm.spec().uploads)
    , m_verified(host.disk)
    , m_spoilt(swarm.geometry().blockCount())
    , m_filled(swarm.geometry().pieceCount(), 0)
    , m_underWay(swarm.geometry().blockCount(), 0)
    , m_useHttp(swarm.spec().useHttp)
{
    m_picker.setUseHttp(m_useHttp && host.fetches());
    host.disk.forEach([this](PieceIndex piece) { m_picker.onDurable(piece); });
}

SimMachine::~SimMachine() = default;

MonotonicTime SimMachine::now() const
{
    return m_swarm.now();
}

void SimMachine::begin()
{
    if (m_host.fetches() && !m_verified.isComplete()) {
        pumpHttp();
        if (const auto at = m_picker.firstRunAt(); at && *at > now())
            later(*at - now(), [](SimMachine &self) { self.pumpHttp(); });
        tick();
    } else if (m_host.nature == SimHost::Nature::Hoarder) {
        tick();
    }
}

void SimMachine::tick()
{
    if (m_verified.isComplete() && m_lanes.empty())
        return;
    if (m_host.nature == SimHost::Nature::Hoarder) {
        sayClaims(true);
    } else if (!m_paused) {
        m_picker.claims().expire(now());
        throwDropped();
        checkLanes();
        pumpAll();
        sayClaims(now() - m_saidAt >= 500ms);
    }
    later(tickInterval, [](SimMachine &self) { self.tick(); });
}

void SimMachine::end(bool silently)
{
    for (const auto &lane : m_lanes)
        lane->flow->close();
    for (Peer &peer : m_peers) {
        if (!peer.open)
            continue;
        peer.open = false;
        peer.flow->close();
        // A reset travels like any packet. Of a machine without power nothing comes; TCP gives up at last.
        const auto delay = silently ? std::chrono::nanoseconds{20s} : m_swarm.spec().lanLatency;
        simLater(m_swarm, *peer.far.host, delay, [key = peer.far.key, life = peer.far.life](SimMachine &other) {
            if (other.m_life == life)
                other.onDisconnected(key);
        });
    }
}

std::uint64_t SimMachine::pending() const
{
    std::uint64_t bytes = 0;
    for (const auto &lane : m_lanes)
        bytes += lane->filled;
    for (const PieceIndex piece : m_awaiting)
        bytes += m_swarm.geometry().pieceSize(piece).value();
    return bytes + std::accumulate(m_filled.begin(), m_filled.end(), std::uint64_t{0});
}

std::uint64_t SimMachine::unsyncedBytes() const
{
    std::uint64_t bytes = 0;
    for (const PieceIndex piece : m_unsynced)
        bytes += m_swarm.geometry().pieceSize(piece).value();
    return bytes;
}

// Connections

bool SimMachine::isConnectedTo(const SimHost &host) const
{
    return std::any_of(m_peers.begin(), m_peers.end(),
                       [&](const Peer &peer) { return peer.open && peer.far.host == &host; });
}

void SimMachine::onConnected(const FarEnd &far)
{
    const PeerKey key = nextKey();
    Peer peer;
    peer.far = far;
    peer.open = true;
    peer.near = far.host->site == m_host.site;
    peer.since = now();
    peer.rateSince = now();
    SimPath path = peer.near ? SimPath{&m_host.up, &far.host->down}
                             : SimPath{&m_host.up, &m_host.site->wanUp, &far.host->site->wanDown, &far.host->down};
    SimHost *from = &m_host;
    peer.flow = std::make_shared<SimFlow>(
        m_swarm.time(), std::move(path), lanWindow, peer.near ? nullptr : &m_host.site->wanUp,
        SimFlow::Hooks{.arrived =
                           [&swarm = m_swarm, from, far](const SimParcel &parcel) {
                               SimMachine *other = far.host->machine.get();
                               if (other && other->m_life == far.life && swarm.reaches(*from, *far.host))
                                   other->onParcel(far.key, parcel);
                           },
                       .hasRoom =
                           [from, life = m_life, key] {
                               if (SimMachine *self = from->machine.get(); self && self->m_life == life) {
                                   self->m_uploads.onBusy(key, false);
                                   self->pumpUploads();
                               }
                           }});
    m_peers.push_back(std::move(peer));
    ++m_open;
    const bool near = m_peers.back().near;
    m_openNear += near ? 1 : 0;
    m_picker.onPeer(key, near, now());
    m_uploads.onPeer(key, near ? 0 : 2);
    const bool pretends = m_host.nature == SimHost::Nature::Liar || m_host.nature == SimHost::Nature::Staller;
    const PieceSet pieces = pretends ? PieceSet(m_verified.size(), true) : m_verified;
    tell(key, [pieces](SimMachine &other, PeerKey at) { other.onPieces(at, pieces); });
    if (near && m_host.nature != SimHost::Nature::Hoarder) {
        const SiteClaim claim = statement();
        tell(key, [claim](SimMachine &other, PeerKey at) { other.onClaim(at, claim); });
    }
}

void SimMachine::onDisconnected(PeerKey key)
{
    Peer &peer = m_peers[key.value()];
    if (!peer.open)
        return;
    peer.open = false;
    --m_open;
    m_openNear -= peer.near ? 1 : 0;
    peer.flow->close();
    for (const BlockIndex block : std::exchange(peer.asked, {}))
        --m_underWay[block.value()];
    m_picker.onPeerGone(key);
    m_uploads.onPeerGone(key);
    throwDropped();
    pumpAll();
    pumpUploads();
}

void SimMachine::disconnectFromOtherHalf()
{
    for (std::size_t i = 0; i < m_peers.size(); ++i)
        if (m_peers[i].open && !m_swarm.reaches(m_host, *m_peers[i].far.host))
            onDisconnected(PeerKey{static_cast<std::uint32_t>(i)});
}

// Downloading from peers

void SimMachine::onPieces(PeerKey key, const PieceSet &pieces)
{
    m_picker.onPeerHas(key, pieces);
    m_picker.onChoked(key, false, now());
    checkLanes();
    pump(key);
}

void SimMachine::onHave(PeerKey key, PieceIndex piece)
{
    m_picker.onPeerHas(key, piece);
    checkLanes();
    pump(key);
}

std::size_t SimMachine::depth(const Peer &peer) const
{
    const double roundTrip = peer.near ? 0.001 : 0.020;
    const auto wanted =
        static_cast<std::size_t>(peer.rate * (2 * roundTrip + m_swarm.spec().depthTime) / blockLength.value());
    const bool isNew = peer.firstBlock == MonotonicTime::max() || now() - peer.firstBlock < 1s;
    return std::clamp<std::size_t>(wanted, isNew ? newPeerDepth : smallestDepth, 250);
}

void SimMachine::pump(PeerKey key)
{
    Peer &peer = m_peers[key.value()];
    if (!peer.open || m_paused || !m_host.fetches())
        return;
    std::vector<BlockIndex> blocks;
    const std::size_t activeBefore = m_picker.activePieces();
    const std::size_t depthNow = depth(peer);
    while (peer.asked.size() < depthNow) {
        const auto block = m_picker.nextBlock(key, now(), m_picker.activePieces() < maximumActive);
        sayCancels(); // of what the question made pointless
        if (!block)
            break;
        m_picker.onBlockRequested(key, *block, now());
        peer.asked.push_back(*block);
        blocks.push_back(*block);
        if (++m_underWay[block->value()] > 2)
            m_swarm.violate("a block is under way more than twice");
        if (m_verified.contains(m_swarm.geometry().pieceOf(*block)))
            m_swarm.violate("a proven piece is asked for");
    }
    if (m_picker.activePieces() > maximumActive)
        m_swarm.violate("more pieces under way than there is memory for");
    throwDropped();
    sayCancels();
    if (!peer.near && m_picker.activePieces() > activeBefore)
        sayClaims(false);
    if (!blocks.empty())
        tell(key, [blocks = std::move(blocks)](SimMachine &other, PeerKey at) { other.onRequests(at, blocks); });
}

void SimMachine::pumpAll()
{
    if (m_paused || !m_host.fetches() || m_verified.isComplete())
        return;
    for (std::size_t i = 0; i < m_peers.size(); ++i)
        if (m_peers[i].open)
            pump(PeerKey{static_cast<std::uint32_t>(i)});
    pumpHttp();
}

void SimMachine::forget(Peer &peer, BlockIndex block)
{
    if (std::erase(peer.asked, block) > 0)
        --m_underWay[block.value()];
}

void SimMachine::cancel(PeerKey key, BlockIndex block)
{
    Peer &peer = m_peers[key.value()];
    forget(peer, block);
    if (peer.unsaidCancels.empty())
        m_haveCancels.push_back(key);
    peer.unsaidCancels.push_back(block);
}

void SimMachine::sayCancels()
{
    for (const SwarmPicker::Cancel &moved : m_picker.takeCancels())
        if (m_peers[moved.peer.value()].open)
            cancel(moved.peer, moved.block);
    for (const PeerKey key : std::exchange(m_haveCancels, {}))
        tell(key, [blocks = std::exchange(m_peers[key.value()].unsaidCancels, {})](SimMachine &other, PeerKey at) {
            other.onCancels(at, blocks);
        });
}

void SimMachine::onParcel(PeerKey key, const SimParcel &parcel)
{
    Peer &peer = m_peers[key.value()];
    if (!peer.open)
        return;
    m_host.totals.received += parcel.bytes;
    peer.firstBlock = std::min(peer.firstBlock, now());
    peer.rateBytes += parcel.bytes;
    if (now() - peer.rateSince > 200ms) {
        const double fresh =
            static_cast<double>(peer.rateBytes) / std::chrono::duration<double>(now() - peer.rateSince).count();
        peer.rate = peer.rate == 0 ? fresh : 0.5 * (peer.rate + fresh);
        peer.rateBytes = 0;
        peer.rateSince = now();
    }
    for (std::size_t i = 0; i < parcel.count; ++i) {
        const BlockIndex block = parcel.blocks[i];
        const std::uint64_t size = m_swarm.geometry().blockSize(block).value();
        forget(peer, block);
        const BlockVerdict verdict = m_picker.onBlock(key, block, now());
        for (const PeerKey loser : verdict.cancelAt)
            cancel(loser, block);
        if (!verdict.wanted) {
            m_host.totals.wasted += size;
            continue;
        }
        const PieceIndex piece = m_swarm.geometry().pieceOf(block);
        m_filled[piece.value()] += size;
        m_spoilt.set(PieceIndex{block.value()}, parcel.corrupt);
        if (verdict.completesPiece)
            onPieceComplete(piece);
    }
    m_swarm.checkBooks(m_host);
    sayCancels();
    pump(key);
}

void SimMachine::onRejected(PeerKey key, const std::vector<BlockIndex> &blocks)
{
    for (const BlockIndex block : blocks) {
        forget(m_peers[key.value()], block);
        m_picker.onBlockRefused(key, block);
    }
    later(10ms, [](SimMachine &self) { self.pumpAll(); });
}

// Proof and disk

void SimMachine::throwDropped()
{
    for (const PieceIndex piece : m_picker.takeDropped()) {
        m_host.totals.wasted += std::exchange(m_filled[piece.value()], 0);
    }
}

void SimMachine::onPieceComplete(PieceIndex piece)
{
    m_filled[piece.value()] = 0;
    m_awaiting.insert(piece);
    later(hashTime, [piece](SimMachine &self) {
        if (self.badBlocks(piece).empty())
            self.onProven(piece);
        else
            self.onDisproven(piece);
    });
}

std::vector<std::uint32_t> SimMachine::badBlocks(PieceIndex piece) const
{
    const Geometry &geometry = m_swarm.geometry();
    const std::uint32_t first = geometry.firstBlockOf(piece).value();
    std::vector<std::uint32_t> bad;
    for (std::uint32_t i = 0; i < geometry.blocksPerPiece() && first + i < geometry.blockCount(); ++i)
        if (m_spoilt.contains(PieceIndex{first + i}))
            bad.push_back(i);
    return bad;
}

void SimMachine::onProven(PieceIndex piece)
{
    m_awaiting.erase(piece);
    if (!m_verified.insert(piece)) {
        m_swarm.violate("a piece is proven twice");
        return;
    }
    m_host.totals.useful += m_swarm.geometry().pieceSize(piece).value();
    m_unsynced.push_back(piece);
    m_swarm.checkBooks(m_host);
    for (std::size_t i = 0; i < m_peers.size(); ++i)
        if (m_peers[i].open)
            tell(PeerKey{static_cast<std::uint32_t>(i)},
                 [piece](SimMachine &other, PeerKey at) { other.onHave(at, piece); });
    sayClaims(false);
    if (m_verified.isComplete()) {
        m_host.finished = std::min(m_host.finished, now());
        m_swarm.expectMore(-1);
        sync();
    } else if (m_verified.count() >= m_host.diskPieces) {
        pause();
    } else if (!std::exchange(m_syncing, true)) {
        later(syncInterval, [](SimMachine &self) {
            self.m_syncing = false;
            self.sync();
        });
    }
}

void SimMachine::sync()
{
    for (const PieceIndex piece : std::exchange(m_unsynced, {})) {
        m_host.disk.insert(piece);
        m_picker.onDurable(piece);
    }
}

void SimMachine::onDisproven(PieceIndex piece)
{
    const std::vector<PeerKey> senders = m_picker.senders(piece);
    const bool single =
        !senders.empty()
        && std::count(senders.begin(), senders.end(), senders.front()) == static_cast<std::ptrdiff_t>(senders.size());
    if (!single && m_swarm.spec().leafProofs && senders.size() > 1) {
        // Somebody tells the block hashes, a round trip later.
        later(hashTime + 2 * m_swarm.spec().lanLatency, [piece](SimMachine &self) { self.onBlockHashes(piece); });
        return;
    }
    m_awaiting.erase(piece);
    m_host.totals.wasted += m_swarm.geometry().pieceSize(piece).value();
    if (single) {
        m_picker.onLost(piece);
        ban(senders.front());
    } else {
        m_picker.onLostSharedPiece(piece);
    }
    pumpAll();
}

void SimMachine::onBlockHashes(PieceIndex piece)
{
    const Geometry &geometry = m_swarm.geometry();
    const std::vector<PeerKey> senders = m_picker.senders(piece);
    std::vector<BlockTrials::BadBlock> bad;
    for (const std::uint32_t index : badBlocks(piece))
        bad.push_back({.index = index, .sender = senders[index]});
    m_awaiting.erase(piece);
    if (!m_picker.onBadBlocks(piece, bad)) {
        m_swarm.violate("a piece under trial is not there any more");
        return;
    }
    std::uint64_t badBytes = 0;
    for (const BlockTrials::BadBlock &block : bad)
        badBytes += geometry.blockSize(BlockIndex{geometry.firstBlockOf(piece).value() + block.index}).value();
    m_filled[piece.value()] = geometry.pieceSize(piece).value() - badBytes;
    m_host.totals.wasted += badBytes;
    for (const BlockTrials::BadBlock &block : bad)
        ban(block.sender);
    pumpAll();
}

void SimMachine::ban(PeerKey key)
{
    Peer &peer = m_peers[key.value()];
    if (!peer.open)
        return;
    for (const BlockIndex block : m_picker.discardBlocksOf(key)) {
        const std::uint64_t size = m_swarm.geometry().blockSize(block).value();
        m_filled[m_swarm.geometry().pieceOf(block).value()] -= size;
        m_host.totals.wasted += size;
    }
    m_banned.insert(peer.far.host->number);
    ++m_host.totals.bans;
    if (peer.far.host->nature != SimHost::Nature::Liar) {
        ++m_host.totals.honestBanned;
        m_swarm.violate("an honest peer is banned");
    }
    simLater(m_swarm, *peer.far.host, m_swarm.spec().lanLatency, [far = peer.far](SimMachine &other) {
        if (other.m_life == far.life)
            other.onDisconnected(far.key);
    });
    onDisconnected(key);
}

void SimMachine::pause()
{
    m_paused = true;
    for (const auto &lane : m_lanes)
        cut(*lane);
    m_lanes.clear();
    m_picker.setUseHttp(false);
    for (std::size_t i = 0; i < m_peers.size(); ++i) {
        const PeerKey key{static_cast<std::uint32_t>(i)};
        for (const BlockIndex block : std::vector(m_peers[i].asked)) {
            m_picker.onBlockRefused(key, block);
            cancel(key, block);
        }
    }
    sayCancels();
    sayClaims(false);
}

void SimMachine::resume()
{
    m_host.diskPieces = std::numeric_limits<std::uint32_t>::max();
    m_paused = false;
    m_picker.setUseHttp(m_useHttp);
    pumpAll();
}

// Uploading

void SimMachine::onRequests(PeerKey key, const std::vector<BlockIndex> &blocks)
{
    if (m_host.nature == SimHost::Nature::Staller)
        return;
    std::vector<BlockIndex> rejected;
    for (const BlockIndex block : blocks) {
        const bool lies = m_host.nature == SimHost::Nature::Liar;
        if ((!lies && !m_verified.contains(m_swarm.geometry().pieceOf(block))) || !m_uploads.onRequest(key, block))
            rejected.push_back(block);
    }
    if (!rejected.empty())
        tell(key, [rejected = std::move(rejected)](SimMachine &other, PeerKey at) { other.onRejected(at, rejected); });
    pumpUploads();
}

void SimMachine::onCancels(PeerKey key, const std::vector<BlockIndex> &blocks)
{
    for (const BlockIndex block : blocks)
        m_uploads.onCancel(key, block);
}

void SimMachine::pumpUploads()
{
    while (auto batch = m_uploads.next()) {
        const Peer &peer = m_peers[batch->peer.value()];
        SimParcel parcel;
        parcel.corrupt = m_host.nature == SimHost::Nature::Liar;
        for (std::size_t i = 0; i < batch->blocks.size(); ++i) {
            const BlockIndex block = batch->blocks[i];
            if (!parcel.corrupt && !m_verified.contains(m_swarm.geometry().pieceOf(block)))
                m_swarm.violate("bytes are released that are not proven");
            parcel.blocks[parcel.count++] = block;
            parcel.bytes += static_cast<std::uint32_t>(m_swarm.geometry().blockSize(block).value());
            if (parcel.count == SimParcel::maximumBlocks || i + 1 == batch->blocks.size()) {
                m_host.totals.uploaded += parcel.bytes;
                peer.flow->send(parcel);
                parcel.count = 0;
                parcel.bytes = 0;
            }
        }
        if (!peer.flow->hasRoom())
            m_uploads.onBusy(batch->peer, true);
    }
}

} // namespace freshet
