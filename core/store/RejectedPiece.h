// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/BufferPool.h"
#include "core/base/Digest.h"
#include "core/base/Verified.h"

#include <functional>
#include <memory>
#include <vector>

namespace freshet {

/// A piece that failed its proof, for whoever wants to find out which part of it is wrong.
struct RejectedPiece {
    Unverified<PieceBuffer> bytes;
    std::vector<Sha256Digest> blockHashes; ///< SHA-256 of each 16 KiB block of `bytes`, without padding
};

/// Called on the engine thread, just before Store::pieceRejected. The memory is the pool's: give it back soon.
using RejectedSink = std::function<void(std::shared_ptr<RejectedPiece>)>;

} // namespace freshet
