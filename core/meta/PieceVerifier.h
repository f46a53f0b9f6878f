// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/BufferPool.h"
#include "core/base/Digest.h"
#include "core/base/Error.h"
#include "core/base/Verified.h"
#include "core/meta/Geometry.h"
#include "core/meta/PieceHasher.h"

#include <span>
#include <vector>

namespace freshet {

/// The one way from unverified to verified bytes, the same for every source. Holds, per piece, the
/// digest that authorised metadata gave. Immutable, so any number of threads may use one.
class PieceVerifier {
public:
    enum class Kind {
        Merkle, ///< one merkle root over 16 KiB blocks per piece (BEP 52 piece layer)
        Flat,   ///< one SHA-256 over the bytes of each piece (the original's piece hash file)
    };

    /// `digests` holds exactly geometry.pieceCount() entries.
    PieceVerifier(Kind kind, Geometry geometry, std::vector<Sha256Digest> digests);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] const Geometry &geometry() const { return m_geometry; }

    /// True when `bytes` is exactly the piece. Costs one SHA-256 pass over `bytes`.
    [[nodiscard]] bool matches(PieceIndex piece, std::span<const std::byte> bytes) const;

    /// The same for who hashed the piece's bytes, all of them, portion by portion with a PieceHasher for this kind().
    [[nodiscard]] bool matchesHashes(PieceIndex piece, const PieceHashes &hashes) const;

    /// The verified piece, or the unverified one back (so that its buffer may be reused).
    [[nodiscard]] std::expected<Verified<PieceBuffer>, Unverified<PieceBuffer>> verify(
        PieceIndex piece, Unverified<PieceBuffer> bytes) const;

private:
    Kind m_kind;
    Geometry m_geometry;
    std::vector<Sha256Digest> m_digests;
};

} // namespace freshet
