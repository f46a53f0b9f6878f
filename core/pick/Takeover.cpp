// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pick/Takeover.h"

#include <algorithm>
#include <cmath>

namespace freshet {

namespace {

/// What ends within this time is left alone: a new request costs about as much.
constexpr double worthWhile = 1.0; // s
/// A request without any byte counts as stuck after this time.
constexpr std::chrono::seconds patience{2};
/// How much sooner a race has to end, because it wastes a piece.
constexpr double raceAdvantage = 2.0;

double seconds(Bytes amount, double rate)
{
    return rate > 0 ? static_cast<double>(amount.value()) / rate : INFINITY;
}

Bytes remaining(const LaneFacts &lane, Bytes pieceLength)
{
    return lane.current + Bytes{lane.unbegun * pieceLength.value()};
}

} // namespace

std::optional<Takeover> chooseTakeover(std::span<const LaneFacts> lanes, std::size_t idle, BytesPerSecond idleRate,
                                       Bytes pieceLength)
{
    std::optional<Takeover> best;
    double longest = worthWhile;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        const LaneFacts &lane = lanes[i];
        if (lane.source == idle || (lane.rate.value() == 0 && lane.age < patience))
            continue;
        const auto rate = static_cast<double>(lane.rate.value());
        const double left = seconds(remaining(lane, pieceLength), rate);
        if (left <= longest)
            continue;
        // Of a source that was never tried nothing is known: it is taken to be as fast as the one that it relieves, or a little
        // faster than one from which nothing comes.
        const double idleSpeed = idleRate.value() > 0 ? static_cast<double>(idleRate.value()) : rate;
        if (lane.unbegun > 0) {
            if (idleSpeed > 0 && seconds(pieceLength, idleSpeed) >= left)
                continue;
            const double share = rate > 0 ? idleSpeed / (idleSpeed + rate) : 1.0;
            const auto pieces = static_cast<std::uint32_t>(std::lround(share * lane.unbegun));
            best = Takeover{.lane = i, .pieces = std::clamp(pieces, 1U, lane.unbegun)};
        } else {
            const bool sooner =
                rate == 0 || (idleRate.value() > 0 && seconds(pieceLength, idleSpeed) * raceAdvantage < left);
            if (lane.raced || !sooner)
                continue;
            best = Takeover{.lane = i, .pieces = 0};
        }
        longest = left;
    }
    return best;
}

} // namespace freshet
