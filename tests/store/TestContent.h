// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/meta/Metainfo.h"
#include "core/store/Store.h"

#include <QByteArray>

#include <cstdint>
#include <memory>

namespace freshet::test {

/// A content made up from a seed: its bytes can be had piece by piece, in any process, without keeping them.
class TestContent {
public:
    TestContent(Bytes length, Bytes pieceLength, std::uint32_t seed = 1);

    [[nodiscard]] const Geometry &geometry() const { return m_geometry; }
    [[nodiscard]] std::uint32_t pieceCount() const { return m_geometry.pieceCount(); }
    [[nodiscard]] QByteArray piece(std::uint32_t index) const;
    [[nodiscard]] QByteArray bytes() const;
    [[nodiscard]] Sha256Digest digest() const;
    [[nodiscard]] const Metainfo &metainfo() const { return m_metainfo; }
    [[nodiscard]] StorageKey key() const { return StorageKey::forRoot(m_metainfo.piecesRoot); }

    /// With metadata.
    [[nodiscard]] OpenRequest request() const;
    /// Without metadata, proven by the digest of the whole (or by nothing).
    [[nodiscard]] OpenRequest flatRequest(ProofKind proof = ProofKind::FlatDigest) const;

private:
    Geometry m_geometry;
    std::uint32_t m_seed;
    Metainfo m_metainfo;
};

} // namespace freshet::test
