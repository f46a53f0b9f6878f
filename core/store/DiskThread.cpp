// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/DiskThread.h"

#include "core/store/Reprover.h"

#include <future>

namespace freshet {

namespace {

/// How often the age of unsynced bytes is looked at.
constexpr std::chrono::milliseconds tickPeriod{100};

} // namespace

Error DiskThread::unknownContent(const char *operation)
{
    return {ErrorCode::InvalidArgument,
            QString::fromLatin1(operation),
            {},
            QStringLiteral("the content is not open"),
            Kept::VerifiedPieces,
            NextStep::ReportBug};
}

DiskThread::DiskThread(StoreOptions options, CacheDirectory directory, const Clock &clock, StoreEvents &events)
    : m_options(std::move(options))
    , m_directory(std::move(directory))
    , m_clock(clock)
    , m_events(events)
    , m_bootId(currentBootId())
    , m_keeper(m_directory, m_clock, m_options.limits, m_options.visitor)
{
    m_work.setTick([this] { tick(); }, tickPeriod);
}

DiskThread::~DiskThread()
{
    stop();
}

Result<void> DiskThread::start()
{
    std::promise<Result<void>> opened;
    auto result = opened.get_future();
    m_work.post([this, &opened] { opened.set_value(ensureLedger()); });
    return result.get();
}

void DiskThread::stop()
{
    m_cancel = true;
    // Long jobs post their ends to the disk thread, which therefore stops last. A fence that then wants another long job finds
    // that thread gone, and ends with the store.
    m_long.stop();
    m_work.stop([this] {
        barrier();
        const auto contents = m_contents;
        for (const auto &[handle, content] : contents) {
            if (!content->fenced)
                closeNow(*content);
        }
        m_contents.clear();
        tidyNow();
        m_ledger.reset();
    });
}

DiskThread::ContentPtr DiskThread::find(ContentHandle content) const
{
    const auto it = m_contents.find(content.value());
    return it == m_contents.end() ? nullptr : it->second;
}

DiskThread::ContentPtr DiskThread::findByKey(const StorageKey &key) const
{
    for (const auto &[handle, content] : m_contents) {
        if (!content->failed && content->row.record.key == key)
            return content;
    }
    return nullptr;
}

void DiskThread::onContent(ContentHandle content, DiskContent::Operation operation)
{
    m_work.post([this, content, op = std::move(operation)]() mutable {
        const ContentPtr c = find(content);
        if (c && c->fenced)
            c->waiting.push_back(std::move(op));
        else
            op(c.get());
    });
}

void DiskThread::unfence(const ContentPtr &content)
{
    content->fenced = false;
    while (!content->waiting.empty() && !content->fenced) {
        DiskContent::Operation next = std::move(content->waiting.front());
        content->waiting.pop_front();
        next(find(content->handle).get());
    }
}

void DiskThread::list(Done<std::vector<ContentRecord>> done)
{
    m_work.post([this, done = std::move(done)] {
        if (auto ready = ensureLedger(); !ready)
            return done(std::unexpected(ready.error()));
        auto rows = m_ledger->all();
        if (!rows)
            return done(std::unexpected(rows.error()));
        std::vector<ContentRecord> records;
        records.reserve(rows->size());
        for (LedgerRow &row : *rows) {
            const Retention retention = m_keeper.retentionOf(row);
            row.record.pinned = retention.pinned; // a pin whose end has passed is none
            row.record.plannedExpiry = retention.plannedExpiry;
            records.push_back(std::move(row.record));
        }
        done(std::move(records));
    });
}

void DiskThread::totals(Done<std::map<qint64, ByteCounters>> done)
{
    m_work.post([this, done = std::move(done)] {
        if (auto ready = ensureLedger(); !ready)
            return done(std::unexpected(ready.error()));
        done(m_ledger->totalsByDay());
    });
}

void DiskThread::write(ContentHandle content, PieceIndex piece, Verified<PieceBuffer> bytes)
{
    onContent(content, [this, piece, b = std::move(bytes)](DiskContent *c) mutable {
        const DiskContent::Written written{piece, Bytes{b.get().size()}, std::nullopt};
        if (!c || !c->verifier || !writeNow(*c, written, b.get().bytes()))
            return;
        copyEarly(*c, piece, std::move(b)); // mostly back in the pool before the barrier, which takes its time
        onWritten(*c, written);
    });
}

void DiskThread::writeUnproven(ContentHandle content, PieceIndex piece, Unverified<PieceBuffer> bytes,
                               Sha256Digest prefix, bool tail)
{
    onContent(content, [this, piece, b = std::move(bytes), prefix, tail](DiskContent *c) mutable {
        PieceBuffer buffer = std::move(b).take();
        const DiskContent::Written written{piece, Bytes{buffer.size()}, prefix};
        // With a verifier only proven bytes are written.
        if (!c || c->verifier || !writeNow(*c, written, std::as_const(buffer).bytes()))
            return;
        buffer = {}; // back in the pool before the barrier
        if (tail)
            c->tail = written;
        else
            onWritten(*c, written);
    });
}

bool DiskThread::writeNow(DiskContent &content, const DiskContent::Written &piece, std::span<const std::byte> bytes)
{
    if (content.failed || content.row.record.durable.contains(piece.piece))
        return false;
    if (m_unsynced > Bytes{0} && m_unsynced + piece.size > m_options.maximumUnsynced) {
        content.copiesEarly = false; // not slow any more
        barrier();
    }
    if (content.failed)
        return false;
    if (const auto done = content.file.write(content.row.record.geometry.pieceOffset(piece.piece), bytes); !done) {
        fail(content, done.error());
        return false;
    }
    m_written.fetch_add(piece.size.value(), std::memory_order_relaxed);
    return true;
}

void DiskThread::onWritten(DiskContent &content, const DiskContent::Written &piece)
{
    content.unsynced.push_back(piece);
    content.unsyncedBytes += piece.size;
    m_unsynced += piece.size;
    if (content.verifier)
        m_events.written(content.handle, piece.piece);
    if (!m_oldestUnsynced)
        m_oldestUnsynced = m_clock.monotonic();
    if (content.row.record.sizeKnown && content.claimedOrWritten() == content.row.record.durable.size())
        barrier();
}

void DiskThread::seal(ContentHandle content, Bytes size, Bytes received, std::optional<Sha256Digest> digest)
{
    onContent(content, [this, size, received, digest](DiskContent *c) {
        if (c && !c->failed)
            sealNow(*c, size, received, digest);
    });
}

void DiskThread::sealNow(DiskContent &content, Bytes size, Bytes received, std::optional<Sha256Digest> digest)
{
    ContentRecord &record = content.row.record;
    if (record.sizeKnown && size == record.geometry.contentLength())
        return;
    if (record.sizeKnown || size != received) {
        return fail(content, {ErrorCode::SizeMismatch,
                              QStringLiteral("end content"),
                              record.name,
                              QStringLiteral("%1 bytes announced, %2 received").arg(size.value()).arg(received.value()),
                              {},
                              NextStep::NextSource});
    }
    if (auto resized = content.file.resize(size); !resized)
        return fail(content, resized.error());
    if (content.tail) {
        content.unsynced.push_back(*content.tail);
        content.unsyncedBytes += content.tail->size;
        m_unsynced += content.tail->size;
        content.tail.reset();
    }
    record.geometry = Geometry(size, record.geometry.pieceLength());
    record.sizeKnown = true;
    PieceSet durable(record.geometry.pieceCount());
    for (PieceIndex piece{0}; piece.value() < durable.size(); ++piece) {
        if (record.durable.contains(piece))
            durable.insert(piece);
    }
    record.durable = std::move(durable);
    if (size == Bytes{0})
        content.row.prefixDigest = digest;
    content.countersDirty = true; // the size itself has to reach the ledger, also without a piece
    barrier();
}

void DiskThread::addCounters(ContentHandle content, ByteCounters delta, std::chrono::milliseconds duration)
{
    onContent(content, [this, delta, duration](DiskContent *c) {
        if (!c || c->failed)
            return;
        c->addedCounters += delta;
        c->addedDuration += duration;
        c->countersDirty = true;
        if (!m_oldestUnsynced)
            m_oldestUnsynced = m_clock.monotonic();
    });
}

void DiskThread::flush(ContentHandle content)
{
    onContent(content, [this](DiskContent *) { barrier(); });
}

void DiskThread::close(ContentHandle content)
{
    m_work.post([this, content] {
        if (const ContentPtr c = find(content))
            c->closing = true;
    });
    onContent(content, [this](DiskContent *c) {
        if (c)
            closeNow(*c);
    });
}

void DiskThread::closeNow(DiskContent &content)
{
    const ContentPtr kept = find(content.handle);
    if (!kept)
        return;
    if (content.isDirty())
        barrier();
    if (content.fenced) { // the barrier has found that the whole digest is to be made
        content.waiting.push_front([this](DiskContent *c) {
            if (c)
                closeNow(*c);
        });
        return;
    }
    if (!content.failed && !content.row.dirtyBoot.isEmpty()) {
        content.row.dirtyBoot.clear();
        if (auto stamp = content.file.stamp())
            content.row.stamp = *stamp;
        (void)store(content); // without it the next opening only trusts less
    }
    m_contents.erase(content.handle.value());
    for (WorkThread::Task &task : content.afterClose)
        m_work.post(std::move(task));
    content.afterClose.clear();
    tidySoon();
}

void DiskThread::reset(ContentHandle content, Done<void> done)
{
    onContent(content, [this, done = std::move(done)](DiskContent *c) {
        if (!c)
            return done(std::unexpected(unknownContent("reset content")));
        resetNow(*c, done);
    });
}

void DiskThread::resetNow(DiskContent &content, const Done<void> &done)
{
    forgetUnsynced(content);
    dropBytes(content);
    if (content.failed) {
        // Its file is closed; what is left to do is that the next opening finds nothing.
        if (auto ready = ensureLedger(); !ready)
            return done(ready);
        return done(store(content));
    }
    if (auto emptied = content.file.resize(Bytes{0}); !emptied)
        return done(emptied);
    if (content.row.record.sizeKnown) {
        if (auto reserved = reserve(content); !reserved)
            return done(reserved);
    }
    done(store(content));
}

void DiskThread::dropBytes(DiskContent &content)
{
    ContentRecord &record = content.row.record;
    record.geometry = content.requestedGeometry;
    record.sizeKnown = content.requestedSizeKnown;
    record.durable = PieceSet(record.geometry.pieceCount());
    record.complete = false;
    record.completedAt.reset();
    content.row.prefixDigest.reset();
    content.row.dirtyBoot = m_bootId;
}

} // namespace freshet
