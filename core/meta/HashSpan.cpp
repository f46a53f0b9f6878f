// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/HashSpan.h"

#include "core/meta/MerkleLayer.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace freshet {

namespace {

std::uint32_t treeHeight(const Geometry &geometry)
{
    return static_cast<std::uint32_t>(geometry.pieceTreeHeight() + geometry.layerTreeHeight());
}

std::uint32_t heightOf(const HashSpan &span)
{
    return static_cast<std::uint32_t>(std::bit_width(span.length) - 1);
}

/// A stretch of one layer of the tree; nodes beyond its end are padding.
struct Stretch {
    std::vector<Sha256Digest> nodes;
    std::size_t first =
        0; ///< position of nodes[0] in its layer; even unless the layer is the topmost one of the stretch
    Sha256Digest padding;

    [[nodiscard]] const Sha256Digest &at(std::size_t position) const
    {
        assert(position >= first);
        return position - first < nodes.size() ? nodes[position - first] : padding;
    }
    void raise(Sha256 &hash)
    {
        const std::size_t parents = (nodes.size() + 1) / 2;
        for (std::size_t i = 0; i < parents; ++i)
            nodes[i] = merkleParent(hash, nodes[2 * i], 2 * i + 1 < nodes.size() ? nodes[2 * i + 1] : padding);
        nodes.resize(parents);
        first /= 2;
        padding = merkleParent(hash, padding, padding);
    }
};

/// `stretch` is in the base layer of `span`. Where it reaches the piece layer, that takes its place.
std::vector<Sha256Digest> answer(Sha256 &hash, const Geometry &geometry, const HashSpan &span, Stretch stretch,
                                 std::span<const Sha256Digest> pieceLayer)
{
    std::vector<Sha256Digest> hashes;
    hashes.reserve(answerSize(span));
    for (std::uint32_t i = 0; i < span.length; ++i)
        hashes.push_back(stretch.at(span.index + i));
    std::size_t position = span.index;
    for (std::uint32_t level = 1; level <= span.proofLayers; ++level) {
        stretch.raise(hash);
        position /= 2;
        if (std::cmp_equal(span.baseLayer + level, geometry.pieceTreeHeight())) {
            stretch.nodes.assign(pieceLayer.begin(), pieceLayer.end());
            stretch.first = 0;
        }
        if (level >= heightOf(span))
            hashes.push_back(stretch.at(position ^ 1));
    }
    return hashes;
}

} // namespace

bool needsBlockHashes(const Geometry &geometry)
{
    return geometry.pieceTreeHeight() > 0;
}

HashSpan blockHashesOf(const Geometry &geometry, const PiecesRoot &root, PieceIndex piece)
{
    assert(needsBlockHashes(geometry) && piece.value() < geometry.pieceCount());
    return {.root = root,
            .baseLayer = 0,
            .index = geometry.firstBlockOf(piece).value(),
            .length = std::uint32_t{1} << geometry.pieceTreeHeight(),
            .proofLayers = treeHeight(geometry) - 1};
}

bool isInTree(const Geometry &geometry, const HashSpan &span)
{
    const std::uint32_t height = treeHeight(geometry);
    if (span.length < 2 || span.length > HashSpan::maximumLength || !std::has_single_bit(span.length)
        || span.index % span.length != 0 || span.baseLayer >= height)
        return false;
    const std::uint64_t layerSize = std::uint64_t{1} << (height - span.baseLayer);
    return std::uint64_t{span.index} + span.length <= layerSize && span.proofLayers < height - span.baseLayer;
}

std::size_t answerSize(const HashSpan &span)
{
    const std::uint32_t covered = heightOf(span) - 1;
    return span.length + (span.proofLayers > covered ? span.proofLayers - covered : 0);
}

std::vector<Sha256Digest> hashesFromPieceLayer(const Geometry &geometry, const HashSpan &span,
                                               std::span<const Sha256Digest> pieceLayer)
{
    assert(isInTree(geometry, span) && std::cmp_greater_equal(span.baseLayer, geometry.pieceTreeHeight())
           && pieceLayer.size() == geometry.pieceCount());
    Sha256 hash;
    Stretch stretch{.nodes = {pieceLayer.begin(), pieceLayer.end()},
                    .padding = merklePadding(hash, geometry.pieceTreeHeight())};
    for (auto layer = static_cast<std::uint32_t>(geometry.pieceTreeHeight()); layer < span.baseLayer; ++layer)
        stretch.raise(hash);
    return answer(hash, geometry, span, std::move(stretch), pieceLayer);
}

std::vector<Sha256Digest> hashesFromBlocks(const Geometry &geometry, const HashSpan &span,
                                           std::span<const Sha256Digest> pieceBlocks,
                                           std::span<const Sha256Digest> pieceLayer)
{
    assert(isInTree(geometry, span) && span.baseLayer == 0 && pieceLayer.size() == geometry.pieceCount());
    const PieceIndex piece = geometry.pieceOf(BlockIndex{span.index});
    assert(span.length <= std::uint32_t{1} << geometry.pieceTreeHeight());
    Sha256 hash;
    return answer(
        hash, geometry, span,
        {.nodes = {pieceBlocks.begin(), pieceBlocks.end()}, .first = geometry.firstBlockOf(piece).value(), .padding{}},
        pieceLayer);
}

bool provesSpan(const Geometry &geometry, const HashSpan &span, std::span<const Sha256Digest> hashes,
                const PiecesRoot &root)
{
    if (!isInTree(geometry, span) || hashes.size() != answerSize(span))
        return false;
    const auto uncles = hashes.subspan(span.length);
    if (span.baseLayer + heightOf(span) + uncles.size() != treeHeight(geometry))
        return false;
    Sha256 hash;
    Sha256Digest node = merkleRoot(hash, hashes.first(span.length), static_cast<int>(span.baseLayer));
    std::uint32_t position = span.index / span.length;
    for (const Sha256Digest &uncle : uncles) {
        node = position & 1 ? merkleParent(hash, uncle, node) : merkleParent(hash, node, uncle);
        position /= 2;
    }
    return std::ranges::equal(node.bytes(), root.bytes());
}

} // namespace freshet
