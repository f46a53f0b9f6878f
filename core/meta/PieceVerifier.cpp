// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/PieceVerifier.h"

#include "core/meta/MerkleHasher.h"
#include "core/meta/Sha256.h"

#include <cassert>
#include <utility>

namespace freshet {

PieceVerifier::PieceVerifier(Kind kind, Geometry geometry, std::vector<Sha256Digest> digests)
    : m_kind(kind)
    , m_geometry(geometry)
    , m_digests(std::move(digests))
{
    assert(m_digests.size() == m_geometry.pieceCount());
}

bool PieceVerifier::matches(PieceIndex piece, std::span<const std::byte> bytes) const
{
    if (piece.value() >= m_digests.size() || bytes.size() != m_geometry.pieceSize(piece).value())
        return false;
    const Sha256Digest &expected = m_digests[piece.value()];
    if (m_kind == Kind::Flat)
        return Sha256::of(bytes) == expected;
    MerkleHasher hasher;
    hasher.add(bytes);
    return hasher.finish(m_geometry.pieceTreeHeight()) == expected;
}

bool PieceVerifier::matchesHashes(PieceIndex piece, const PieceHashes &hashes) const
{
    if (piece.value() >= m_digests.size())
        return false;
    const std::optional<Sha256Digest> &made = m_kind == Kind::Flat ? hashes.flat : hashes.merkleRoot;
    return made && *made == m_digests[piece.value()];
}

std::expected<Verified<PieceBuffer>, Unverified<PieceBuffer>> PieceVerifier::verify(PieceIndex piece,
                                                                                    Unverified<PieceBuffer> bytes) const
{
    if (!matches(piece, std::as_const(bytes).get().bytes()))
        return std::unexpected(std::move(bytes));
    return Verified<PieceBuffer>(std::move(bytes).take());
}

} // namespace freshet
