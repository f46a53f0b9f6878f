// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/MerkleLayer.h"

#include "core/meta/MerkleStack.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>

namespace freshet {

int merkleHeight(std::uint64_t leaves)
{
    assert(leaves >= 1);
    return static_cast<int>(std::bit_width(leaves - 1));
}

Sha256Digest merkleParent(Sha256 &hash, const Sha256Digest &left, const Sha256Digest &right)
{
    // One call with both: a node is only 64 bytes, so calls are what it costs.
    std::array<std::byte, 2 * Sha256Digest::size> children;
    std::ranges::copy(left.bytes(), children.begin());
    std::ranges::copy(right.bytes(), children.begin() + Sha256Digest::size);
    hash.add(children);
    return hash.finish();
}

Sha256Digest merklePadding(Sha256 &hash, int height)
{
    Sha256Digest node;
    for (int i = 0; i < height; ++i)
        node = merkleParent(hash, node, node);
    return node;
}

Sha256Digest merkleRoot(Sha256 &hash, std::span<const Sha256Digest> layer, int nodeHeight)
{
    assert(!layer.empty());
    MerkleStack stack;
    for (const Sha256Digest &node : layer)
        stack.push(hash, node);
    return stack.finish(hash, merkleHeight(layer.size()), merklePadding(hash, nodeHeight));
}

} // namespace freshet
