// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pick/Mixed.h"
#include "core/pick/SwarmPicker.h"

#include <algorithm>
#include <bit>
#include <cmath>

// What a machine fetches from beyond the LAN, and what it leaves to others of its site.

namespace freshet {

namespace {

/// Runs of a site are at most so long, however fast the source is.
constexpr Bytes longestSiteRun = 8_MiB;
/// Of the time of discovery.
constexpr double firstRunSpread = 0.4;

} // namespace

bool SwarmPicker::isReader(MonotonicTime now) const
{
    const std::size_t readers = m_claims.readersBelow(m_own, now);
    return readers < readerLimit()
           && readers + m_claims.newcomersBelow(m_own, now, m_settings.newcomerPatience) < readerLimit();
}

bool SwarmPicker::isAlone() const
{
    return std::none_of(m_peers.begin(), m_peers.end(), [](const auto &p) { return p.second.near; });
}

bool SwarmPicker::hasFarPeers() const
{
    return std::any_of(m_peers.begin(), m_peers.end(), [](const auto &p) { return !p.second.near; });
}

std::optional<PieceRun> SwarmPicker::runAlone(std::uint32_t maximumCount, std::uint32_t lanes, MonotonicTime now)
{
    if (now - *m_began < m_settings.discoveryTime && !m_settings.sequential) {
        if (!m_http.isEmpty())
            return std::nullopt;
        std::optional<PieceIndex> before;
        std::optional<PieceIndex> behind;
        const PieceIndex place{static_cast<std::uint32_t>(m_own.value() % m_missing.size())};
        m_missing.forEach([&](PieceIndex piece) {
            if (piece >= place && !behind)
                behind = piece;
            else if (!before)
                before = piece;
        });
        return PieceRun{behind ? *behind : *before, 1};
    }
    // In content order, in even shares at the end.
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

std::optional<PieceRun> SwarmPicker::nextRun(std::uint32_t maximumCount, std::uint32_t lanes, MonotonicTime now)
{
    recount(now);
    const PieceSet before = m_claims.claimed();
    if (m_claims.expire(now))
        noteLapsed(before);
    if (!m_began) {
        m_began = now;
        m_trialAt = now + m_settings.readerTrial;
        m_measuredAt = now;
    }
    measurePeers(now);
    if (now < *firstRunAt())
        return std::nullopt;
    if (!m_settings.useHttp || maximumCount == 0)
        return std::nullopt;
    const bool alone = isAlone();
    if (alone && !m_missing.isEmpty())
        return runAlone(maximumCount, lanes, now);
    if (!alone) {
        adaptReaders(now);
        if (!isReader(now))
            return std::nullopt;
        if (const std::size_t runs = ownRuns(); runs > 0 && runs >= runsOfReader(now))
            return std::nullopt;
    }
    if (const auto run = freeRun(longestRun(maximumCount))) {
        noteTakeOvers(*run);
        return run;
    }
    // Everything is asked for.
    if (const auto run = waitingFarRun(now)) {
        giveUp(run->first);
        return run;
    }
    if (m_starving)
        if (const auto run = starvedRun()) {
            if (!alone)
                decide({.kind = PickDecision::Kind::NearbyIsSlow, .piece = run->first});
            return run;
        }
    const auto help = claimToHelp(now);
    if (help) {
        m_helping.insert(help->first);
        decide({.kind = PickDecision::Kind::ClaimHelped, .piece = help->first});
    }
    return help;
}

std::uint32_t SwarmPicker::longestRun(std::uint32_t maximumCount) const
{
    const std::uint64_t atRate = m_httpRate.value() * static_cast<std::uint64_t>(m_settings.siteRun.count()) / 1000;
    const std::uint64_t pieces = std::min(atRate, longestSiteRun.value()) / m_geometry.pieceLength().value();
    return static_cast<std::uint32_t>(std::clamp<std::uint64_t>(pieces, 1, maximumCount));
}

std::size_t SwarmPicker::ownRuns() const
{
    std::size_t runs = 0;
    m_http.forEach([&](PieceIndex piece) { runs += isBegun(piece) ? 1 : 0; });
    return runs;
}

std::size_t SwarmPicker::runsOfReader(MonotonicTime now) const
{
    // Side by side within one machine only where there are too few machines for it.
    const std::size_t machines = m_claims.willing(now, readerLimit()) + 1;
    const std::size_t runs = (readerLimit() + machines - 1) / machines;
    if (!hasFarPeers())
        return runs;
    // The sooner there is something to exchange the better; then what peers ask for fills the link.
    return m_durable.isEmpty() ? 1 : runs + 1;
}

bool SwarmPicker::isFar(PeerKey peer) const
{
    const auto it = m_peers.find(peer);
    return it != m_peers.end() && !it->second.near;
}

void SwarmPicker::giveWay()
{
    if (isAlone() || m_starving)
        return;
    std::vector<PieceIndex> others;
    for (const auto &[piece, active] : m_active) {
        if (active.arrived > 0 || !isFar(active))
            continue;
        const auto holder = m_claims.holder(piece);
        if (m_near.contains(piece) || (holder && (holder->isFirst || holder->origin < m_own)))
            others.push_back(piece);
    }
    for (const PieceIndex piece : others)
        giveUp(piece);
}

std::optional<PieceRun> SwarmPicker::waitingFarRun(MonotonicTime now) const
{
    std::optional<PieceRun> run;
    MonotonicTime latest{};
    for (const auto &[piece, active] : m_active) {
        if (active.arrived > 0 || !isFar(active) || m_near.contains(piece) || m_claims.claimed().contains(piece))
            continue;
        const auto &requests = active.blocks.front().requests;
        if (requests.empty() || now - requests.front().at <= m_settings.slowBlock)
            continue;
        // Whoever was asked last has most to send before it.
        if (!run || requests.front().at > latest) {
            run = PieceRun{piece, 1};
            latest = requests.front().at;
        }
    }
    return run;
}

void SwarmPicker::decide(const PickDecision &decision)
{
    if (m_decisions.size() < maximumDecisions)
        m_decisions.push_back(decision);
}

void SwarmPicker::noteLapsed(const PieceSet &before)
{
    const PieceSet &now = m_claims.claimed();
    before.forEach([&](PieceIndex piece) {
        if (!now.contains(piece) && m_missing.contains(piece) && !m_near.contains(piece))
            m_lapsed.insert(piece);
    });
}

void SwarmPicker::noteTakeOvers(PieceRun run)
{
    for (std::uint32_t i = 0; i < run.count && !m_lapsed.isEmpty(); ++i) {
        const PieceIndex piece{run.first.value() + i};
        if (m_lapsed.remove(piece))
            decide({.kind = PickDecision::Kind::ClaimTakenOver, .piece = piece});
    }
}

std::optional<MonotonicTime> SwarmPicker::firstRunAt() const
{
    if (!m_began)
        return std::nullopt;
    // Of a large site few have a very low rank, so that those are heard of before the others would begin.
    const double place = std::sqrt(static_cast<double>(m_own.value()) * 0x1p-64);
    return *m_began
           + std::chrono::duration_cast<std::chrono::nanoseconds>(m_settings.discoveryTime * firstRunSpread * place);
}

void SwarmPicker::adaptReaders(MonotonicTime now)
{
    if (now < m_trialAt)
        return;
    const std::size_t readers = m_claims.readers(now) + (m_http.isEmpty() ? 0 : 1);
    const auto rate =
        static_cast<double>(m_claims.readersRate(now).value() + (m_http.isEmpty() ? 0 : m_httpRate.value()));
    // Rates are of whole pieces, so a trial lasts for some of them.
    std::chrono::nanoseconds trial = m_settings.readerTrial;
    if (m_httpRate.value() > 0)
        trial += std::chrono::milliseconds{
            std::min<std::uint64_t>(2000 * m_geometry.pieceLength().value() / m_httpRate.value(), 20'000)};
    if (m_readers == m_provenReaders) {
        if (readers >= m_readers && m_readers < m_settings.maximumSiteReaders) {
            m_provenRate = rate;
            m_readers = std::min(2 * m_readers, m_settings.maximumSiteReaders);
        }
        m_trialAt = now + trial;
        return;
    }
    const double more = static_cast<double>(m_readers) / m_provenReaders - 1;
    if (rate > m_provenRate * (1 + more / 2)) {
        m_provenReaders = m_readers;
        m_trialAt = now;
    } else {
        m_readers = m_provenReaders;
        m_trialAt = now + m_settings.readerTrialPause;
    }
}

void SwarmPicker::measurePeers(MonotonicTime now)
{
    const auto span = std::chrono::duration<double>(now - m_measuredAt).count();
    if (now - m_measuredAt < m_settings.peerRateSpan)
        return;
    m_starving =
        static_cast<double>(m_peerBytes.value()) < static_cast<double>(m_settings.minimumPeerRate.value()) * span;
    m_peerBytes = {};
    m_measuredAt = now;
}

std::optional<PieceRun> SwarmPicker::starvedRun()
{
    // First what nobody has been asked for, then the piece of which least has come: its peers keep what they were asked for no longer.
    std::optional<PieceIndex> best;
    m_missing.forEach([&](PieceIndex piece) {
        if (!m_claims.claimed().contains(piece) && (!best || m_nearCount[piece.value()] < m_nearCount[best->value()]))
            best = piece;
    });
    if (!best) {
        std::uint32_t arrived = 0;
        for (const auto &[piece, active] : m_active)
            if (!m_claims.claimed().contains(piece) && (!best || active.arrived < arrived)) {
                best = piece;
                arrived = active.arrived;
            }
        if (!best)
            return std::nullopt;
        giveUp(*best);
    }
    m_overNear.insert(*best);
    return PieceRun{*best, 1};
}

void SwarmPicker::giveUp(PieceIndex piece)
{
    const auto it = m_active.find(piece);
    for (std::uint32_t i = 0; i < it->second.blocks.size(); ++i)
        for (const Request &request : it->second.blocks[i].requests)
            m_cancels.push_back({request.peer, BlockIndex{m_geometry.firstBlockOf(piece).value() + i}});
    m_dropped.push_back(piece);
    onPieceDropped(piece);
}

std::uint64_t SwarmPicker::freeWord(std::uint32_t index, bool beyondPeers) const
{
    std::uint64_t free = m_missing.word(index) & ~m_near.word(index) & ~m_claims.claimed().word(index);
    if (beyondPeers)
        for (std::uint64_t rest = free; rest != 0; rest &= rest - 1) {
            const auto bit = static_cast<std::uint32_t>(std::countr_zero(rest));
            if (m_availability[index * 64 + bit] > 0)
                free &= ~(std::uint64_t{1} << bit);
        }
    return free;
}

std::optional<PieceRun> SwarmPicker::freeRun(std::uint32_t longest) const
{
    // First what peers beyond the LAN do not have either: they bring the rest, and have something to ask this site for.
    const bool farPeers = hasFarPeers();
    for (const bool beyondPeers : {true, false}) {
        if (beyondPeers && !farPeers)
            continue;
        std::uint32_t free = 0;
        for (std::uint32_t i = 0; i < m_missing.wordCount(); ++i)
            free += static_cast<std::uint32_t>(std::popcount(freeWord(i, beyondPeers)));
        if (free == 0)
            continue;
        auto run = farPeers && !m_settings.sequential ? anyGap(free, beyondPeers) : largeGap(free);
        const auto readers = static_cast<std::uint32_t>(m_claims.readers(m_now)) + 1;
        run.count = std::min({run.count, longest, std::max(free / (2 * readers), 1U)});
        return run;
    }
    return std::nullopt;
}

PieceRun SwarmPicker::anyGap(std::uint32_t free, bool beyondPeers) const
{
    // All sites see the same gaps, and do not hear each other's claims: each reads elsewhere, lest all read the same.
    std::uint32_t skip = static_cast<std::uint32_t>(mixed(m_own.value() + m_missing.count()) % free);
    PieceRun run;
    for (std::uint32_t i = 0; i < m_missing.wordCount(); ++i)
        for (std::uint64_t rest = freeWord(i, beyondPeers); rest != 0; rest &= rest - 1) {
            const PieceIndex piece{i * 64 + static_cast<std::uint32_t>(std::countr_zero(rest))};
            if (skip > 0)
                --skip;
            else if (run.count == 0)
                run = {piece, 1};
            else if (piece.value() == run.first.value() + run.count)
                ++run.count;
            else
                return run;
        }
    return run;
}

PieceRun SwarmPicker::largeGap(std::uint32_t free) const
{
    std::vector<PieceRun> gaps;
    std::uint32_t largest = 0;
    for (std::uint32_t i = 0; i < m_missing.wordCount(); ++i)
        for (std::uint64_t rest = freeWord(i, false); rest != 0; rest &= rest - 1) {
            const PieceIndex piece{i * 64 + static_cast<std::uint32_t>(std::countr_zero(rest))};
            if (gaps.empty() || piece.value() != gaps.back().first.value() + gaps.back().count)
                gaps.push_back({piece, 0});
            largest = std::max(largest, ++gaps.back().count);
        }
    if (m_settings.sequential)
        return *std::ranges::find(gaps, largest, &PieceRun::count);
    // Claims travel behind blocks: of gaps that are about as large each machine prefers another, lest two begin the same.
    const auto preference = [&](const PieceRun &gap) {
        return 2 * gap.count > largest ? mixed(m_own.value() + gap.first.value()) : 0;
    };
    const PieceRun gap = *std::ranges::max_element(gaps, {}, preference);
    const auto isRead = [this](PieceIndex piece) {
        return m_http.contains(piece) || m_claims.claimed().contains(piece);
    };
    // Where everything is free, or somebody reads towards the gap, two would meet at its start.
    std::uint32_t skip = 0;
    if (gap.count == m_missing.size() - m_unwanted.count() && gap.count == free)
        skip = static_cast<std::uint32_t>(m_own.value() % gap.count);
    else if (gap.first.value() > 0 && isRead(PieceIndex{gap.first.value() - 1}))
        skip = gap.count / 4 + static_cast<std::uint32_t>(mixed(m_own.value()) % (gap.count / 2 + 1));
    return {gap.first + PieceIndex{skip}, gap.count - skip};
}

std::optional<PieceRun> SwarmPicker::claimToHelp(MonotonicTime now) const
{
    std::optional<PieceRun> help;
    std::pair<std::uint32_t, std::uint64_t> best; // how far behind; among equals each machine prefers another
    const auto turn = [&](PieceIndex piece) { return m_claims.turnOf(piece, now) * m_settings.farTurn; };
    m_claims.claimed().forEach([&](PieceIndex piece) {
        if (!m_missing.contains(piece) || m_near.contains(piece))
            return;
        const std::vector<ClaimBook::Holder> claimants = m_claims.claimants(piece);
        if (claimants.empty())
            return;
        const ClaimBook::Holder &holder = claimants.front();
        // One who is at it is enough, however many others claim it.
        const std::pair rank(holder.behind, mixed(m_own.value() + piece.value()));
        if ((!help || rank > best) && std::ranges::all_of(claimants, [&](const auto &claimant) {
                return isLate(claimant, now - turn(piece));
            })) {
            best = rank;
            help = PieceRun{piece, 1};
        }
    });
    return help;
}

bool SwarmPicker::isLate(const ClaimBook::Holder &holder, MonotonicTime now) const
{
    // Who is fetching it just now is given the time that it needs at its rate; whoever is not known to have one, that of this machine.
    std::chrono::nanoseconds patience = m_settings.claimHelpAfter;
    if (holder.isFetched) {
        patience = m_settings.fetchedLinger;
    } else if (holder.isFirst) {
        const std::uint64_t rate = holder.rate.value() > 0 ? holder.rate.value() : m_httpRate.value();
        if (rate > 0)
            patience += std::chrono::milliseconds{2000 * m_geometry.pieceLength().value() / rate};
        patience = std::min<std::chrono::nanoseconds>(patience, ClaimBook::longestPatience);
    }
    return now - holder.since > patience;
}

void SwarmPicker::forgetFetched(MonotonicTime now)
{
    std::erase_if(m_fetched, [&](const Fetched &f) {
        return now - f.at > m_settings.fetchedLinger || at(f.piece) == State::Missing;
    });
}

SiteClaim SwarmPicker::ownClaim() const
{
    const auto append = [](std::vector<PieceRun> &runs, PieceIndex piece) {
        if (!runs.empty() && piece.value() == runs.back().first.value() + runs.back().count)
            ++runs.back().count;
        else if (runs.size() < ClaimBook::maximumRuns)
            runs.push_back({piece, 1});
    };
    SiteClaim claim;
    claim.origin = m_own;
    claim.willing = (m_settings.useHttp || hasFarPeers()) && !isDone();
    claim.rate = m_httpRate;
    m_http.forEach([&](PieceIndex piece) { append(claim.runs, piece); });
    for (const auto &[piece, active] : m_active) {
        if (!isFar(active))
            continue;
        append(active.arrived == 0 ? claim.waiting : claim.fetched, piece);
    }
    for (auto it = m_fetched.rbegin(); it != m_fetched.rend(); ++it) // the newest, if there are too many
        append(claim.fetched, it->piece);
    return claim;
}

bool SwarmPicker::isBegun(PieceIndex piece) const
{
    return m_http.contains(piece) && (piece.value() == 0 || !m_http.contains(PieceIndex{piece.value() - 1}));
}

bool SwarmPicker::isWanted(PieceIndex piece) const
{
    if (at(piece) != State::Missing && at(piece) != State::Http)
        return false;
    if (m_near.contains(piece) && !m_overNear.contains(piece))
        return false;
    if (isAlone())
        return true;
    const bool begun = isBegun(piece);
    // A site that has just found itself: the link is not for all of them.
    if (at(piece) == State::Http && m_claims.readersBelow(m_own, m_now) >= (begun ? 2 : 1) * readerLimit())
        return false;
    if (m_helping.contains(piece)) {
        const std::vector<ClaimBook::Holder> claimants = m_claims.claimants(piece);
        return std::none_of(claimants.begin() + (claimants.empty() ? 0 : 1), claimants.end(),
                            [this](const ClaimBook::Holder &h) { return h.origin < m_own && !isLate(h, m_now); });
    }
    const auto holder = m_claims.holder(piece);
    if (!holder)
        return true;
    if (holder->isFetched)
        return false;
    return begun == holder->isFirst ? m_own < holder->origin : begun;
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
        m_helping.remove(piece);
        m_overNear.remove(piece);
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
    if (at(piece) == State::Http)
        m_fetched.push_back({piece, m_now});
    m_helping.remove(piece);
    m_overNear.remove(piece);
    set(piece, State::Received);
}

void SwarmPicker::onLost(PieceIndex piece)
{
    m_senders.erase(piece);
    m_active.erase(piece);
    set(piece, m_unwanted.contains(piece) ? State::Unwanted : State::Missing);
}

void SwarmPicker::onDurable(PieceIndex piece)
{
    m_senders.erase(piece);
    m_active.erase(piece);
    m_alone.remove(piece);
    set(piece, State::Durable);
}

} // namespace freshet
