// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/meta/Geometry.h"
#include "core/meta/PieceHasher.h"

#include <vector>

namespace freshet {

/// What hashing a file yields, in piece order. Each list holds one entry per piece or none at all.
struct ContentHashes {
    Geometry geometry;
    std::vector<Sha256Digest> pieceLayer;   ///< merkle roots (BEP 52)
    std::vector<Sha1Digest> v1Pieces;       ///< empty: not hybrid
    std::vector<Sha256Digest> flatPieces{}; ///< empty unless asked for: only a piece hash file needs them

    /// Lists of zero digests for what `kinds` asks for, to be filled by `set`.
    static ContentHashes sized(const Geometry &geometry, PieceHashKinds kinds);

    /// Stores the hashes of one piece. Different pieces may be set by different threads at the same time.
    void set(PieceIndex piece, const PieceHashes &hashes);
};

} // namespace freshet
