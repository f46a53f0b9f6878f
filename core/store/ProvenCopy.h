// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/meta/PieceVerifier.h"

#include <atomic>
#include <optional>
#include <vector>

namespace freshet {

/// One pass over a whole file: read, proven, and written elsewhere if wanted, each on a thread of its own and all at the
/// same time; by direct I/O where the filesystem allows it, so that the page cache neither costs anything nor answers for the disk.
/// Invariant: what is written is the memory that was hashed. Takes 4 MiB, whatever the piece length. Non-duty: names,
/// durability, what to do about what is wrong.
struct ProvenCopy {
    int from = -1;
    int to = -1; ///< of the length already; -1: nothing is written
    Geometry geometry;
    const PieceVerifier *verifier = nullptr; ///< null: the digest of the whole is made instead

    struct Outcome {
        std::vector<PieceIndex>
            wrongPieces;                   ///< ascending; unreadable ones too. Nothing is written from the first one on
        bool unreadable = false;           ///< without a verifier: the pass ended early
        std::optional<Sha256Digest> whole; ///< without a verifier
        int writeError = 0;                ///< an errno; the pass ended early
        bool cancelled = false;
    };

    /// Blocking.
    [[nodiscard]] Outcome run(const std::atomic<bool> &cancel) const;
};

} // namespace freshet
