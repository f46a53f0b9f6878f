// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/ResumeRules.h"

#include "core/base/DisplayUrl.h"

namespace freshet {

namespace {

/// A piece of the new geometry is there when the old pieces that cover it are.
PieceSet converted(const PieceSet &old, const Geometry &from, const Geometry &to)
{
    PieceSet pieces(to.pieceCount());
    for (PieceIndex piece{0}; piece.value() < to.pieceCount(); ++piece) {
        const PieceIndex first = from.pieceAt(to.pieceOffset(piece));
        const PieceIndex last = from.pieceAt(to.pieceOffset(piece) + to.pieceSize(piece) - 1_B);
        bool covered = true;
        for (PieceIndex p = first; covered && p <= last; ++p)
            covered = old.contains(p);
        if (covered)
            pieces.insert(piece);
    }
    return pieces;
}

PieceSet resized(const PieceSet &old, std::uint32_t count)
{
    PieceSet pieces(count);
    for (PieceIndex piece{0}; piece.value() < std::min(old.size(), count); ++piece) {
        if (old.contains(piece))
            pieces.insert(piece);
    }
    return pieces;
}

std::uint32_t prefixLength(const PieceSet &pieces)
{
    std::uint32_t n = 0;
    while (pieces.contains(PieceIndex{n}))
        ++n;
    return n;
}

} // namespace

bool mergeRequest(LedgerRow &row, const OpenRequest &request, bool known)
{
    ContentRecord &r = row.record;
    r.contentId = request.contentId;
    r.name = request.name;
    r.sourceUrl = displayUrl(QUrl(request.sourceUrl));
    r.foreground = request.foreground;
    r.validator = request.validator;
    if (!request.metainfo.isEmpty())
        r.metainfo = request.metainfo;
    const bool otherDigest = request.wholeDigest && request.wholeDigest != r.wholeDigest;
    // What one caller demanded of a content that its pieces prove must not bind the next caller.
    r.wholeDigest = request.wholeDigest;
    const bool wasProvenByPiece = r.proof == ProofKind::Metadata || r.proof == ProofKind::PieceHashes;
    const bool provenByPiece = request.proof == ProofKind::Metadata || request.proof == ProofKind::PieceHashes;
    r.proof = request.proof;
    if (!known)
        return false;
    if (otherDigest)
        r.complete = false;
    if (provenByPiece && !wasProvenByPiece)
        row.trust = std::max(row.trust, Trust::ProveClaimed);

    bool startOver = false;
    const Geometry old = r.geometry;
    const bool sameCut = old.pieceLength() == request.geometry.pieceLength();
    if (r.sizeKnown && !request.sizeKnown && sameCut) {
        // what is known stays known
    } else if (r.sizeKnown && request.sizeKnown && old.contentLength() == request.geometry.contentLength()) {
        if (!sameCut) {
            r.durable = converted(r.durable, old, request.geometry);
            r.geometry = request.geometry;
        }
    } else if (!r.sizeKnown && sameCut && prefixLength(r.durable) <= request.geometry.pieceCount()
               && r.durable.count() * old.pieceLength().value() <= request.geometry.contentLength().value()) {
        r.durable = resized(r.durable, request.geometry.pieceCount());
        r.geometry = request.geometry;
        r.sizeKnown = request.sizeKnown;
    } else {
        r.geometry = request.geometry;
        r.sizeKnown = request.sizeKnown;
        startOver = true;
    }
    if (!provenByPiece && !startOver) {
        const std::uint32_t prefix = prefixLength(r.durable);
        if (prefix < r.durable.count()) {
            r.durable = resized(resized(r.durable, prefix), r.geometry.pieceCount());
            row.prefixDigest.reset();
        }
    }
    return startOver;
}

Trust judgeClaims(const LedgerRow &row, const FileStamp &stamp, const QString &bootId)
{
    if (row.trust != Trust::Claimed)
        return row.trust;
    if (row.dirtyBoot.isEmpty())
        return stamp == row.stamp ? Trust::Claimed : Trust::ProveClaimed;
    // Our own writes after the last barrier have moved the times; in another boot the disk may have lost more than the kernel knew.
    const bool believable = stamp.sameFile(row.stamp) && stamp.size >= row.stamp.size && row.dirtyBoot == bootId;
    return believable ? Trust::Claimed : Trust::ProveClaimed;
}

} // namespace freshet
