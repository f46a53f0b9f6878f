// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/MerkleHasher.h"

#include "core/meta/Geometry.h"

#include <algorithm>

namespace freshet {

void MerkleHasher::add(std::span<const std::byte> bytes)
{
    constexpr auto blockSize = static_cast<std::size_t>(blockLength.value());
    while (!bytes.empty()) {
        const std::size_t n = std::min(bytes.size(), blockSize - m_inBlock);
        m_leaf.add(bytes.first(n));
        m_inBlock += n;
        bytes = bytes.subspan(n);
        if (m_inBlock == blockSize)
            endBlock();
    }
}

Sha256Digest MerkleHasher::finish(int height)
{
    if (m_inBlock > 0)
        endBlock();
    return m_stack.finish(m_node, height, Sha256Digest{});
}

void MerkleHasher::endBlock()
{
    m_stack.push(m_node, m_leaf.finish());
    m_inBlock = 0;
}

} // namespace freshet
