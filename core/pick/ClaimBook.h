// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/PieceSet.h"
#include "core/pick/PeerKey.h"
#include "core/pick/RunPicker.h"

#include <chrono>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace freshet {

/// What one machine of a site says it is fetching from beyond the LAN at the moment. Each statement replaces the one before.
struct SiteClaim {
    SiteRank origin;
    std::uint32_t sequence = 0;        ///< grows with every statement of the origin
    std::uint8_t hops = 0;             ///< 0: said by the origin itself
    bool willing = false;              ///< would fetch from beyond the LAN if there were something to fetch
    std::chrono::milliseconds lapse{}; ///< how long the statement holds from now on
    std::vector<PieceRun> runs;        ///< being fetched, each from its first piece on; empty: nothing
    /// Asked of peers beyond the LAN, in whose queues they wait: nothing has come yet.
    std::vector<PieceRun> waiting{};
    /// Fetched in the last seconds: being proven, or on its way through a site whose machines are not all connected with each other. And what has begun
    /// to come from a peer beyond the LAN.
    std::vector<PieceRun> fetched{};
    BytesPerSecond rate{}; ///< at which the origin fetches; 0: not known yet

    /// Whether it claims something that `before` did not, or the origin begins or ends to fetch: to be said at once.
    [[nodiscard]] bool isNewsAfter(const SiteClaim &before) const;

    bool operator==(const SiteClaim &) const = default;
};

/// Who of the site fetches what from beyond the LAN, as the others said. Pure: facts in, time as an argument.
///
/// Invariants: a statement holds until it lapses, its teller is gone, or a newer one of the same origin comes; an origin that lets what
/// it claimed lapse undelivered too often is not believed any more; memory is bounded by the caps below, whatever is said.
class ClaimBook {
public:
    static constexpr std::size_t maximumOrigins = 256;
    static constexpr std::size_t maximumRuns = 32; ///< of one statement; the rest is not read
    static constexpr std::chrono::milliseconds longestLapse{2000};
    static constexpr std::uint8_t maximumHops = 3;
    /// A piece that one origin claims for longer than this without anybody having it then is free again.
    static constexpr std::chrono::seconds longestClaim{20};
    /// Of one statement so much is believed: nobody has more under way in a site.
    static constexpr Bytes maximumClaimed = 16_MiB;
    /// Who claims and has delivered nothing for longer than this, or than three pieces take at its rate, is not counted as a reader.
    static constexpr std::chrono::seconds shortestPatience{3};
    static constexpr std::chrono::seconds longestPatience{12};
    static constexpr int maximumBrokenClaims = 3;

    ClaimBook(std::uint32_t pieceCount, SiteRank own, Bytes pieceLength = 1_MiB);

    /// True if it is new and claims something, or claims no longer what it did: to be passed on while hops < maximumHops, to some others
    /// (not to all, of whom each would hear it from all).
    bool onClaim(PeerKey teller, const SiteClaim &claim, MonotonicTime now);
    void onPeerGone(PeerKey teller);
    /// `by`, who is nearby, has the piece now, so its claim has been kept; who claimed it is at work only if it was the one to say so first.
    void onDelivered(PieceIndex piece, PeerKey by);
    /// Forgets what has lapsed. True if something was forgotten. Call it now and then, at the latest at nextLapse().
    bool expire(MonotonicTime now);
    [[nodiscard]] std::optional<MonotonicTime> nextLapse() const;

    /// Pieces that somebody else claims.
    [[nodiscard]] const PieceSet &claimed() const { return m_claimed; }
    struct Holder {
        SiteRank origin;
        bool isFirst =
            false; ///< the piece is one it is fetching just now, rather than one that it will fetch, or that waits
        std::uint32_t behind = 0; ///< pieces it fetches before that one
        MonotonicTime since;      ///< when it was first heard to claim the piece
        bool isFetched = false;   ///< it has it already, or it comes from a far peer, so it says
        BytesPerSecond rate{};    ///< of the claimant; 0: not known
    };
    /// Who has most right to it: who has fetched it, else who is fetching it just now, else the lowest rank.
    [[nodiscard]] std::optional<Holder> holder(PieceIndex piece) const;
    /// All who claim it, who was heard to do so first in front.
    [[nodiscard]] std::vector<Holder> claimants(PieceIndex piece) const;
    /// How many others fetch from beyond the LAN at this moment, and how many of them have a lower rank than `rank`. With a time: only those
    /// that deliver, or have only just begun.
    [[nodiscard]] std::size_t readers(std::optional<MonotonicTime> now = std::nullopt) const;
    [[nodiscard]] std::size_t readersBelow(SiteRank rank, std::optional<MonotonicTime> now = std::nullopt) const;
    /// How many others would fetch, or do; more than `atMost` are not counted.
    [[nodiscard]] std::size_t willing(MonotonicTime now, std::size_t atMost) const;
    /// How many of the machines that would fetch from beyond the LAN come before this one when it is about this piece: another order for each piece, the
    /// same for all of them (rendezvous hashing). Of those of lowest rank, at most `maximumTurns`.
    [[nodiscard]] std::size_t turnOf(PieceIndex piece, MonotonicTime now) const;
    static constexpr std::size_t maximumTurns = 16;
    /// The rates of those readers together, as they say.
    [[nodiscard]] BytesPerSecond readersRate(MonotonicTime now) const;
    /// Others of lower rank that would fetch if there were something to fetch, heard of at most `youngerThan` ago as newcomers.
    [[nodiscard]] std::size_t newcomersBelow(SiteRank rank, MonotonicTime now,
                                             std::chrono::milliseconds youngerThan) const;

private:
    struct Claimed {
        PieceIndex piece;
        MonotonicTime since;
        bool begins = false; ///< a run
        bool waits = false;  ///< in the queue of a peer
    };
    struct Origin {
        PeerKey teller;
        std::uint32_t sequence = 0;
        std::uint8_t hops = 0;
        bool willing = false;
        MonotonicTime lapsesAt{};
        MonotonicTime firstHeard;
        int broken = 0;
        BytesPerSecond rate{};
        MonotonicTime progress{};       ///< when it began to claim, or something it claimed was delivered last
        std::vector<Claimed> pieces{};  ///< being fetched
        std::vector<Claimed> fetched{}; ///< of `pieces`' kind, but there already
    };
    void take(std::vector<Claimed> &into, const std::vector<PieceRun> &runs, bool waits,
              const std::vector<Claimed> &known, MonotonicTime now) const;
    [[nodiscard]] bool isReading(const Origin &origin, std::optional<MonotonicTime> now) const;
    [[nodiscard]] std::optional<Holder> claimOf(SiteRank rank, const Origin &origin, PieceIndex piece) const;
    void rebuild();
    void unite();
    void drop(Origin &origin);

    SiteRank m_own;
    Bytes m_pieceLength;
    MonotonicTime m_now{}; ///< the latest time heard of
    std::map<SiteRank, Origin> m_origins;
    std::vector<std::pair<SiteRank, Origin *>> m_claiming; ///< those that claim anything, in ascending rank
    MonotonicTime m_checkAt = MonotonicTime::max();        ///< nothing lapses before
    MonotonicTime m_lastNewcomer{};
    PieceSet m_claimed;
    PieceSet m_delivered;
};

} // namespace freshet
