// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pick/ClaimBook.h"

#include "core/pick/Mixed.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr std::size_t maximumClaimedPieces = 1024;
/// Nobody fetches faster from beyond a LAN.
constexpr BytesPerSecond plausibleRate{10'000'000'000};

std::uint64_t mixed(SiteRank rank, PieceIndex piece)
{
    return freshet::mixed(rank.value() ^ (piece.value() * 0x9e3779b97f4a7c15U));
}

} // namespace

bool SiteClaim::isNewsAfter(const SiteClaim &before) const
{
    const auto isNew = [](const std::vector<PieceRun> &now, const std::vector<PieceRun> &then) {
        return now.empty() != then.empty() || !std::ranges::all_of(now, [&then](const PieceRun &run) {
                   return std::ranges::any_of(then, [&run](const PieceRun &r) {
                       return r.first <= run.first && run.first.value() + run.count <= r.first.value() + r.count;
                   });
               });
    };
    return willing != before.willing || isNew(runs, before.runs) || isNew(waiting, before.waiting);
}

ClaimBook::ClaimBook(std::uint32_t pieceCount, SiteRank own, Bytes pieceLength)
    : m_own(own)
    , m_pieceLength(pieceLength)
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
        m_lastNewcomer = std::max(m_lastNewcomer, now);
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

    origin.rate = std::min(claim.rate, plausibleRate);
    m_now = std::max(m_now, now);
    std::vector<Claimed> pieces;
    std::vector<Claimed> fetched;
    if (origin.broken < maximumBrokenClaims) {
        std::vector<Claimed> known = origin.pieces;
        known.insert(known.end(), origin.fetched.begin(), origin.fetched.end());
        take(pieces, claim.runs, false, known, now);
        take(pieces, claim.waiting, true, known, now);
        take(fetched, claim.fetched, false, known, now);
    }
    const bool brought = std::ranges::any_of(fetched, [&](const Claimed &c) {
        return std::ranges::find(origin.fetched, c.piece, &Claimed::piece) == origin.fetched.end();
    });
    if (origin.pieces.empty() || brought)
        origin.progress = now;
    const auto same = [](const std::vector<Claimed> &a, const std::vector<Claimed> &b) {
        return std::ranges::equal(a, b, [](const Claimed &one, const Claimed &other) {
            return one.piece == other.piece && one.waits == other.waits;
        });
    };
    const bool repeats = same(pieces, origin.pieces) && same(fetched, origin.fetched);
    const bool changes = !(origin.pieces.empty() && origin.fetched.empty() && pieces.empty() && fetched.empty());
    origin.pieces = std::move(pieces);
    origin.fetched = std::move(fetched);
    m_checkAt = std::min(m_checkAt, origin.lapsesAt);
    if (!changes)
        return false;
    if (repeats)
        return true;
    const auto at = std::lower_bound(m_claiming.begin(), m_claiming.end(), claim.origin,
                                     [](const auto &entry, SiteRank rank) { return entry.first < rank; });
    const bool known = at != m_claiming.end() && at->first == claim.origin;
    if (origin.pieces.empty() && origin.fetched.empty())
        m_claiming.erase(at);
    else if (!known)
        m_claiming.insert(at, {claim.origin, &origin});
    unite();
    return true;
}

void ClaimBook::take(std::vector<Claimed> &into, const std::vector<PieceRun> &runs, bool waits,
                     const std::vector<Claimed> &known, MonotonicTime now) const
{
    const std::size_t most =
        std::clamp<std::size_t>(maximumClaimed.value() / m_pieceLength.value(), 1, maximumClaimedPieces);
    for (std::size_t i = 0; i < std::min(runs.size(), maximumRuns); ++i) {
        const std::uint64_t end =
            std::min<std::uint64_t>(std::uint64_t{runs[i].first.value()} + runs[i].count, m_claimed.size());
        for (std::uint64_t p = runs[i].first.value(); p < end && into.size() < most; ++p) {
            const PieceIndex piece{static_cast<std::uint32_t>(p)};
            const auto before =
                std::find_if(known.begin(), known.end(), [piece](const Claimed &c) { return c.piece == piece; });
            const bool isNews = before == known.end() || before->waits != waits;
            into.push_back({piece, isNews ? now : before->since, p == runs[i].first.value(), waits});
        }
    }
}

void ClaimBook::onPeerGone(PeerKey teller)
{
    const std::size_t before = m_origins.size();
    std::erase_if(m_origins, [teller](const auto &entry) { return entry.second.teller == teller; });
    if (m_origins.size() != before)
        rebuild();
}

void ClaimBook::onDelivered(PieceIndex piece, PeerKey by)
{
    if (!m_delivered.insert(piece) || !m_claimed.contains(piece))
        return;
    for (const auto &[rank, origin] : m_claiming)
        if (origin->teller == by
            && std::any_of(origin->pieces.begin(), origin->pieces.end(),
                           [piece](const Claimed &c) { return c.piece == piece; }))
            origin->progress = m_now;
}

void ClaimBook::drop(Origin &origin)
{
    const bool kept = std::all_of(origin.pieces.begin(), origin.pieces.end(),
                                  [this](const Claimed &c) { return m_delivered.contains(c.piece); });
    if (!kept)
        ++origin.broken;
    origin.pieces.clear();
    origin.fetched.clear();
    origin.willing = false;
}

bool ClaimBook::expire(MonotonicTime now)
{
    m_now = std::max(m_now, now);
    if (now < m_checkAt)
        return false;
    m_checkAt = MonotonicTime::max();
    bool changed = false;
    for (auto it = m_origins.begin(); it != m_origins.end();) {
        Origin &origin = it->second;
        const bool lapsed = origin.lapsesAt <= now;
        const auto isEndless = [&](const Claimed &c) {
            return now - c.since > longestClaim && !m_delivered.contains(c.piece);
        };
        const bool endless = std::any_of(origin.pieces.begin(), origin.pieces.end(), isEndless)
                             || std::any_of(origin.fetched.begin(), origin.fetched.end(), isEndless);
        if ((lapsed || endless) && (!origin.pieces.empty() || !origin.fetched.empty() || origin.willing)) {
            drop(origin);
            changed = true;
        }
        // What is remembered of an origin is only whether it can be believed.
        if (lapsed && origin.broken == 0) {
            it = m_origins.erase(it);
            changed = true;
            continue;
        }
        if (!lapsed) {
            m_checkAt = std::min(m_checkAt, origin.lapsesAt);
            for (const auto *list : {&origin.pieces, &origin.fetched})
                for (const Claimed &c : *list)
                    m_checkAt =
                        std::min(m_checkAt, std::max(now, c.since + longestClaim) + std::chrono::nanoseconds{1});
        }
        ++it;
    }
    if (changed)
        rebuild();
    return changed;
}

std::optional<MonotonicTime> ClaimBook::nextLapse() const
{
    std::optional<MonotonicTime> next;
    for (const auto &[rank, origin] : m_origins)
        if ((!origin.pieces.empty() || !origin.fetched.empty() || origin.willing) && (!next || origin.lapsesAt < *next))
            next = origin.lapsesAt;
    return next;
}

void ClaimBook::rebuild()
{
    m_claiming.clear();
    for (auto &[rank, origin] : m_origins)
        if (!origin.pieces.empty() || !origin.fetched.empty())
            m_claiming.emplace_back(rank, &origin);
    unite();
}

void ClaimBook::unite()
{
    m_claimed = PieceSet(m_claimed.size());
    for (const auto &[rank, origin] : m_claiming)
        for (const auto *list : {&origin->pieces, &origin->fetched})
            for (const Claimed &claimed : *list) {
                m_claimed.insert(claimed.piece);
                m_checkAt = std::min(m_checkAt, claimed.since + longestClaim + std::chrono::nanoseconds{1});
            }
}

std::optional<ClaimBook::Holder> ClaimBook::claimOf(SiteRank rank, const Origin &origin, PieceIndex piece) const
{
    const auto same = [piece](const Claimed &c) { return c.piece == piece; };
    if (const auto it = std::find_if(origin.fetched.begin(), origin.fetched.end(), same); it != origin.fetched.end())
        return Holder{.origin = rank, .isFirst = true, .since = it->since, .isFetched = true, .rate = origin.rate};
    const auto it = std::find_if(origin.pieces.begin(), origin.pieces.end(), same);
    if (it == origin.pieces.end())
        return std::nullopt;
    if (it->waits)
        return Holder{.origin = rank, .since = it->since, .rate = origin.rate};
    std::uint32_t behind = 0;
    for (auto before = it; !before->begins;) {
        --before;
        behind += m_delivered.contains(before->piece) ? 0 : 1;
    }
    return Holder{.origin = rank, .isFirst = behind == 0, .behind = behind, .since = it->since, .rate = origin.rate};
}

std::optional<ClaimBook::Holder> ClaimBook::holder(PieceIndex piece) const
{
    std::optional<Holder> best;
    if (!m_claimed.contains(piece))
        return best;
    for (const auto &[rank, origin] : m_claiming)
        if (const auto claim = claimOf(rank, *origin, piece))
            if (!best || std::pair(claim->isFetched, claim->isFirst) > std::pair(best->isFetched, best->isFirst))
                best = claim;
    return best;
}

std::vector<ClaimBook::Holder> ClaimBook::claimants(PieceIndex piece) const
{
    std::vector<Holder> all;
    if (!m_claimed.contains(piece))
        return all;
    for (const auto &[rank, origin] : m_claiming)
        if (const auto claim = claimOf(rank, *origin, piece))
            all.push_back(*claim);
    std::stable_sort(all.begin(), all.end(), [](const Holder &a, const Holder &b) { return a.since < b.since; });
    return all;
}

bool ClaimBook::isReading(const Origin &origin, std::optional<MonotonicTime> now) const
{
    if (origin.pieces.empty())
        return false;
    if (!now)
        return true;
    std::chrono::nanoseconds patience = shortestPatience;
    if (origin.rate.value() > 0)
        patience = std::chrono::milliseconds{3000 * m_pieceLength.value() / origin.rate.value()};
    return *now - origin.progress <= std::clamp<std::chrono::nanoseconds>(patience, shortestPatience, longestPatience);
}

std::size_t ClaimBook::readers(std::optional<MonotonicTime> now) const
{
    return static_cast<std::size_t>(
        std::count_if(m_claiming.begin(), m_claiming.end(), [&](const auto &o) { return isReading(*o.second, now); }));
}

std::size_t ClaimBook::readersBelow(SiteRank rank, std::optional<MonotonicTime> now) const
{
    return static_cast<std::size_t>(std::count_if(m_claiming.begin(), m_claiming.end(), [&](const auto &o) {
        return o.first < rank && isReading(*o.second, now);
    }));
}

std::size_t ClaimBook::willing(MonotonicTime now, std::size_t atMost) const
{
    std::size_t count = 0;
    for (auto it = m_origins.begin(); it != m_origins.end() && count < atMost; ++it)
        count += it->second.willing && now < it->second.lapsesAt ? 1 : 0;
    return count;
}

std::size_t ClaimBook::turnOf(PieceIndex piece, MonotonicTime now) const
{
    const std::uint64_t own = mixed(m_own, piece);
    std::size_t before = 0;
    std::size_t seen = 0;
    for (auto it = m_origins.begin(); it != m_origins.end() && seen < maximumTurns; ++it) {
        if (!it->second.willing || it->second.lapsesAt <= now)
            continue;
        ++seen;
        before += mixed(it->first, piece) < own ? 1 : 0;
    }
    return before;
}

BytesPerSecond ClaimBook::readersRate(MonotonicTime now) const
{
    BytesPerSecond rate;
    for (const auto &[rank, origin] : m_claiming)
        if (isReading(*origin, now))
            rate += origin->rate;
    return rate;
}

std::size_t ClaimBook::newcomersBelow(SiteRank rank, MonotonicTime now, std::chrono::milliseconds youngerThan) const
{
    if (m_origins.empty() || now - m_lastNewcomer >= youngerThan)
        return 0;
    return static_cast<std::size_t>(std::count_if(m_origins.begin(), m_origins.lower_bound(rank), [&](const auto &o) {
        return o.second.pieces.empty() && o.second.willing && now - o.second.firstHeard < youngerThan;
    }));
}

} // namespace freshet
