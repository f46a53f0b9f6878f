// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/PieceHasher.h"

#include <algorithm>

namespace freshet {

PieceHasher::PieceHasher(const Geometry &geometry, PieceHashKinds kinds)
    : m_height(geometry.pieceTreeHeight())
{
    if (kinds.merkle)
        m_merkle.emplace();
    if (kinds.sha1)
        m_sha1.emplace();
    if (kinds.flat)
        m_flat.emplace();
}

PieceHashes PieceHasher::hash(std::span<const std::byte> bytes)
{
    add(bytes);
    return finish();
}

void PieceHasher::add(std::span<const std::byte> bytes)
{
    // Block by block, so that the second and third hash find the bytes in the nearest cache.
    while (!bytes.empty()) {
        const std::span<const std::byte> block = bytes.first(std::min<std::size_t>(bytes.size(), blockLength.value()));
        if (m_merkle)
            m_merkle->add(block);
        if (m_sha1)
            m_sha1->add(block);
        if (m_flat)
            m_flat->add(block);
        bytes = bytes.subspan(block.size());
    }
}

PieceHashes PieceHasher::finish()
{
    PieceHashes hashes;
    if (m_merkle)
        hashes.merkleRoot = m_merkle->finish(m_height);
    if (m_sha1)
        hashes.sha1 = m_sha1->finish();
    if (m_flat)
        hashes.flat = m_flat->finish();
    return hashes;
}

} // namespace freshet
