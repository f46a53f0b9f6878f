// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/PeerAddress.h"
#include "core/pick/PeerKey.h"
#include "core/policy/PeerCandidates.h"
#include "core/policy/PeerRules.h"
#include "core/wire/PeerConnection.h"

#include <memory>

namespace freshet {

/// One peer of a content, as its swarm knows it.
struct SwarmPeer {
    PeerKey key;
    std::unique_ptr<PeerConnection> link;
    PeerAddress address; ///< where the connection leads
    PeerAddress listens; ///< where it can be dialled; equal to `address` unless it came to us
    CandidateSource source = CandidateSource::Incoming;
    ClassifiedPeer classified;
    MonotonicTime connectedAt{};
    std::optional<MonotonicTime> lastSentAt{}; ///< a block of ours
    Bytes bytesBad;                            ///< failed their proof: blocks, or whole pieces that it alone sent
    std::uint32_t badBlocks = 0;
    PieceSet untold;             ///< became ours, but it has them itself: told when we are complete. Empty: none
    PeerEnd end = PeerEnd::Lost; ///< what to make of it when it ends

    /// Of this machine's site: what it claims beyond the LAN counts, and it is fetched from rather than over the WAN.
    [[nodiscard]] bool isNear() const { return classified.peerClass == PeerClass::Lan; }
};

} // namespace freshet
