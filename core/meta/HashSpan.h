// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/meta/Geometry.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace freshet {

/// A run of hashes of one layer of a content's merkle tree, with the uncles that lead up from it: what BEP 52's "hash request"
/// asks for and "hashes" answers. Layer 0 are the block hashes; the piece layer is at Geometry::pieceTreeHeight().
struct HashSpan {
    static constexpr std::uint32_t maximumLength = 8192;

    PiecesRoot root{};
    std::uint32_t baseLayer = 0;
    std::uint32_t index = 0;       ///< of the first hash in its layer; a multiple of `length`
    std::uint32_t length = 0;      ///< hashes; a power of two from 2 to maximumLength
    std::uint32_t proofLayers = 0; ///< layers above the base to be proven; those that follow from the hashes carry none

    bool operator==(const HashSpan &) const = default;
};

/// The block hashes of one piece, proven up to the pieces root. Contents whose pieces are one block need no such thing:
/// needsBlockHashes says so.
HashSpan blockHashesOf(const Geometry &geometry, const PiecesRoot &root, PieceIndex piece);
/// False when a piece is one block, so that the piece layer is all there is to know.
bool needsBlockHashes(const Geometry &geometry);

/// Whether `span` names hashes that exist in the tree of a content of this geometry, padding counted.
bool isInTree(const Geometry &geometry, const HashSpan &span);

/// Hashes in the answer to `span`: the run, then the uncles, lowest first.
std::size_t answerSize(const HashSpan &span);

/// The answer to `span`, which is in the tree and whose base is the piece layer or above it. Costs one pass over the piece layer.
std::vector<Sha256Digest> hashesFromPieceLayer(const Geometry &geometry, const HashSpan &span,
                                               std::span<const Sha256Digest> pieceLayer);

/// The answer to `span`, which is in the tree, has base layer 0 and lies within the one piece whose blockHashes are `pieceBlocks`
/// (none missing; padding is added here). `pieceLayer` is the content's.
std::vector<Sha256Digest> hashesFromBlocks(const Geometry &geometry, const HashSpan &span,
                                           std::span<const Sha256Digest> pieceBlocks,
                                           std::span<const Sha256Digest> pieceLayer);

/// True when `hashes` answer `span` and lead up to `root`. Only complete proofs count: `span` asks for proof layers up to the root.
bool provesSpan(const Geometry &geometry, const HashSpan &span, std::span<const Sha256Digest> hashes,
                const PiecesRoot &root);

} // namespace freshet
