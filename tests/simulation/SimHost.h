// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "SimFlow.h"
#include "core/base/PieceSet.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace freshet {

class SimMachine;
struct SimHost;

/// The machines behind one line.
struct SimSite {
    SimLink wanDown;
    SimLink wanUp;
    std::vector<SimHost *> hosts;
};

/// A computer: what is there before, between and after the lives of its process.
struct SimHost {
    enum class Nature {
        Honest,
        Seed,    ///< has everything from the start, fetches nothing
        Liar,    ///< says it has everything and sends rubbish
        Staller, ///< says it has everything and sends nothing
        Hoarder, ///< claims everything, fetches nothing
    };
    struct Totals {
        std::uint64_t received = 0; ///< payload bytes that arrived, whatever became of them
        std::uint64_t useful = 0;   ///< proven
        std::uint64_t wasted = 0;
        std::uint64_t overHttp = 0; ///< of `received`
        std::uint64_t uploaded = 0;
        std::uint64_t messages = 0; ///< told to peers
        std::uint32_t bans = 0;
        std::uint32_t honestBanned = 0;
    };

    std::uint32_t number = 0;
    Nature nature = Nature::Honest;
    SimSite *site = nullptr;
    SimLink up;
    SimLink down;
    std::uint32_t half = 0;                                               ///< of a LAN that falls in two
    PieceSet disk;                                                        ///< durable
    std::uint32_t diskPieces = std::numeric_limits<std::uint32_t>::max(); ///< room for so many
    Totals totals;
    MonotonicTime firstStart{};
    MonotonicTime finished = MonotonicTime::max(); ///< everything proven
    std::uint32_t lives = 0;
    std::unique_ptr<SimMachine> machine; ///< null: off
    [[nodiscard]] bool fetches() const { return nature == Nature::Honest; }
    [[nodiscard]] bool isFinished() const { return finished != MonotonicTime::max(); }
};

} // namespace freshet
