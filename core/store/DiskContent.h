// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/ContentFile.h"
#include "core/store/EarlyCopy.h"
#include "core/store/LedgerRow.h"
#include "core/store/StoreEvents.h"
#include "core/store/WorkThread.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace freshet {

/// One open content as the disk thread sees it. Invariant: `row` is what the ledger says (or is about to say
/// within a barrier); what is written and not yet claimed is in `unsynced`, or is `tail`.
struct DiskContent {
    using Operation = std::move_only_function<void(DiskContent *)>; ///< given null when the content is gone

    struct Written {
        PieceIndex piece;
        Bytes size;
        std::optional<Sha256Digest> prefix; ///< digest of everything up to this piece, without a verifier
    };

    ContentHandle handle;
    bool internal = false; ///< opened by the store itself to prove it again
    LedgerRow row;
    std::shared_ptr<const PieceVerifier> verifier;
    Geometry requestedGeometry;
    bool requestedSizeKnown = true;
    std::vector<Extent> expected; ///< parts that are to come; empty: all
    ContentFile file;
    Bytes reserved = Bytes{UINT64_MAX}; ///< space set aside up to here; the rest follows in the background

    std::shared_ptr<EarlyCopy> early; ///< null: nobody waits for the content yet. Used by the long thread alone
    PieceSet earlyAsked;              ///< pieces that it was given
    bool copiesEarly = false;         ///< it has begun, and pieces go there as they are written

    std::vector<Written> unsynced;
    std::optional<Written> tail; ///< short last piece of unknown size: written, claimed when sealed
    Bytes unsyncedBytes;
    ByteCounters addedCounters;
    std::chrono::milliseconds addedDuration{};
    bool countersDirty = false;
    int failedSyncs = 0; ///< in a row

    bool failed = false;
    bool fenced = false; ///< a long job is at work; operations wait
    bool closing = false;
    std::deque<Operation> waiting;
    std::deque<WorkThread::Task> afterClose;

    [[nodiscard]] bool isDirty() const { return !failed && (!unsynced.empty() || countersDirty); }
    [[nodiscard]] std::uint32_t claimedOrWritten() const
    {
        return row.record.durable.count() + static_cast<std::uint32_t>(unsynced.size());
    }
    /// The bytes that the file must have by now.
    [[nodiscard]] Bytes expectedLength() const
    {
        const Geometry &g = row.record.geometry;
        if (row.record.sizeKnown)
            return g.contentLength();
        return Bytes{claimedOrWritten() * g.pieceLength().value()};
    }
};

} // namespace freshet
