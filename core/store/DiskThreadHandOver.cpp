// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DiskThread that deals with contents as a whole: hand-over.
#include "core/store/DiskThread.h"

namespace freshet {

namespace {

/// Of a content's early copy, so that other long jobs come in between.
constexpr Bytes copiedAtOnce = 64_MiB;
/// Buffers that early copies keep from the pool. What comes while the long thread has other work is read again later.
constexpr Bytes mostLent = 4_MiB;

} // namespace

void DiskThread::handOver(ContentHandle content, Destination destination, Done<HandOverResult> done)
{
    onContent(content, [this, d = std::move(destination), done = std::move(done)](DiskContent *c) mutable {
        if (!c)
            return done(std::unexpected(unknownContent("hand over")));
        handOverNow(*c, std::move(d), std::move(done));
    });
}

QByteArray DiskThread::temporaryMark(const DiskContent &content) const
{
    return content.row.record.key.fileName().right(16).toLatin1()
           + QByteArray::number(static_cast<quint64>(m_directory.inode()), 16);
}

void DiskThread::expectHandOver(ContentHandle content, UniqueFd directory, QString fileName)
{
    onContent(content, [this, directory = std::move(directory), fileName](DiskContent *c) mutable {
        if (!c || c->failed || !c->verifier || !c->row.record.sizeKnown || c->row.record.complete || !directory)
            return;
        c->early = std::make_shared<EarlyCopy>(std::move(directory), fileName, temporaryMark(*c), c->verifier);
        c->earlyAsked = PieceSet(c->row.record.durable.size());
    });
}

/// What comes slowly is copied as it comes. Nothing waits for it, and whatever goes wrong with it is met again at the hand-over.
void DiskThread::copyEarly(const ContentPtr &content)
{
    if (!content->early || content->failed || content->row.record.complete
        || content->earlyAsked.size() != content->row.record.durable.size())
        return;
    std::vector<PieceIndex> pieces;
    Bytes room = copiedAtOnce;
    content->row.record.durable.forEach([&](PieceIndex piece) {
        if (room == Bytes{} || !content->earlyAsked.insert(piece))
            return;
        pieces.push_back(piece);
        room -= std::min(room, content->row.record.geometry.pieceSize(piece));
    });
    if (pieces.empty())
        return;
    auto source = content->file.openForReading(m_directory);
    if (!source)
        return;
    content->copiesEarly = true;
    m_long.post([this, early = content->early, fd = std::move(*source), pieces = std::move(pieces)] {
        if (early.use_count() > 1) // else nobody wants it any more
            early->add(fd.get(), pieces, m_cancel);
    });
}

/// A piece that has just been written: once the copy has begun there is no need to read it again.
void DiskThread::copyEarly(DiskContent &content, PieceIndex piece, Verified<PieceBuffer> bytes)
{
    const std::uint64_t size = bytes.get().capacity();
    if (!content.early || !content.copiesEarly || m_lentToCopies + size > mostLent.value()
        || !content.earlyAsked.insert(piece))
        return;
    m_lentToCopies += size;
    m_long.post([this, early = content.early, piece, b = std::move(bytes), size]() mutable {
        if (early.use_count() > 1)
            early->add(piece, b);
        (void)std::move(b).take(); // back in the pool
        m_lentToCopies -= size;
    });
}

bool DiskThread::isThere(const DiskContent &content, std::span<const Extent> extents)
{
    const ContentRecord &record = content.row.record;
    if (extents.empty())
        return record.complete;
    if (!content.verifier)
        return false;
    return std::all_of(extents.begin(), extents.end(), [&record](const Extent &extent) {
        const Geometry &g = record.geometry;
        if (extent.offset >= g.contentLength() || extent.length > g.contentLength() - extent.offset)
            return false;
        for (PieceIndex piece = g.pieceAt(extent.offset); g.pieceOffset(piece) < extent.offset + extent.length; ++piece)
            if (!record.durable.contains(piece))
                return false;
        return true;
    });
}

void DiskThread::handOverNow(DiskContent &content, Destination destination, Done<HandOverResult> done)
{
    if (content.isDirty())
        barrier();
    if (content.fenced) {
        content.waiting.push_front([this, d = std::move(destination), done = std::move(done)](DiskContent *c) mutable {
            if (!c)
                return done(std::unexpected(unknownContent("hand over")));
            handOverNow(*c, std::move(d), std::move(done));
        });
        return;
    }
    const QString displayPath = destination.displayPath;
    if (content.failed || !isThere(content, destination.extents)) {
        return done(std::unexpected(Error{ErrorCode::InvalidArgument, QStringLiteral("hand over"), displayPath,
                                          QStringLiteral("the content is not complete"), Kept::VerifiedPieces,
                                          NextStep::RunAgain}));
    }
    if (auto present = m_directory.checkPresent(); !present)
        return done(std::unexpected(present.error()));
    auto source = content.file.openForReading(m_directory);
    if (!source)
        return done(std::unexpected(source.error()));
    HandOverJob job{.source = std::move(*source),
                    .sourcePath = m_directory.filePath(content.file.name()),
                    .geometry = content.row.record.geometry,
                    .verifier = content.verifier,
                    .digest = content.row.prefixDigest,
                    .provenStamp = content.row.stamp,
                    .cacheDevice = m_directory.device(),
                    .cacheInode = m_directory.inode(),
                    .temporaryMark = temporaryMark(content),
                    .destination = std::move(destination),
                    .early = std::exchange(content.early, nullptr)};
    fence(content);
    m_long.post([this, c = find(content.handle), job = std::move(job), done = std::move(done)]() mutable {
        HandOverOutcome outcome = handOverFile(job, m_cancel);
        m_work.post([this, c, outcome = std::move(outcome), done = std::move(done)]() mutable {
            onHandOver(c, std::move(outcome), done);
        });
    });
}

void DiskThread::onHandOver(const ContentPtr &content, HandOverOutcome outcome, const Done<HandOverResult> &done)
{
    if (!outcome.wrongPieces.empty()) {
        ContentRecord &record = content->row.record;
        for (PieceIndex piece : outcome.wrongPieces)
            record.durable.remove(piece);
        record.complete = false;
        record.completedAt.reset();
        content->row.dirtyBoot = m_bootId;
        if (auto stored = store(*content); !stored)
            fail(*content, stored.error(), true);
        m_events.dropped(content->handle, std::move(outcome.wrongPieces));
    } else if (outcome.wrongDigest) {
        digestWrong(*content);
    } else if (outcome.result) {
        onUsed(*content);
    }
    done(std::move(outcome.result));
    unfence(content);
}

} // namespace freshet
