// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/meta/Metainfo.h"

#include <QString>

#include <functional>

namespace freshet {

struct FileHashOptions {
    bool hybrid = true;                                        ///< also the SHA-1 of each piece, for older clients
    int threads = 0;                                           ///< 0: one per core
    std::function<void(Bytes hashed, Bytes total)> progress{}; ///< from any thread, at most 20 times a second
    std::function<bool()> cancelled{};
};

/// Reads a file once and hashes it for publishing, pieces spread over the cores, memory bounded by
/// threads × 1 MiB. Blocking. Errors: EmptyContent, NotARegularFile, FileNotFound, FileUnreadable, FileChanged
/// (size or mtime moved meanwhile), Cancelled.
Result<ContentHashes> hashFileForPublishing(const QString &path, const FileHashOptions &options = {});

/// Compares a file with its metadata piece by piece. Returns the pieces that differ or are missing (empty:
/// the file is the content). Errors as above; SizeMismatch is not an error: missing pieces are listed.
Result<std::vector<PieceIndex>> verifyFile(const QString &path, const PieceVerifier &verifier,
                                           const FileHashOptions &options = {});

/// SHA-256 of the bytes of each piece, for exporting a piece hash file.
Result<std::vector<Sha256Digest>> hashFilePiecesFlat(const QString &path, const Geometry &geometry,
                                                     const FileHashOptions &options = {});

} // namespace freshet
