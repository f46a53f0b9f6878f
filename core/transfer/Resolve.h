// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/DownloadRequest.h"
#include "core/store/StoreTypes.h"
#include "core/swarm/SwarmContent.h"

#include <QUrl>

#include <memory>
#include <span>
#include <vector>

namespace freshet {

/// What a job turned out to be about: everything that opening it in the store and fetching it need.
struct ResolvedContent {
    StorageKey key;
    std::optional<ContentId> contentId;
    QString name;
    Geometry geometry;
    ProofKind proof = ProofKind::Metadata;
    std::shared_ptr<const PieceVerifier> verifier; ///< null when only the whole can be proven, or nothing
    std::optional<Sha256Digest> wholeDigest;
    std::vector<QUrl> sources;
    bool publicSourcesOnly = false; ///< a stranger chose the sources: no address of this network is asked for them
    QByteArray metainfo;
    std::optional<SwarmContent> swarm; ///< of a content with metadata
    QByteArray validator;              ///< of a content without metadata: its strong ETag, if it has one
    DownloadMode mode = DownloadMode::HttpOnly;
    ModeReason modeReason = ModeReason::None;
};

/// How a metainfo came here: decides whether it is authorised by itself.
enum class MetadataOrigin { GivenByUser, VerifiedHttps, PlainHttp };

/// The authorisation rules for content metadata. A ContentId that was given has to match (ContentIdMismatch);
/// metadata over plain HTTP without one still proves pieces, but peers stay off and the reason says so. Errors: the Meta… codes.
Result<ResolvedContent> resolveMetadata(std::span<const std::byte> file, MetadataOrigin origin,
                                        const QString &displayName, const std::optional<ContentId> &expected,
                                        const std::optional<Sha256Digest> &wholeDigest);

/// A content without metadata whose pieces a piece hash file proves. Errors: the Phf… codes.
Result<ResolvedContent> resolvePieceHashes(const ContentUrl &subject, const std::optional<Sha256Digest> &wholeDigest);

/// The cache key of a content without metadata: (URL without query, validator, caller's digest), or with the query where
/// no digest says which bytes are meant. Only its SHA-256 is kept.
StorageKey requestKey(const QUrl &url, const QByteArray &validator, const std::optional<Sha256Digest> &digest);

/// The last path component of the URL if it is safe as a file name, else "content".
QString nameFromUrl(const QUrl &url);

} // namespace freshet
