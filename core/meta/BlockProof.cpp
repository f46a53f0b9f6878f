// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/BlockProof.h"

#include "core/meta/MerkleLayer.h"
#include "core/meta/Sha256.h"

#include <algorithm>
#include <cassert>

namespace freshet {

namespace {

/// Appends the siblings on the way from node `index` of `layer` up `height` levels. Nodes missing on the right
/// are padding, roots of 2^nodeHeight missing leaves.
void appendUncles(Sha256 &hash, std::vector<Sha256Digest> &uncles, std::vector<Sha256Digest> layer, std::size_t index,
                  int height, int nodeHeight)
{
    Sha256Digest padding = merklePadding(hash, nodeHeight);
    for (int level = 0; level < height; ++level) {
        const std::size_t sibling = index ^ 1;
        uncles.push_back(sibling < layer.size() ? layer[sibling] : padding);
        const std::size_t parents = (layer.size() + 1) / 2;
        for (std::size_t i = 0; i < parents; ++i)
            layer[i] = merkleParent(hash, layer[2 * i], 2 * i + 1 < layer.size() ? layer[2 * i + 1] : padding);
        layer.resize(parents);
        padding = merkleParent(hash, padding, padding);
        index /= 2;
    }
}

} // namespace

std::vector<Sha256Digest> blockHashes(std::span<const std::byte> piece)
{
    constexpr auto blockSize = static_cast<std::size_t>(blockLength.value());
    std::vector<Sha256Digest> hashes;
    hashes.reserve((piece.size() + blockSize - 1) / blockSize);
    Sha256 hash;
    while (!piece.empty()) {
        const std::size_t n = std::min(piece.size(), blockSize);
        hash.add(piece.first(n));
        hashes.push_back(hash.finish());
        piece = piece.subspan(n);
    }
    return hashes;
}

std::vector<Sha256Digest> proveBlock(const Geometry &geometry, BlockIndex block,
                                     std::span<const Sha256Digest> pieceBlocks,
                                     std::span<const Sha256Digest> pieceLayer)
{
    const PieceIndex piece = geometry.pieceOf(block);
    const std::size_t blockInPiece = block.value() - geometry.firstBlockOf(piece).value();
    assert(pieceLayer.size() == geometry.pieceCount() && blockInPiece < pieceBlocks.size());

    Sha256 hash;
    std::vector<Sha256Digest> uncles;
    uncles.reserve(static_cast<std::size_t>(geometry.pieceTreeHeight() + geometry.layerTreeHeight()));
    appendUncles(hash, uncles, {pieceBlocks.begin(), pieceBlocks.end()}, blockInPiece, geometry.pieceTreeHeight(), 0);
    appendUncles(hash, uncles, {pieceLayer.begin(), pieceLayer.end()}, piece.value(), geometry.layerTreeHeight(),
                 geometry.pieceTreeHeight());
    return uncles;
}

bool provesBlock(const Geometry &geometry, BlockIndex block, const Sha256Digest &blockHash,
                 std::span<const Sha256Digest> uncles, const PiecesRoot &root)
{
    if (block.value() >= geometry.blockCount()
        || std::cmp_not_equal(uncles.size(), geometry.pieceTreeHeight() + geometry.layerTreeHeight()))
        return false;
    Sha256 hash;
    Sha256Digest node = blockHash;
    std::uint32_t position = block.value();
    for (const Sha256Digest &uncle : uncles) {
        node = position & 1 ? merkleParent(hash, uncle, node) : merkleParent(hash, node, uncle);
        position /= 2;
    }
    return std::ranges::equal(node.bytes(), root.bytes());
}

} // namespace freshet
