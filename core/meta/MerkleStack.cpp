// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/MerkleStack.h"

#include "core/meta/MerkleLayer.h"

#include <cassert>
#include <optional>
#include <utility>

namespace freshet {

void MerkleStack::push(Sha256 &hash, const Sha256Digest &node)
{
    Sha256Digest subtree = node;
    std::size_t level = 0;
    for (std::uint64_t n = m_count; n & 1; n >>= 1)
        subtree = merkleParent(hash, m_nodes[level++], subtree);
    m_nodes[level] = subtree;
    ++m_count;
}

Sha256Digest MerkleStack::finish(Sha256 &hash, int height, Sha256Digest padding)
{
    const std::uint64_t count = std::exchange(m_count, 0);
    assert(count >= 1 && count <= std::uint64_t{1} << height);
    if (count == std::uint64_t{1} << height)
        return m_nodes[static_cast<std::size_t>(height)];

    std::optional<Sha256Digest> right; // the unfinished right edge: a whole subtree of the current level
    for (int level = 0; level < height; ++level) {
        if (count >> level & 1)
            right = merkleParent(hash, m_nodes[static_cast<std::size_t>(level)], right ? *right : padding);
        else if (right)
            right = merkleParent(hash, *right, padding);
        padding = merkleParent(hash, padding, padding);
    }
    return *right;
}

} // namespace freshet
