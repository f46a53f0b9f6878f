// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/base/UniqueFd.h"
#include "core/store/EarlyCopy.h"
#include "core/store/FileStamp.h"
#include "core/store/StoreTypes.h"

#include <atomic>
#include <memory>
#include <vector>

namespace freshet {

struct HandOverJob {
    UniqueFd source; ///< open for reading
    QString sourcePath;
    Geometry geometry;
    std::shared_ptr<const PieceVerifier> verifier; ///< null: `digest` of the whole is the proof
    std::optional<Sha256Digest> digest;
    FileStamp provenStamp; ///< of the file when it was proven; a clone of a file that still has it needs no hashing
    std::uint64_t cacheDevice = 0;
    std::uint64_t cacheInode = 0; ///< a destination in the cache itself is refused
    QByteArray
        temporaryMark; ///< ends the name of the unfinished file, where it needs one: of this content in this cache alone
    Destination destination;
    std::shared_ptr<EarlyCopy> early{}; ///< what has been copied already; null: nothing
};

struct HandOverOutcome {
    Result<HandOverResult> result;
    std::vector<PieceIndex> wrongPieces; ///< of the cache file, found while copying
    bool wrongDigest = false;            ///< the same for a content without a verifier
};

/// Blocking: a clone or a proven copy without a name (or under a temporary one), fsync, its name, fsync of the directory. What was
/// hashed is what was written. Leaves nothing behind when it fails. Never writes to the source.
HandOverOutcome handOverFile(HandOverJob &job, const std::atomic<bool> &cancel);

} // namespace freshet
