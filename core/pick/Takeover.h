// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>

namespace freshet {

/// One request that is under way, as it bears on the end of a transfer.
struct LaneFacts {
    std::size_t source = 0;
    std::uint32_t unbegun = 0; ///< pieces of its run of which nothing has come yet, and which it could do without
    Bytes current;             ///< still to come of the piece that it is at
    bool raced = false;        ///< somebody else was asked for that piece already
    BytesPerSecond rate;       ///< 0: nothing came yet
    std::chrono::nanoseconds age{};
};

/// What an idle source is to take over.
struct Takeover {
    std::size_t lane = 0; ///< index into the facts
    std::uint32_t pieces =
        0; ///< from the end of its run; 0: the piece that it is at is asked for a second time, and the first wins
    bool operator==(const Takeover &) const = default;
};

/// At the end of a transfer everything that is missing has been asked of somebody, and the slowest holds up all. Which of the
/// requests of *other* sources should `idle` relieve? The one that needs the longest, unless it is about to end anyway, or the idle
/// source (whose one request brings `idleRate`; 0: not known) would not be sooner. Unbegun pieces are shared in the ratio of the
/// rates, which wastes no more than what is on its way at that moment; a piece that has begun is only raced for when the idle source is clearly faster. Pure.
std::optional<Takeover> chooseTakeover(std::span<const LaneFacts> lanes, std::size_t idle, BytesPerSecond idleRate,
                                       Bytes pieceLength);

} // namespace freshet
