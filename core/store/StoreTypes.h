// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Digest.h"
#include "core/base/Error.h"
#include "core/base/Extent.h"
#include "core/base/PieceSet.h"
#include "core/base/UniqueFd.h"
#include "core/base/Units.h"
#include "core/meta/Geometry.h"
#include "core/meta/PieceVerifier.h"
#include "core/store/KnownDirectory.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace freshet {

/// What a cache file is named by. Contents with metadata share storage by their pieces root; a content
/// without metadata is named by the digest of (URL without query, validator, caller's digest).
struct StorageKey {
    enum class Kind { Root, Request };
    Kind kind = Kind::Root;
    Sha256Digest digest;

    static StorageKey forRoot(const PiecesRoot &root);
    /// "<64 hex>" or "r-<64 hex>": hex digits only, so a key can never be a path.
    [[nodiscard]] QString fileName() const;
    static std::optional<StorageKey> fromFileName(const QString &name);
    auto operator<=>(const StorageKey &) const = default;
};

/// Bytes by where they came from, in the order of the five source classes, plus what was thrown away.
/// Only verified useful bytes count as downloaded; `wasted` is everything else that arrived.
struct ByteCounters {
    Bytes fromLanPeers{};
    Bytes fromGroupPeers{};
    Bytes fromInternetPeers{};
    Bytes fromCacheServer{};
    Bytes fromHttpOrigin{};
    Bytes wasted{};
    Bytes toLanPeers{};
    Bytes toGroupPeers{};
    Bytes toInternetPeers{};

    ByteCounters &operator+=(const ByteCounters &other);
    bool operator==(const ByteCounters &) const = default;
};

/// What proves a content.
enum class ProofKind {
    Metadata,    ///< every piece by the content metadata
    PieceHashes, ///< every piece by an imported piece hash file
    FlatDigest,  ///< the whole by the caller's SHA-256
    None,        ///< nothing was given: the bytes are as the server sent them; never offered to peers
};

/// What the ledger knows of one content in the cache.
struct ContentRecord {
    StorageKey key;
    std::optional<ContentId> contentId;
    QString name;      ///< base name of the content
    QString sourceUrl; ///< first HTTP source, as displayUrl() shows it
    Geometry geometry;
    bool sizeKnown = true; ///< false while a response without length is received; geometry is then a bound
    ProofKind proof = ProofKind::Metadata;
    std::optional<Sha256Digest> wholeDigest; ///< the caller's, when one was given
    QByteArray metainfo;                     ///< the encoded metainfo; empty without
    QByteArray validator;                    ///< strong HTTP validator of a content without metadata
    PieceSet durable;                        ///< on disk, synced, and (with a verifier) proven
    bool complete = false;                   ///< every piece durable and every demanded proof made
    ByteCounters counters;
    std::chrono::milliseconds downloadDuration{}; ///< time spent transferring, over all runs
    bool foreground = true;
    WallTime createdAt;
    std::optional<WallTime> completedAt;
    std::optional<WallTime> lastUsed; ///< handed over last
    std::optional<WallTime> expireOn; ///< given: of a pinned content the end of its pin, else the date on which it goes
    bool pinned = false;
    /// Derived, never stored: when it goes unless it is used before; of a pinned content the end of its pin.
    std::optional<WallTime> plannedExpiry;
};

/// Where a complete content goes: a name below a directory the caller has opened, so that the engine never
/// resolves a path that another user controls.
struct Destination {
    UniqueFd directory;
    QString fileName;    ///< one path component
    QString displayPath; ///< for messages
    bool overwrite = true;
    std::vector<Extent> extents{};         ///< one behind the other; empty: the whole
    std::optional<KnownDirectory> known{}; ///< where to find the directory again, if it is not open
};

/// How long a content is kept.
struct Retention {
    StorageKey key;
    bool inCache = true; ///< false: it has been deleted
    bool pinned = false;
    std::optional<WallTime> plannedExpiry; ///< as ContentRecord::plannedExpiry
};

/// What the cache as a whole takes, and may take.
struct CacheUse {
    Bytes held{};   ///< by contents that are not pinned
    Bytes pinned{}; ///< by those that are; counts towards no limit
    Bytes quota{};
    Bytes diskCapacity{};
    Bytes diskAvailable{};
    bool clockSuspect =
        false; ///< the calendar has jumped: for a while nothing is deleted for a date that the jump passed over
};

struct HandOverResult {
    enum class Method { Reflink, Copy };
    Method method = Method::Copy;
    Bytes bytes;
};

} // namespace freshet
