// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/base/Error.h"
#include "core/meta/Geometry.h"
#include "core/meta/PieceVerifier.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace freshet {

/// The piece hash file of the original: a JSON object {MajorVersion, MinorVersion, HashOfHashes, ContentLength,
/// PieceSize, Pieces} with one flat SHA-256 per piece, hashes in base64, lengths in bytes.
/// A value made by parsePieceHashFile or makePieceHashFile has one hash per piece, and hashOfHashes is the
/// SHA-256 of all raw piece hashes one after the other. It proves nothing by itself: compare hashOfHashes
/// with what a trusted channel said before its verifier is used.
struct PieceHashFile {
    Geometry geometry;
    std::vector<Sha256Digest> pieces;
    Sha256Digest hashOfHashes;

    [[nodiscard]] PieceVerifier verifier() const { return {PieceVerifier::Kind::Flat, geometry, pieces}; }

    bool operator==(const PieceHashFile &) const = default;
};

/// Limits met before memory is spent.
struct PieceHashFileLimits {
    std::size_t maximumBytes = 64 * 1024 * 1024;
    int maximumDepth = 16; ///< of unknown members, which are skipped
};

/// Errors: PhfSyntax (not JSON of that shape, too large, too deep, a member missing, twice or of a wrong type),
/// PhfVersion (MajorVersion is not 1), PhfGeometry (impossible lengths), PhfPieces (a hash that is not 32 bytes in
/// base64, or not one per piece), PhfHashOfHashes.
Result<PieceHashFile> parsePieceHashFile(std::span<const std::byte> file, const PieceHashFileLimits &limits = {});

/// Makes the file of a content from its flat piece hashes. Errors: EmptyContent, PhfGeometry; InvalidArgument when
/// the hashes are not as many as the pieces.
Result<PieceHashFile> makePieceHashFile(const Geometry &geometry, std::vector<Sha256Digest> flatPieces);

/// The JSON text. Deterministic: members in the order above, no white space but one final line feed.
std::string encodePieceHashFile(const PieceHashFile &file);

} // namespace freshet
