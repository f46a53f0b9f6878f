// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pick/ClaimBook.h"

#include <algorithm>

namespace freshet {

namespace {

/// Claims of one origin beyond this are not read: nobody has so much under way.
constexpr std::size_t maximumClaimedPieces = 1024;

} // namespace

ClaimBook::ClaimBook(std::uint32_t pieceCount, SiteRank own)
    : m_own(own)
    , m_claimed(pieceCount)
    , m_delivered(pieceCount)
{
}

bool ClaimBook::onClaim(PeerKey teller, const SiteClaim &claim, MonotonicTime now)
{
    if (claim.origin == m_own || claim.hops > maximumHops)
        return false;
    auto it = m_origins.find(claim.origin);
    if (it == m_origins.end()) {
        if (m_origins.size() >= maximumOrigins)
            return false;
        it = m_origins.emplace(claim.origin, Origin{.teller = teller, .firstHeard = now}).first;
    } else if (static_cast<std::int32_t>(claim.sequence - it->second.sequence) <= 0) {
        return false;
    }
    Origin &origin = it->second;
    // Who says it itself is believed before who passes it on; its connection tells when it is gone.
    if (claim.hops <= origin.hops || origin.lapsesAt <= now)
        origin.teller = teller;
    origin.hops = claim.hops;
    origin.sequence = claim.sequence;
    origin.willing = claim.willing && origin.broken < maximumBrokenClaims;
    origin.lapsesAt = now + std::clamp(claim.lapse, std::chrono::milliseconds{0}, longestLapse);

    std::vector<Claimed> pieces;
    if (origin.broken < maximumBrokenClaims) {
        const std::size_t runs = std::min(claim.runs.size(), maximumRuns);
        for (std::size_t i = 0; i < runs; ++i) {
            const std::uint64_t end = std::uint64_t{claim.runs[i].first.value()} + claim.runs[i].count;
            for (std::uint64_t p = claim.runs[i].first.value(); p < std::min<std::uint64_t>(end, m_claimed.size());
                 ++p) {
                const PieceIndex piece{static_cast<std::uint32_t>(p)};
                if (pieces.size() >= maximumClaimedPieces)
                    break;
                const auto before = std::find_if(origin.pieces.begin(), origin.pieces.end(),
                                                 [piece](const Claimed &c) { return c.piece == piece; });
                pieces.push_back({piece, before == origin.pieces.end() ? now : before->since});
            }
        }
    }
    origin.pieces = std::move(pieces);
    rebuild();
    return true;
}

void ClaimBook::onPeerGone(PeerKey teller)
{
    const std::size_t before = m_origins.size();
    std::erase_if(m_origins, [teller](const auto &entry) { return entry.second.teller == teller; });
    if (m_origins.size() != before)
        rebuild();
}

void ClaimBook::onDelivered(PieceIndex piece)
{
    m_delivered.insert(piece);
}

void ClaimBook::drop(Origin &origin)
{
    const bool kept = std::all_of(origin.pieces.begin(), origin.pieces.end(),
                                  [this](const Claimed &c) { return m_delivered.contains(c.piece); });
    if (!kept)
        ++origin.broken;
    origin.pieces.clear();
    origin.willing = false;
}

bool ClaimBook::expire(MonotonicTime now)
{
    bool changed = false;
    for (auto it = m_origins.begin(); it != m_origins.end();) {
        Origin &origin = it->second;
        const bool lapsed = origin.lapsesAt <= now;
        const bool endless = std::any_of(origin.pieces.begin(), origin.pieces.end(), [&](const Claimed &c) {
            return now - c.since > longestClaim && !m_delivered.contains(c.piece);
        });
        if ((lapsed || endless) && (!origin.pieces.empty() || origin.willing)) {
            drop(origin);
            changed = true;
        }
        // What is remembered of an origin is only whether it can be believed.
        if (lapsed && origin.broken == 0) {
            it = m_origins.erase(it);
            changed = true;
        } else {
            ++it;
        }
    }
    if (changed)
        rebuild();
    return changed;
}

std::optional<MonotonicTime> ClaimBook::nextLapse() const
{
    std::optional<MonotonicTime> next;
    for (const auto &[rank, origin] : m_origins)
        if ((!origin.pieces.empty() || origin.willing) && (!next || origin.lapsesAt < *next))
            next = origin.lapsesAt;
    return next;
}

void ClaimBook::rebuild()
{
    m_claimed = PieceSet(m_claimed.size());
    for (const auto &[rank, origin] : m_origins)
        for (const Claimed &claimed : origin.pieces)
            m_claimed.insert(claimed.piece);
}

std::optional<ClaimBook::Holder> ClaimBook::holder(PieceIndex piece) const
{
    if (!m_claimed.contains(piece))
        return std::nullopt;
    for (const auto &[rank, origin] : m_origins) {
        const auto it = std::find_if(origin.pieces.begin(), origin.pieces.end(),
                                     [piece](const Claimed &c) { return c.piece == piece; });
        if (it == origin.pieces.end())
            continue;
        const auto undelivered = std::count_if(origin.pieces.begin(), it,
                                               [this](const Claimed &c) { return !m_delivered.contains(c.piece); });
        return Holder{rank, undelivered == 0, static_cast<std::uint32_t>(undelivered), it->since};
    }
    return std::nullopt;
}

std::size_t ClaimBook::readers() const
{
    return static_cast<std::size_t>(
        std::count_if(m_origins.begin(), m_origins.end(), [](const auto &o) { return !o.second.pieces.empty(); }));
}

std::size_t ClaimBook::readersBelow(SiteRank rank) const
{
    return static_cast<std::size_t>(std::count_if(m_origins.begin(), m_origins.end(), [rank](const auto &o) {
        return o.first < rank && !o.second.pieces.empty();
    }));
}

std::size_t ClaimBook::newcomersBelow(SiteRank rank, MonotonicTime now, std::chrono::milliseconds youngerThan) const
{
    return static_cast<std::size_t>(std::count_if(m_origins.begin(), m_origins.end(), [&](const auto &o) {
        return o.first < rank && o.second.pieces.empty() && o.second.willing && now - o.second.firstHeard < youngerThan;
    }));
}

} // namespace freshet
