// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Units.h"
#include "core/pick/PeerKey.h"

#include <chrono>

namespace freshet {

/// A decision of the picker that people may want to read: facts, no sentences.
struct PickDecision {
    enum class Kind {
        PeerStalled,    ///< `peer` owed blocks and sent none: nothing is asked of it for `time`
        BlockMoved,     ///< a block of `piece` that `other` is slow with is asked of `peer` too
        ClaimTakenOver, ///< who claimed `piece` is silent or gone: it is fetched here
        ClaimHelped,    ///< who claims `piece` is slow: it is fetched here as well
        NearbyIsSlow,   ///< peers nearby have `piece` but bring too little: it is fetched here as well
    };
    Kind kind = Kind::PeerStalled;
    PeerKey peer{};
    PeerKey other{};
    PieceIndex piece{};
    std::chrono::milliseconds time{};

    bool operator==(const PickDecision &) const = default;
};

} // namespace freshet
