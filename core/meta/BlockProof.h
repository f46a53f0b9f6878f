// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/meta/Geometry.h"

#include <cstddef>
#include <span>
#include <vector>

namespace freshet {

/// The leaf hashes of one piece: SHA-256 of each of its blocks (BEP 52), without padding.
std::vector<Sha256Digest> blockHashes(std::span<const std::byte> piece);

/// The uncle hashes that lead from `block` to the pieces root, lowest first (BEP 52 "hashes" message with the
/// base layer at the blocks): one per level, geometry.pieceTreeHeight() + geometry.layerTreeHeight() in all.
/// `pieceBlocks` are the blockHashes of the piece that holds the block, `pieceLayer` is the content's.
/// Costs one pass over both.
std::vector<Sha256Digest> proveBlock(const Geometry &geometry, BlockIndex block,
                                     std::span<const Sha256Digest> pieceBlocks,
                                     std::span<const Sha256Digest> pieceLayer);

/// True when `blockHash` at position `block` and `uncles` lead to `root`, and `uncles` are exactly as many as
/// the tree of `geometry` has levels.
bool provesBlock(const Geometry &geometry, BlockIndex block, const Sha256Digest &blockHash,
                 std::span<const Sha256Digest> uncles, const PiecesRoot &root);

} // namespace freshet
