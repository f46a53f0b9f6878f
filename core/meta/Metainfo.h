// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/base/Error.h"
#include "core/meta/ContentHashes.h"
#include "core/meta/Geometry.h"
#include "core/meta/PieceVerifier.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace freshet {

/// Content metadata: a BEP 52 single-file metainfo whose piece layer proves up to the pieces root.
/// A value of this type made by parseMetainfo or buildMetainfo always satisfies that.
struct Metainfo {
    std::string name; ///< UTF-8, safe as one file name on POSIX and Windows
    Geometry geometry;
    PiecesRoot piecesRoot;
    std::vector<Sha256Digest> pieceLayer; ///< one merkle root per piece; for a single piece {piecesRoot}
    std::vector<Sha1Digest> v1Pieces;     ///< empty unless hybrid; never trusted
    std::vector<std::string> sources;     ///< HTTP(S) URLs (BEP 19 url-list), in order
    std::string infoBytes;                ///< the bencoded info dictionary, byte for byte
    ContentId contentId;                  ///< SHA-256 of infoBytes
    std::optional<Sha1Digest> v1InfoHash; ///< SHA-1 of infoBytes when hybrid

    [[nodiscard]] bool isHybrid() const { return !v1Pieces.empty(); }
    [[nodiscard]] PieceVerifier verifier() const { return {PieceVerifier::Kind::Merkle, geometry, pieceLayer}; }
    /// The URLs to request: as in `sources`, with the name added to those that end in a slash (BEP 19).
    [[nodiscard]] std::vector<std::string> downloadUrls() const;

    bool operator==(const Metainfo &) const = default;
};

/// Limits met before memory is spent (attack A10).
struct MetainfoLimits {
    std::size_t maximumBytes = 64 * 1024 * 1024;
    std::size_t maximumTokens = 1'000'000;
    int maximumDepth = 32;
    std::size_t maximumSources = 64;
};

/// Parses and proves a metainfo file. Errors: the Meta… codes, one per rule.
Result<Metainfo> parseMetainfo(std::span<const std::byte> file, const MetainfoLimits &limits = {});

/// Makes metadata from hashes. Deterministic: equal arguments give equal bytes. Errors: EmptyContent, MetaLength,
/// MetaPieceLength, MetaPieceCount (the file would break MetainfoLimits), the MetaName… codes, MetaUrl;
/// InvalidArgument when the hashes are not as many as the pieces.
Result<Metainfo> buildMetainfo(std::string name, ContentHashes hashes, std::vector<std::string> sources);

/// The metainfo file, canonically encoded (sorted keys): info, piece layer, sources. Other top-level keys of a
/// parsed file (announce, comment …) are not kept; they are no part of the identity.
std::string encodeMetainfo(const Metainfo &metainfo);

} // namespace freshet
