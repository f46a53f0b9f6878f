// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/TraceEvent.h"
#include "core/pick/BlockTrials.h"
#include "core/pick/SwarmPicker.h"
#include "core/policy/Throttle.h"
#include "core/store/Store.h"
#include "core/swarm/ClaimExchange.h"
#include "core/swarm/SwarmPeer.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace freshet {

class Swarm;

/// Fetches pieces of one content from its peers and hands them to the store; tells the site what is fetched beyond the LAN. Shares the
/// board with the content's HTTP source. Invariants: a block goes into the buffer of its piece or nowhere; a peer is banned only if it sent a
/// block that has not the hash it should have, or alone all of a piece that failed its proof.
class PeerFetch final : public QObject, private Throttle::Waiter {
    Q_OBJECT

public:
    /// All of these outlive it. `board` knows what is durable already.
    PeerFetch(Swarm &swarm, SwarmPicker &board, Store &store, ContentHandle content, const Geometry &geometry,
              const Clock &clock);
    ~PeerFetch() override;

    /// Limits what is asked for; outlives it. Without one there are no limits.
    void setThrottle(Throttle &throttle, const Throttle::Download &what);

    // From the swarm.
    void onPeer(SwarmPeer &peer);
    void onPeerGone(SwarmPeer &peer);
    void onPieces(SwarmPeer &peer);
    void onHave(SwarmPeer &peer, PieceIndex piece);
    void onChoked(SwarmPeer &peer);
    void onUnchoked(SwarmPeer &peer);
    void onBlock(SwarmPeer &peer, BlockIndex block, std::span<const std::byte> bytes);
    void onRejected(SwarmPeer &peer, BlockIndex block);
    /// What had been cancelled came nevertheless.
    void onWasted(const SwarmPeer &peer, Bytes amount);
    void onClaims(SwarmPeer &peer, const ClaimMessage &message);
    void onExtensions(SwarmPeer &peer);
    /// Proven block hashes of a piece that a peer was asked for.
    void onHashes(SwarmPeer &peer, PieceIndex piece, std::span<const Sha256Digest> hashes);
    void onHashesRejected(SwarmPeer &peer, PieceIndex piece);
    void onBatchEnd(SwarmPeer &peer);

    // From the owner: facts of the store, of any source's pieces.
    void onBufferAvailable();
    /// True if the piece came from peers.
    bool onPieceVerified(PieceIndex piece);
    bool onPieceRejected(PieceIndex piece);
    void onPieceDurable(PieceIndex piece);
    bool onPieceDropped(PieceIndex piece);
    /// The HTTP source began or ended something: claims may have to be told.
    void onBoardChanged()
    {
        settle();
        m_exchange.update(false);
    }

    [[nodiscard]] Bytes inFlight() const { return m_inFlight; }
    /// Somebody owes us blocks.
    [[nodiscard]] bool isReceiving() const;
    /// See SwarmPicker.
    [[nodiscard]] std::optional<MonotonicTime> avoidedUntil(PeerKey peer, MonotonicTime now) const
    {
        return m_board.avoidedUntil(peer, now);
    }
    /// Somebody nearby hears what this machine fetches from beyond the LAN.
    [[nodiscard]] bool tellsSite() const { return m_exchange.hasListeners(); }
    [[nodiscard]] bool waitsForDisk() const { return m_starved; }

Q_SIGNALS:
    void bytesReceived(freshet::PeerClass source, freshet::Bytes amount);
    void bytesWasted(freshet::Bytes amount);
    /// Proven bytes of one source class.
    void bytesUseful(freshet::PeerClass source, freshet::Bytes amount);
    /// Other sources may have something to do now, or nothing any more.
    void boardChanged();

private:
    void onThrottleOpen() override { pumpAll(); }
    [[nodiscard]] bool takeBudget(const SwarmPeer &peer);
    void giveBack(const SwarmPeer &peer, Bytes amount);
    [[nodiscard]] Throttle::Download flowOf(const SwarmPeer &peer) const;
    void pump(SwarmPeer &peer);
    void pumpAll();
    void tick();
    /// The board took requests or pieces back: the peers are told, the memory is given back.
    void settle();
    void updateInterest(SwarmPeer &peer);
    [[nodiscard]] bool haveBuffer(PieceIndex piece);
    void countReceived(const SwarmPeer &peer, Bytes size);
    void waste(Bytes amount);
    void tellPiece(EventKind kind, PieceIndex piece, const std::vector<std::pair<PeerKey, PeerClass>> &blocks);
    void onReturned(PieceIndex piece, std::shared_ptr<RejectedPiece> back);
    [[nodiscard]] bool tryBlocks(PieceIndex piece, const std::vector<PeerKey> &senders);
    void askForHashes(PieceIndex piece);
    void keepGoodBlocks(PieceIndex piece, const std::vector<BlockTrials::BadBlock> &bad);
    [[nodiscard]] Bytes sizeOf(PieceIndex piece, const BlockTrials::BadBlock &block) const;
    void decideTrials();
    void fetchAgain(PieceIndex piece, bool shared);
    void convict(PeerKey liar, PieceIndex piece, Bytes bad);

    Swarm &m_swarm;
    SwarmPicker &m_board;
    Store &m_store;
    ContentHandle m_content;
    Geometry m_geometry;
    const Clock &m_clock;
    Throttle *m_throttle = nullptr;
    Throttle::Download m_what;
    ClaimExchange m_exchange;
    std::map<PieceIndex, PieceBuffer> m_buffers;                                  ///< of pieces under way
    std::map<PieceIndex, std::vector<std::pair<PeerKey, PeerClass>>> m_submitted; ///< block by block, until durable
    std::map<PieceIndex, Bytes> m_arrived;                                        ///< of pieces under way
    BlockTrials m_trials;                                                         ///< of pieces that failed their proof
    std::shared_ptr<RejectedPiece> m_returned;    ///< of the piece whose rejection is told next
    std::map<PieceIndex, PieceBuffer> m_suspects; ///< what came of pieces under trial, as far as there is memory for it
    Bytes m_inFlight;
    QTimer m_tick;
    bool m_starved = false; ///< the pool refused a buffer
};

} // namespace freshet
