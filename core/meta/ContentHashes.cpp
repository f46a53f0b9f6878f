// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/ContentHashes.h"

namespace freshet {

ContentHashes ContentHashes::sized(const Geometry &geometry, PieceHashKinds kinds)
{
    ContentHashes hashes{.geometry = geometry, .pieceLayer = {}, .v1Pieces = {}};
    if (kinds.merkle)
        hashes.pieceLayer.resize(geometry.pieceCount());
    if (kinds.sha1)
        hashes.v1Pieces.resize(geometry.pieceCount());
    if (kinds.flat)
        hashes.flatPieces.resize(geometry.pieceCount());
    return hashes;
}

void ContentHashes::set(PieceIndex piece, const PieceHashes &hashes)
{
    if (hashes.merkleRoot)
        pieceLayer.at(piece.value()) = *hashes.merkleRoot;
    if (hashes.sha1)
        v1Pieces.at(piece.value()) = *hashes.sha1;
    if (hashes.flat)
        flatPieces.at(piece.value()) = *hashes.flat;
}

} // namespace freshet
