// SPDX-License-Identifier: GPL-3.0-or-later
// How a ranged fetch ends: the last pieces move from slow sources to idle ones, and every byte is accounted for.
#include "core/pick/Takeover.h"
#include "core/transfer/RangedFetch.h"

#include <algorithm>

namespace freshet {

void RangedFetch::noteRate(const PieceLane &lane)
{
    const BytesPerSecond rate = lane.pace().rate.rate(m_clock.monotonic());
    BytesPerSecond &last = m_lastRates[lane.source()];
    // A few bytes, such as a short last piece, tell nothing of how fast a source can be.
    if (lane.pace().received >= m_geometry.pieceLength() || rate > last)
        last = rate;
}

BytesPerSecond RangedFetch::laneRate(std::size_t source, MonotonicTime now) const
{
    BytesPerSecond best;
    for (const auto &lane : m_lanes)
        if (lane->source() == source)
            best = std::max(best, lane->pace().rate.rate(now));
    const auto it = m_lastRates.find(source);
    return it == m_lastRates.end() ? best : std::max(best, it->second);
}

bool RangedFetch::takeOver(std::size_t source, MonotonicTime now)
{
    // A request that waits for memory, or for a limit, is held up by that, and another one would wait there too.
    if (m_sources.count() < 2
        || std::any_of(m_lanes.begin(), m_lanes.end(), [](const auto &l) { return l->isPaused() || l->isThrottled(); }))
        return false;
    std::vector<LaneFacts> facts;
    std::vector<PieceLane *> lanes;
    for (const auto &lane : m_lanes) {
        if (lane->reachedEnd() || !(lane->isInRun() || lane->unbegun() > 0))
            continue;
        const PieceLane::Pace &pace = lane->pace();
        const PieceIndex at = lane->currentPiece();
        const auto others = std::count_if(m_lanes.begin(), m_lanes.end(), [at](const auto &other) {
            return other->run().first <= at && at.value() < other->run().first.value() + other->run().count;
        });
        facts.push_back({.source = lane->source(),
                         .unbegun = lane->unbegun(),
                         .current = m_geometry.pieceOffset(at) + m_geometry.pieceSize(at) - lane->position(),
                         .raced = others > 1 || !lane->isInRun() || !m_picker.isWanted(at),
                         .rate = pace.rate.rate(now),
                         .age = now - pace.started});
        lanes.push_back(lane.get());
    }
    const auto choice = chooseTakeover(facts, source, laneRate(source, now), m_geometry.pieceLength());
    if (!choice)
        return false;
    PieceLane &slow = *lanes[choice->lane];
    PieceRun run{slow.currentPiece(), 1};
    if (choice->pieces > 0) {
        slow.shorten(choice->pieces);
        run = {PieceIndex{slow.run().first.value() + slow.run().count}, choice->pieces};
    }
    startLane(source, run);
    return true;
}

void RangedFetch::endRace(const PieceLane &winner, PieceIndex piece)
{
    if (const auto it = m_partials.find(piece); it != m_partials.end())
        dropPartial(it);
    for (auto it = m_lanes.begin(); it != m_lanes.end();) {
        PieceLane &lane = **it;
        const PieceRun run = lane.run();
        const bool lastOfRun = piece.value() + 1 == run.first.value() + run.count;
        if (&lane == &winner || lane.currentPiece() != piece || !lastOfRun) {
            ++it;
            continue;
        }
        if (const auto partial = lane.takePartial())
            onLaneWasted(partial->filled);
        it = m_lanes.erase(it);
        schedulePump();
    }
}

void RangedFetch::onWoke()
{
    for (const auto &lane : m_lanes)
        keepPartial(*lane);
    m_lanes.clear();
    releaseUnfetched();
    m_sources.forgive();
    schedulePump();
}

std::map<PieceIndex, SourceClass> RangedFetch::abandon()
{
    for (const auto &lane : m_lanes)
        if (const auto partial = lane->takePartial())
            onLaneWasted(partial->filled);
    m_lanes.clear();
    while (!m_partials.empty())
        dropPartial(m_partials.begin());
    std::map<PieceIndex, SourceClass> unproven;
    for (const PieceIndex piece : std::exchange(m_unproven, {}))
        if (const auto it = m_pieceSource.find(piece); it != m_pieceSource.end())
            unproven.emplace(piece, m_sources.sourceClass(it->second));
    m_pieceSource.clear();
    return unproven;
}

} // namespace freshet
