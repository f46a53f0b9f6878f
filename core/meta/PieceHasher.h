// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/meta/Geometry.h"
#include "core/meta/MerkleHasher.h"
#include "core/meta/Sha1.h"
#include "core/meta/Sha256.h"

#include <cstddef>
#include <optional>
#include <span>

namespace freshet {

/// What is to be computed of each piece. Merkle and flat together cost twice one of them.
struct PieceHashKinds {
    bool merkle = true; ///< root for the piece layer (BEP 52)
    bool sha1 = false;  ///< for the v1 half of a hybrid (BEP 3)
    bool flat = false;  ///< for a piece hash file
};

/// The hashes of one piece; those not asked for are absent.
struct PieceHashes {
    std::optional<Sha256Digest> merkleRoot;
    std::optional<Sha1Digest> sha1;
    std::optional<Sha256Digest> flat;
};

/// Hashes the pieces of a content that is being described. One per thread, reused for every piece.
/// Non-duty: reading files and deciding which thread hashes which piece.
class PieceHasher {
public:
    PieceHasher(const Geometry &geometry, PieceHashKinds kinds);

    /// The hashes of one whole piece. `bytes` holds at least one and at most geometry.pieceLength() bytes.
    [[nodiscard]] PieceHashes hash(std::span<const std::byte> bytes);

    /// The same in portions of any size: `add` until the piece is complete, then `finish`.
    void add(std::span<const std::byte> bytes);
    [[nodiscard]] PieceHashes finish();

private:
    int m_height;
    std::optional<MerkleHasher> m_merkle;
    std::optional<Sha1> m_sha1;
    std::optional<Sha256> m_flat;
};

} // namespace freshet
