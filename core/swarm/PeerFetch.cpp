// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/swarm/PeerFetch.h"

#include "core/swarm/Swarm.h"

#include <QPointer>

#include <algorithm>
#include <cstring>

namespace freshet {

namespace {

/// How often is looked at what only time changes: claims, slow blocks, stalled peers.
constexpr std::chrono::milliseconds tickInterval{100};

} // namespace

PeerFetch::PeerFetch(Swarm &swarm, SwarmPicker &board, Store &store, ContentHandle content, const Geometry &geometry,
                     const Clock &clock)
    : m_swarm(swarm)
    , m_board(board)
    , m_store(store)
    , m_content(content)
    , m_geometry(geometry)
    , m_clock(clock)
    , m_exchange(board, clock)
{
    connect(&m_tick, &QTimer::timeout, this, &PeerFetch::tick);
    m_tick.start(tickInterval);
    m_swarm.setFetch(this);
    m_swarm.forEachPeer([this](SwarmPeer &peer) {
        onPeer(peer);
        if (!peer.link->isChoking())
            m_board.onChoked(peer.key, false, m_clock.monotonic());
        onExtensions(peer);
        onPieces(peer);
    });
}

void PeerFetch::setThrottle(Throttle &throttle, const Throttle::Download &what)
{
    m_throttle = &throttle;
    m_what = what;
}

PeerFetch::~PeerFetch()
{
    if (m_throttle)
        m_throttle->forget(*this);
    m_swarm.setFetch(nullptr);
    m_swarm.forEachPeer([](SwarmPeer &peer) {
        for (const RequestBook::Entry &entry : peer.link->outstandingBlocks())
            peer.link->cancel(entry.block);
        peer.link->setInterested(false);
    });
}

void PeerFetch::onPeer(SwarmPeer &peer)
{
    m_board.onPeer(peer.key, peer.isNear(), m_clock.monotonic());
    m_exchange.onPeer(peer);
}

void PeerFetch::onPeerGone(SwarmPeer &peer)
{
    giveBack(peer, Bytes{peer.link->outstanding() * blockLength.value()});
    m_exchange.onPeerGone(peer);
    m_board.onPeerGone(peer.key);
    m_trials.onPeerGone(peer.key);
    decideTrials();
    pumpAll();
    Q_EMIT boardChanged();
}

void PeerFetch::onExtensions(SwarmPeer &peer)
{
    m_exchange.onExtensions(peer);
}

void PeerFetch::onClaims(SwarmPeer &peer, const ClaimMessage &message)
{
    m_exchange.onClaims(peer, message);
    Q_EMIT boardChanged();
}

void PeerFetch::onPieces(SwarmPeer &peer)
{
    m_board.onPeerHas(peer.key, peer.link->pieces());
    updateInterest(peer);
    pump(peer);
    settle();
}

void PeerFetch::onHave(SwarmPeer &peer, PieceIndex piece)
{
    m_board.onPeerHas(peer.key, piece);
    if (!peer.link->amInterested())
        updateInterest(peer);
    pump(peer);
    settle();
}

void PeerFetch::updateInterest(SwarmPeer &peer)
{
    peer.link->setInterested(m_board.isInteresting(peer.key));
}

void PeerFetch::onChoked(SwarmPeer &peer)
{
    m_board.onChoked(peer.key, true, m_clock.monotonic());
    pumpAll();
}

void PeerFetch::onUnchoked(SwarmPeer &peer)
{
    m_board.onChoked(peer.key, false, m_clock.monotonic());
    pump(peer);
    settle();
}

void PeerFetch::onRejected(SwarmPeer &peer, BlockIndex block)
{
    giveBack(peer, m_geometry.blockSize(block));
    m_board.onBlockRefused(peer.key, block);
    settle();
}

Throttle::Download PeerFetch::flowOf(const SwarmPeer &peer) const
{
    Throttle::Download what = m_what;
    what.isLan = peer.isNear();
    return what;
}

/// A request is paid for when it is made, so that what comes in is even, however long it takes to come.
bool PeerFetch::takeBudget(const SwarmPeer &peer)
{
    return !m_throttle
           || m_throttle->take(flowOf(peer), blockLength, blockLength, *this, m_clock.monotonic()) > Bytes{};
}

void PeerFetch::giveBack(const SwarmPeer &peer, Bytes amount)
{
    if (m_throttle)
        m_throttle->giveBack(flowOf(peer), amount, m_clock.monotonic());
}

bool PeerFetch::haveBuffer(PieceIndex piece)
{
    if (m_buffers.contains(piece))
        return true;
    PieceBuffer buffer = m_store.pool().tryAcquire(static_cast<std::size_t>(m_geometry.pieceSize(piece).value()));
    m_starved = buffer.isNull();
    if (m_starved)
        return false;
    m_buffers.emplace(piece, std::move(buffer));
    return true;
}

void PeerFetch::pump(SwarmPeer &peer)
{
    if (peer.link->isClosed() || peer.link->isChoking())
        return;
    const MonotonicTime now = m_clock.monotonic();
    const std::size_t depth = peer.link->suggestedDepth();
    const std::size_t before = m_board.activePieces();
    // What comes from beyond the LAN is claimed before somebody else of the site asks for it.
    const auto claim = qScopeGuard([&] {
        if (!peer.isNear() && m_board.activePieces() > before)
            m_exchange.update(false);
    });
    while (peer.link->outstanding() < depth) {
        if (!takeBudget(peer))
            return;
        const auto block = m_board.nextBlock(peer.key, now, !m_starved);
        if (!block)
            return giveBack(peer, blockLength);
        const PieceIndex piece = m_geometry.pieceOf(*block);
        if (!haveBuffer(piece)) {
            m_board.onPieceDropped(piece);
            return giveBack(peer, blockLength);
        }
        if (!peer.link->request(*block))
            return giveBack(peer, blockLength);
        giveBack(peer, blockLength - m_geometry.blockSize(*block));
        m_board.onBlockRequested(peer.key, *block, now);
    }
}

void PeerFetch::pumpAll()
{
    m_swarm.forEachPeer([this](SwarmPeer &peer) { pump(peer); });
    settle();
}

void PeerFetch::settle()
{
    for (const SwarmPicker::Cancel &taken : m_board.takeCancels())
        if (SwarmPeer *peer = m_swarm.find(taken.peer)) {
            peer->link->cancel(taken.block);
            m_swarm.onPeerChanged(); // it may have stalled
        }
    for (const PieceIndex piece : m_board.takeDropped()) {
        waste(m_arrived[piece]);
        m_arrived.erase(piece);
        m_buffers.erase(piece);
    }
    for (const PickDecision &decision : m_board.takeDecisions())
        m_swarm.trace().onDecision(m_swarm.about(), decision, m_swarm.find(decision.peer),
                                   m_swarm.find(decision.other));
}

void PeerFetch::tellPiece(EventKind kind, PieceIndex piece, const std::vector<std::pair<PeerKey, PeerClass>> &blocks)
{
    std::vector<PeerKey> senders;
    for (const auto &[key, source] : blocks)
        if (std::find(senders.begin(), senders.end(), key) == senders.end())
            senders.push_back(key);
    const SwarmPeer *first = m_swarm.find(blocks.front().first);
    m_swarm.trace().onPiece(kind, m_swarm.about(), piece, m_geometry.pieceSize(piece), blocks.front().second,
                            first ? QString::fromStdString(first->listens.text()) : QString(), senders.size());
}

void PeerFetch::onBufferAvailable()
{
    if (std::exchange(m_starved, false))
        pumpAll();
}

void PeerFetch::countReceived(const SwarmPeer &peer, Bytes size)
{
    m_inFlight += size;
    Q_EMIT bytesReceived(peer.classified.peerClass, size);
    if (m_throttle)
        m_throttle->onReceived(flowOf(peer), size, m_clock.monotonic());
}

void PeerFetch::onWasted(const SwarmPeer &peer, Bytes amount)
{
    countReceived(peer, amount);
    waste(amount);
}

void PeerFetch::onBlock(SwarmPeer &peer, BlockIndex block, std::span<const std::byte> bytes)
{
    const Bytes size{bytes.size()};
    countReceived(peer, size);
    const BlockVerdict verdict = m_board.onBlock(peer.key, block, m_clock.monotonic());
    const PieceIndex piece = m_geometry.pieceOf(block);
    const auto buffer = m_buffers.find(piece);
    if (!verdict.wanted || buffer == m_buffers.end()) {
        waste(size);
        return;
    }
    const Bytes offset = m_geometry.blockOffset(block) - m_geometry.pieceOffset(piece);
    m_arrived[piece] += size;
    std::memcpy(buffer->second.bytes().data() + offset.value(), bytes.data(), bytes.size());
    for (const PeerKey loser : verdict.cancelAt)
        if (SwarmPeer *other = m_swarm.find(loser))
            other->link->cancel(block);
    if (!verdict.completesPiece)
        return;
    std::vector<std::pair<PeerKey, PeerClass>> senders;
    for (const PeerKey key : m_board.senders(piece)) {
        const SwarmPeer *sender = m_swarm.find(key);
        senders.emplace_back(key, sender ? sender->classified.peerClass : PeerClass::Internet);
    }
    m_submitted.insert_or_assign(piece, std::move(senders));
    m_arrived.erase(piece);
    PieceBuffer full = std::move(buffer->second);
    m_buffers.erase(buffer);
    m_store.submitPiece(m_content, piece, Unverified<PieceBuffer>(std::move(full)),
                        [self = QPointer(this), piece](std::shared_ptr<RejectedPiece> back) {
                            if (self)
                                self->onReturned(piece, std::move(back));
                        });
}

void PeerFetch::onBatchEnd(SwarmPeer &peer)
{
    pump(peer);
    settle();
}

void PeerFetch::waste(Bytes amount)
{
    m_inFlight -= std::min(amount, m_inFlight);
    Q_EMIT bytesWasted(amount);
}

bool PeerFetch::onPieceVerified(PieceIndex piece)
{
    const auto it = m_submitted.find(piece);
    if (it == m_submitted.end())
        return false;
    const BlockIndex first = m_geometry.firstBlockOf(piece);
    Bytes byClass[3];
    for (std::uint32_t i = 0; i < it->second.size(); ++i)
        byClass[static_cast<std::size_t>(it->second[i].second)] += m_geometry.blockSize(BlockIndex{first.value() + i});
    for (const PeerClass source : {PeerClass::Lan, PeerClass::Group, PeerClass::Internet})
        if (const Bytes amount = byClass[static_cast<std::size_t>(source)]; amount > Bytes{})
            Q_EMIT bytesUseful(source, amount);
    tellPiece(EventKind::PieceVerified, piece, it->second);
    return true;
}

bool PeerFetch::isReceiving() const
{
    bool receiving = false;
    m_swarm.forEachPeer([&](SwarmPeer &peer) { receiving = receiving || peer.link->outstanding() > 0; });
    return receiving;
}

void PeerFetch::onPieceDurable(PieceIndex piece)
{
    if (m_submitted.erase(piece) > 0)
        m_inFlight -= std::min(m_geometry.pieceSize(piece), m_inFlight);
    if (m_buffers.erase(piece) > 0)
        waste(m_arrived[piece]);
    m_arrived.erase(piece);
}

bool PeerFetch::onPieceDropped(PieceIndex piece)
{
    if (m_submitted.erase(piece) == 0)
        return false;
    m_inFlight -= std::min(m_geometry.pieceSize(piece), m_inFlight);
    pumpAll();
    return true;
}

void PeerFetch::tick()
{
    m_exchange.update(true);
    m_board.onTime(m_clock.monotonic());
    decideTrials();
    pumpAll();
    // A buffer whose piece somebody else has brought, or that the board has given up, is given back.
    std::erase_if(m_buffers, [this](const auto &entry) {
        if (m_board.isActive(entry.first))
            return false;
        waste(m_arrived[entry.first]);
        m_arrived.erase(entry.first);
        return true;
    });
    Q_EMIT boardChanged();
}

} // namespace freshet
