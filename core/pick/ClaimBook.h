// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/PieceSet.h"
#include "core/pick/PeerKey.h"
#include "core/pick/RunPicker.h"

#include <chrono>
#include <map>
#include <optional>
#include <vector>

namespace freshet {

/// What one machine of a site says it is fetching from beyond the LAN at the moment. Each statement replaces the one before.
struct SiteClaim {
    SiteRank origin;
    std::uint32_t sequence = 0;        ///< grows with every statement of the origin
    std::uint8_t hops = 0;             ///< 0: said by the origin itself
    bool willing = false;              ///< would fetch from beyond the LAN if there were something to fetch
    std::chrono::milliseconds lapse{}; ///< how long the statement holds from now on
    std::vector<PieceRun> runs;        ///< in the order in which they are fetched; empty: nothing

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
    static constexpr std::uint8_t maximumHops = 2;
    /// A piece that one origin claims for longer than this without anybody having it then is free again.
    static constexpr std::chrono::seconds longestClaim{20};
    static constexpr int maximumBrokenClaims = 3;

    ClaimBook(std::uint32_t pieceCount, SiteRank own);

    /// True if it says something new: to be passed on while hops < maximumHops.
    bool onClaim(PeerKey teller, const SiteClaim &claim, MonotonicTime now);
    void onPeerGone(PeerKey teller);
    /// Somebody nearby has the piece now, so its claim has been kept.
    void onDelivered(PieceIndex piece);
    /// Forgets what has lapsed. True if something was forgotten. Call it now and then, at the latest at nextLapse().
    bool expire(MonotonicTime now);
    [[nodiscard]] std::optional<MonotonicTime> nextLapse() const;

    /// Pieces that somebody else claims.
    [[nodiscard]] const PieceSet &claimed() const { return m_claimed; }
    struct Holder {
        SiteRank origin;
        bool isFirst = false;     ///< the piece is the one it is fetching just now
        std::uint32_t behind = 0; ///< pieces it fetches before that one
        MonotonicTime since;      ///< when it was first heard to claim the piece
    };
    /// The claimant of lowest rank.
    [[nodiscard]] std::optional<Holder> holder(PieceIndex piece) const;
    /// How many others fetch from beyond the LAN at this moment, and how many of them have a lower rank than `rank`.
    [[nodiscard]] std::size_t readers() const;
    [[nodiscard]] std::size_t readersBelow(SiteRank rank) const;
    /// Others of lower rank that would fetch if there were something to fetch, heard of at most `youngerThan` ago as newcomers.
    [[nodiscard]] std::size_t newcomersBelow(SiteRank rank, MonotonicTime now,
                                             std::chrono::milliseconds youngerThan) const;

private:
    struct Claimed {
        PieceIndex piece;
        MonotonicTime since;
    };
    struct Origin {
        PeerKey teller;
        std::uint32_t sequence = 0;
        std::uint8_t hops = 0;
        bool willing = false;
        MonotonicTime lapsesAt{};
        MonotonicTime firstHeard;
        int broken = 0;
        std::vector<Claimed> pieces{}; ///< in the order in which they are fetched
    };
    void rebuild();
    void drop(Origin &origin);

    SiteRank m_own;
    std::map<SiteRank, Origin> m_origins;
    PieceSet m_claimed;
    PieceSet m_delivered;
};

} // namespace freshet
