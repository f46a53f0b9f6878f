// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/PieceSet.h"
#include "core/meta/Geometry.h"
#include "core/pick/BlockTrials.h"
#include "core/pick/ClaimBook.h"
#include "core/pick/PeerKey.h"
#include "core/pick/PickDecision.h"
#include "core/pick/RunPicker.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace freshet {

struct PickSettings {
    /// Machines of a site that read from beyond the LAN side by side. More of them lose bytes in the queue of the link they share.
    std::uint32_t siteReaders = 4;
    /// Twice as many are tried now and then, up to this, and kept if they bring more (an origin that limits each connection).
    std::uint32_t maximumSiteReaders = 16;
    std::chrono::milliseconds readerTrial{2000};
    std::chrono::milliseconds readerTrialPause{15000};
    /// When peers bring less than this, what they have is fetched over HTTP as well, as if nobody nearby had it.
    BytesPerSecond minimumPeerRate{128 * 1024};
    std::chrono::milliseconds peerRateSpan{4000}; ///< over which it is measured
    /// A newcomer of lower rank is given so long to begin reading before somebody else does in its place.
    std::chrono::milliseconds newcomerPatience{300};
    /// A claim may be helped out from its far end when it is older than this and nothing else is left to fetch.
    std::chrono::milliseconds claimHelpAfter{1500};
    /// Of peers beyond the LAN a machine asks for at most so many pieces before the first of them has begun to come: what waits in their queues
    /// is bound, and comes late.
    std::uint32_t farWaiting = 4;
    /// A block that is asked for may be asked for elsewhere too after so long, when the other peer has nothing better to do.
    std::chrono::milliseconds slowBlock{500};
    /// A peer that owes blocks and delivered nothing for so long counts as if it had nothing.
    std::chrono::milliseconds stalledAfter{3000};
    /// In a site a request covers what comes in about this time, so that claims are short.
    std::chrono::milliseconds siteRun{700};
    /// So long after its start a machine that knows nobody yet may still find its site: until then it takes single pieces at random places,
    /// one after the other, so that a site that starts at once does not begin with copies of the same; and in the first 40 % of it not all begin, but those of lowest
    /// rank first. 0: nobody is looked for.
    std::chrono::milliseconds discoveryTime{0};
    /// What was fetched from beyond the LAN stays claimed for so long, until it has reached those who are not connected with this machine.
    std::chrono::milliseconds fetchedLinger{4000};
    /// What peers beyond the LAN begin to have, one machine of the site after the other may ask for, each so much later than the one before; and so they
    /// begin to help.
    std::chrono::milliseconds farTurn{150};
    /// A near peer that owes blocks and has sent nothing for so long is serving others first: who has them too may be asked.
    std::chrono::milliseconds queuedAfter{40};
    /// A peer that stalled is not relied on for so long, twice as long each further time.
    std::chrono::milliseconds stallPenalty{3000};
    bool sequential = false; ///< in content order rather than rarest first
    bool useHttp = true;     ///< false: ranged sources are never asked
};

/// What is to be thought of a block that arrived.
struct BlockVerdict {
    bool wanted = false;           ///< false: throw it away, it counts as wasted
    bool completesPiece = false;   ///< every block of its piece is here now
    std::vector<PeerKey> cancelAt; ///< asked for the same block; not needed any more
};

/// Which block from which peer, and which run over HTTP: one board for all sources of a content. Pure.
///
/// Rarest first among pieces that nobody is fetching; over HTTP (and other ways beyond the LAN) only what no machine of the site has or
/// claims. A piece is with one source; another helps when that one is slow, and the loser is told to stop. Invariants: a piece is in
/// exactly one state; a durable piece is never asked for unless it is reported lost; a block is under way at most twice.
/// Non-duty: connections, bytes, proof, which peers there are.
class SwarmPicker final : public RunPicker {
public:
    SwarmPicker(const Geometry &geometry, SiteRank own, const PickSettings &settings = {});
    /// Only `wanted` is fetched from now on, whatever else is missing. Of the content's size. Before anything else is told but what is durable.
    void setWanted(const PieceSet &wanted);

    // Peers. `near`: of this site.
    void onPeer(PeerKey peer, bool near, MonotonicTime now);
    void onPeerGone(PeerKey peer);
    /// Replaces what it had. `have` is of the content's size.
    void onPeerHas(PeerKey peer, const PieceSet &have);
    void onPeerHas(PeerKey peer, PieceIndex piece);
    void onChoked(PeerKey peer, bool choked, MonotonicTime now);

    /// Time has passed: who stalled is noticed even if nothing is asked of anybody.
    void onTime(MonotonicTime now) { recount(now); }

    /// What others of the site claim. Facts about claims go to the book directly.
    [[nodiscard]] ClaimBook &claims() { return m_claims; }
    [[nodiscard]] const ClaimBook &claims() const { return m_claims; }
    /// What this machine fetches from beyond the LAN; sequence and lapse are for the teller to fill in.
    [[nodiscard]] SiteClaim ownClaim() const;
    void onHttpRate(BytesPerSecond rate) { m_httpRate = rate; }
    /// See PickSettings: from now on.
    void setMinimumPeerRate(BytesPerSecond rate) { m_settings.minimumPeerRate = rate; }
    /// Ranged sources may be used from now on, or not.
    void setUseHttp(bool use) { m_settings.useHttp = use; }

    /// A request for a block that has become pointless: the peer is to be told (cancel), and it does not count any more.
    struct Cancel {
        PeerKey peer;
        BlockIndex block;
    };
    /// Those since the last call. Ask after anything that may have moved requests: nextBlock, onBlockRequested, nextRun.
    [[nodiscard]] std::vector<Cancel> takeCancels() { return std::exchange(m_cancels, {}); }
    /// Pieces under way whose blocks are to be thrown away since the last call: their only sender left, or the site brings them. No peer is asked for them
    /// again before that. Ask after anything that may have moved requests, or when a peer left, choked or refused.
    [[nodiscard]] std::vector<PieceIndex> takeDropped() { return std::exchange(m_dropped, {}); }

    /// Decisions since the last call that are worth telling; further ones than maximumDecisions are not kept.
    [[nodiscard]] std::vector<PickDecision> takeDecisions() { return std::exchange(m_decisions, {}); }
    static constexpr std::size_t maximumDecisions = 256;

    // Blocks of peers.
    /// The next block to ask `peer` for. `mayStart`: there is memory for one more piece.
    [[nodiscard]] std::optional<BlockIndex> nextBlock(PeerKey peer, MonotonicTime now, bool mayStart);
    void onBlockRequested(PeerKey peer, BlockIndex block, MonotonicTime now);
    /// The peer will not send it.
    void onBlockRefused(PeerKey peer, BlockIndex block);
    [[nodiscard]] BlockVerdict onBlock(PeerKey peer, BlockIndex block, MonotonicTime now);
    /// Who sent each block of a piece that is complete and not yet durable; empty if it did not come from peers.
    [[nodiscard]] std::vector<PeerKey> senders(PieceIndex piece) const;
    /// A piece of several senders failed its proof: fetch it again from one peer alone, so that the next failure convicts.
    void onLostSharedPiece(PieceIndex piece);
    /// Of a piece that failed its proof only these blocks were bad: the others are kept, these are fetched again, from
    /// whoever. False, and nothing changed, if the piece is not one that peers have just brought.
    bool onBadBlocks(PieceIndex piece, const std::vector<BlockTrials::BadBlock> &bad);
    /// The peer sent bad blocks: what it has brought of pieces under way is fetched again as well. These blocks are to be thrown away.
    [[nodiscard]] std::vector<BlockIndex> discardBlocksOf(PeerKey peer);
    /// The memory of a piece under way is gone.
    void onPieceDropped(PieceIndex piece);
    /// Pieces that peers are bringing.
    [[nodiscard]] std::size_t activePieces() const { return m_active.size(); }
    [[nodiscard]] bool isActive(PieceIndex piece) const { return m_active.contains(piece); }
    /// Is the peer of any use: does it have something that is missing here?
    [[nodiscard]] bool isInteresting(PeerKey peer) const;
    /// Until when nothing is asked of a peer because it stalled; nothing when it did not, or that is over.
    [[nodiscard]] std::optional<MonotonicTime> avoidedUntil(PeerKey peer, MonotonicTime now) const
    {
        const auto it = m_peers.find(peer);
        return it == m_peers.end() || it->second.avoidedUntil <= now ? std::nullopt
                                                                     : std::optional(it->second.avoidedUntil);
    }
    [[nodiscard]] bool hasPeers() const { return !m_peers.empty(); }
    /// Whether somebody near has it, or says that it is fetching it.
    [[nodiscard]] bool isNearby(PieceIndex piece) const
    {
        return m_near.contains(piece) || m_claims.claimed().contains(piece);
    }

    // RunPicker
    [[nodiscard]] std::optional<PieceRun> nextRun(std::uint32_t maximumCount, std::uint32_t lanes,
                                                  MonotonicTime now) override;
    void onRequested(PieceRun run) override;
    void onAbandoned(PieceRun run) override;
    void onReceived(PieceIndex piece) override;
    void onLost(PieceIndex piece) override;
    void onDurable(PieceIndex piece) override;
    /// False as well for a piece of this machine's run that it has not begun and somebody else of the site fetches with more right.
    [[nodiscard]] bool isWanted(PieceIndex piece) const override;
    [[nodiscard]] bool sharesLink() const override { return !isAlone(); }
    [[nodiscard]] bool isDurable(PieceIndex piece) const override { return at(piece) == State::Durable; }
    [[nodiscard]] std::uint32_t missing() const override { return m_missing.count(); }
    [[nodiscard]] std::uint32_t requested() const override { return m_http.count(); }
    [[nodiscard]] const PieceSet &have() const { return m_durable; }
    /// Whether this machine fetches over HTTP, on purpose, what others of the site fetch or have too.
    [[nodiscard]] bool isHelping(PieceIndex piece) const
    {
        return m_helping.contains(piece) || m_overNear.contains(piece);
    }
    /// Whether nothing that is wanted is to come any more.
    [[nodiscard]] bool isDone() const { return m_toCome == 0; }
    /// Whether this machine is among those that may read from beyond the LAN now.
    [[nodiscard]] bool isReader(MonotonicTime now) const;
    /// When this machine may ask ranged sources for the first time: not all of a site at once. Set by the first nextRun().
    [[nodiscard]] std::optional<MonotonicTime> firstRunAt() const;

    /// One character per piece: '.' missing, 'r' over HTTP, 'p' from peers, '+' received, '#' durable, '-' missing and unwanted.
    [[nodiscard]] std::string picture() const;

private:
    enum class State : std::uint8_t { Missing, Http, Peers, Received, Durable, Unwanted };
    struct Peer {
        bool near = false;
        bool choked = true;
        bool counted = false; ///< in m_availability and m_nearCount
        MonotonicTime since;
        MonotonicTime chokedSince;
        MonotonicTime lastBlock; ///< or when it began to owe
        std::uint32_t owes = 0;
        std::uint32_t stalls = 0;     ///< since it last delivered
        MonotonicTime avoidedUntil{}; ///< having stalled
        PieceSet have;
    };
    struct Request {
        PeerKey peer;
        MonotonicTime at;
    };
    /// Of one block, at most two. In place: there is a block for each 16 KiB that is under way.
    class Requests {
    public:
        [[nodiscard]] std::size_t size() const { return m_count; }
        [[nodiscard]] bool empty() const { return m_count == 0; }
        [[nodiscard]] const Request &front() const { return m_requests.front(); }
        [[nodiscard]] auto begin() const { return m_requests.begin(); }
        [[nodiscard]] auto end() const { return m_requests.begin() + m_count; }
        void add(const Request &request);
        template <typename Which>
        void removeIf(Which which)
        {
            m_count = static_cast<std::uint8_t>(std::remove_if(m_requests.begin(), m_requests.begin() + m_count, which)
                                                - m_requests.begin());
        }
        void removeOf(PeerKey peer)
        {
            removeIf([peer](const Request &request) { return request.peer == peer; });
        }

    private:
        std::array<Request, 2> m_requests;
        std::uint8_t m_count = 0;
    };
    struct Block {
        bool here = false;
        PeerKey sender;
        Requests requests;
        [[nodiscard]] bool isFree() const { return !here && requests.empty(); }
    };
    struct Active {
        std::optional<PeerKey> owner;
        bool alone = false;          ///< of one sender only
        std::uint32_t firstFree = 0; ///< every block before it is here or asked for
        std::vector<Block> blocks;
        std::uint32_t arrived = 0;
        [[nodiscard]] bool isAllAsked() const { return firstFree == blocks.size(); }
    };

    static bool isToCome(State state) { return state != State::Durable && state != State::Unwanted; }
    [[nodiscard]] State at(PieceIndex piece) const { return m_states[piece.value()]; }
    void set(PieceIndex piece, State state);
    [[nodiscard]] bool isUsable(const Peer &peer, MonotonicTime now) const;
    void count(Peer &peer, bool on);
    void recount(MonotonicTime now);
    [[nodiscard]] std::optional<PieceIndex> rarest(const Peer &peer) const;
    /// Whether it is this machine's turn to ask a peer beyond the LAN for it.
    [[nodiscard]] bool isFarTurn(PieceIndex piece) const;
    /// Whether a piece may be begun with the peer, as far as it is about who else would bring it.
    [[nodiscard]] bool mayStartWith(const Peer &peer, MonotonicTime now) const;
    [[nodiscard]] std::optional<BlockIndex> blockOf(PieceIndex piece, Active &active) const;
    [[nodiscard]] std::optional<BlockIndex> helpWith(PeerKey key, const Peer &peer, MonotonicTime now);
    [[nodiscard]] bool isQueued(const Request &request, MonotonicTime now, std::chrono::milliseconds silence) const;
    [[nodiscard]] bool mayMove(const Active &active, std::uint32_t index, PeerKey to, MonotonicTime now) const;
    void onStalled(PeerKey key, Peer &peer, MonotonicTime now);
    void decide(const PickDecision &decision);
    /// `before`: what others claimed until somebody fell silent or left.
    void noteLapsed(const PieceSet &before);
    void noteTakeOvers(PieceRun run);
    void releaseRequests(PeerKey peer, bool gone);
    [[nodiscard]] bool isAlone() const;
    [[nodiscard]] bool hasFarPeers() const;
    [[nodiscard]] std::optional<PieceRun> runAlone(std::uint32_t maximumCount, std::uint32_t lanes, MonotonicTime now);
    [[nodiscard]] bool isBegun(PieceIndex piece) const;
    [[nodiscard]] std::size_t readerLimit() const { return m_readers; }
    void forgetFetched(MonotonicTime now);
    /// Requests over HTTP that are under way, and how many this machine may have in its site.
    [[nodiscard]] std::size_t ownRuns() const;
    [[nodiscard]] std::size_t runsOfReader(MonotonicTime now) const;
    /// Whether it comes from a peer beyond the LAN.
    [[nodiscard]] bool isFar(PeerKey peer) const;
    [[nodiscard]] bool isFar(const Active &active) const { return active.owner && isFar(*active.owner); }
    /// What somebody of the site has, or fetches with more right, and has not begun to come from a far peer is left to the site.
    void giveWay();
    /// A piece that waits in the queue of a far peer, nothing of it having come: an idle link brings it sooner, at no cost.
    [[nodiscard]] std::optional<PieceRun> waitingFarRun(MonotonicTime now) const;
    void adaptReaders(MonotonicTime now);
    void measurePeers(MonotonicTime now);
    [[nodiscard]] std::optional<PieceRun> starvedRun();
    void giveUp(PieceIndex piece);
    /// Of 64 pieces those that nobody of the site has, claims or fetches; `beyondPeers`: nor a peer beyond the LAN has.
    [[nodiscard]] std::uint64_t freeWord(std::uint32_t index, bool beyondPeers) const;
    [[nodiscard]] std::uint32_t longestRun(std::uint32_t maximumCount) const;
    /// What to read next over HTTP of what is free.
    [[nodiscard]] std::optional<PieceRun> freeRun(std::uint32_t longest) const;
    [[nodiscard]] PieceRun anyGap(std::uint32_t free, bool beyondPeers) const;
    [[nodiscard]] PieceRun largeGap(std::uint32_t free) const;
    [[nodiscard]] std::optional<PieceRun> claimToHelp(MonotonicTime now) const;
    /// Whether a claim should have been kept by now.
    [[nodiscard]] bool isLate(const ClaimBook::Holder &holder, MonotonicTime now) const;

    Geometry m_geometry;
    PickSettings m_settings;
    SiteRank m_own;
    ClaimBook m_claims;
    std::vector<State> m_states;
    PieceSet m_unwanted; ///< durable ones too
    std::uint32_t m_toCome;
    PieceSet m_missing;
    PieceSet m_http;
    PieceSet m_durable;
    PieceSet m_near; ///< some usable peer of the site has it
    std::vector<std::uint16_t> m_nearCount;
    std::vector<std::uint16_t> m_availability; ///< usable peers that have it
    std::vector<MonotonicTime> m_availableAt;  ///< when the first of them told that it has it now
    std::unordered_map<PeerKey, Peer> m_peers;
    std::map<PieceIndex, Active> m_active;
    std::map<PieceIndex, std::vector<PeerKey>> m_senders; ///< of received pieces
    PieceSet m_alone;                                     ///< to be fetched from one peer alone
    std::vector<Cancel> m_cancels;
    std::vector<PieceIndex> m_dropped;
    std::vector<PickDecision> m_decisions;
    PieceSet m_overNear; ///< of m_http: what peers nearby have too, but do not bring
    PieceSet m_lapsed;   ///< claimed by somebody who fell silent or left without delivering
    PieceSet m_helping;  ///< of m_http: what somebody else claims too, on purpose
    struct Fetched {
        PieceIndex piece;
        MonotonicTime at;
    };
    std::vector<Fetched> m_fetched; ///< over HTTP in the last seconds, oldest first
    std::optional<MonotonicTime> m_began;
    MonotonicTime m_now{}; ///< the latest time heard of
    BytesPerSecond m_httpRate;
    std::uint32_t m_readers;       ///< how many may read now
    std::uint32_t m_provenReaders; ///< more than so many were not seen to bring more
    double m_provenRate = 0;       ///< of the site, bytes per second, with so many
    MonotonicTime m_trialAt{};     ///< when the next trial begins, or this one ends
    Bytes m_peerBytes{};           ///< since m_measuredAt
    MonotonicTime m_measuredAt{};
    bool m_starving = false;
    MonotonicTime m_countedAt;
};

} // namespace freshet
