// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <cstdint>

namespace freshet {

/// What went over one connection since its handshake. Payload are the bytes of blocks.
struct PeerCounters {
    Bytes received;        ///< everything
    Bytes sent;            ///< everything the transport took
    Bytes payloadReceived; ///< blocks told to onPeerBlock
    Bytes payloadSent;     ///< blocks given to sendBlock
    Bytes wasted;          ///< blocks that came after we had cancelled them
    std::uint64_t blocksReceived = 0;
    std::uint64_t blocksSent = 0;
    std::uint64_t rejectsReceived = 0;
    std::uint64_t rejectsSent = 0;
};

} // namespace freshet
