// SPDX-License-Identifier: GPL-3.0-or-later
// The barrier half of DiskThread: sync, claim, complete, fail.
#include "core/store/DiskThread.h"
#include "core/store/Reprover.h"

namespace freshet {

qint64 DiskThread::today() const
{
    return std::chrono::floor<std::chrono::days>(m_clock.wall()).time_since_epoch().count();
}

void DiskThread::tick()
{
    if (m_oldestUnsynced
        && (m_unsynced >= m_options.maximumUnsynced
            || m_clock.monotonic() - *m_oldestUnsynced >= m_options.maximumUnsyncedTime)) {
        const bool isSlow = m_unsynced < m_options.maximumUnsynced;
        barrier();
        for (const auto &[handle, content] : m_contents)
            if (isSlow)
                copyEarly(content);
            else
                content->copiesEarly = false;
    }
    m_work.wantTicks(m_oldestUnsynced.has_value());
}

void DiskThread::barrier()
{
    std::vector<ContentPtr> dirty;
    for (const auto &[handle, content] : m_contents) {
        if (content->isDirty())
            dirty.push_back(content);
    }
    m_oldestUnsynced.reset();
    if (dirty.empty())
        return;
    if (auto present = m_directory.checkPresent(); !present) {
        for (const ContentPtr &content : dirty)
            fail(*content, present.error());
        return;
    }
    std::vector<ContentPtr> synced;
    for (const ContentPtr &content : dirty) {
        if (!content->unsynced.empty()) {
            if (auto same = content->file.checkIdentity(m_directory, content->expectedLength()); !same) {
                fail(*content, same.error(), true);
                continue;
            }
            if (auto done = content->file.sync(); !done) {
                syncFailed(*content, done.error());
                continue;
            }
            content->failedSyncs = 0;
        }
        synced.push_back(content);
    }
    if (synced.empty() || !claim(synced))
        return;
    for (const ContentPtr &content : synced)
        maybeComplete(content);
}

void DiskThread::syncFailed(DiskContent &content, const Error &error)
{
    // The kernel has reported the loss and forgotten it: whatever was written since the last good barrier
    // may be missing on disk while reads still show it.
    if (++content.failedSyncs > 1 || !content.verifier)
        return fail(content, error); // without a verifier the running digest cannot go back; opening again can
    std::vector<PieceIndex> lost;
    for (const DiskContent::Written &written : content.unsynced)
        lost.push_back(written.piece);
    forgetUnsynced(content);
    auto again = ContentFile::open(m_directory, content.file.name(), ContentFile::Mode::Existing, m_options.directIo);
    if (!again)
        return fail(content, error);
    content.file = std::move(*again);
    m_events.dropped(content.handle, std::move(lost));
}

bool DiskThread::claim(const std::vector<ContentPtr> &contents)
{
    std::vector<LedgerRow> before;
    std::vector<Ledger::Progress> progress;
    Result<void> result = ensureLedger();
    before.reserve(contents.size());
    for (const ContentPtr &content : contents) {
        LedgerRow &row = content->row;
        before.push_back(row);
        for (const DiskContent::Written &written : content->unsynced) {
            row.record.durable.insert(written.piece);
            if (written.prefix)
                row.prefixDigest = written.prefix;
        }
        row.record.counters += content->addedCounters;
        row.record.downloadDuration += content->addedDuration;
        if (auto stamp = content->file.stamp(); stamp && !row.record.complete)
            row.stamp = *stamp;
        ++row.generation;
        progress.push_back({&row, content->addedCounters});
    }
    if (result)
        result = m_ledger->update(progress, today());
    if (!result)
        onLedgerError(result.error());
    for (std::size_t i = 0; i < contents.size(); ++i) {
        DiskContent &content = *contents[i];
        if (!result) {
            content.row = std::move(before[i]);
            fail(content, result.error());
            continue;
        }
        std::vector<PieceIndex> pieces;
        for (const DiskContent::Written &written : content.unsynced)
            pieces.push_back(written.piece);
        forgetUnsynced(content);
        content.addedCounters = {};
        content.addedDuration = {};
        content.countersDirty = false;
        if (!pieces.empty())
            m_events.durable(content.handle, std::move(pieces));
    }
    return result.has_value();
}

void DiskThread::onLedgerError(Error &error)
{
    if (error.code == ErrorCode::DiskIo && m_directory.isReadOnly()) { // SQLite does not tell the two apart
        error.code = ErrorCode::DiskReadOnly;
        error.next = NextStep::FixPermissions;
    }
    if (error.code != ErrorCode::DiskFull)
        m_ledger.reset(); // opened and checked anew before it is used again
}

Result<void> DiskThread::store(DiskContent &content)
{
    if (auto ready = ensureLedger(); !ready)
        return ready;
    ++content.row.generation;
    auto stored = m_ledger->update(std::array{Ledger::Progress{&content.row, {}}}, today());
    if (!stored)
        onLedgerError(stored.error());
    return stored;
}

void DiskThread::maybeComplete(const ContentPtr &content)
{
    ContentRecord &record = content->row.record;
    if (content->failed || content->fenced || record.complete || !record.sizeKnown || !record.durable.isComplete())
        return;
    if (!record.wholeDigest)
        return markComplete(*content);
    if (!content->verifier)
        return content->row.prefixDigest == record.wholeDigest ? markComplete(*content) : digestWrong(*content);
    // Every piece is proven, but not in order: the caller's digest needs one more reading.
    auto source = content->file.openForReading(m_directory);
    if (!source)
        return fail(*content, source.error(), true);
    fence(*content);
    m_long.post([this, content, fd = std::move(*source), length = record.geometry.contentLength(),
                 path = m_directory.filePath(content->file.name())] {
        auto digest = hashPrefix(fd.get(), length, path, m_cancel);
        m_work.post([this, content, digest = std::move(digest)] {
            if (!digest)
                fail(*content, digest.error(), digest.error().code != ErrorCode::Cancelled);
            else if ((*digest)->value() == *content->row.record.wholeDigest)
                markComplete(*content);
            else
                digestWrong(*content);
            unfence(content);
        });
    });
}

void DiskThread::markComplete(DiskContent &content)
{
    LedgerRow before = content.row;
    content.row.record.complete = true;
    content.row.record.completedAt = m_clock.wall();
    content.row.dirtyBoot.clear();
    if (auto stamp = content.file.stamp())
        content.row.stamp = *stamp;
    if (auto stored = store(content); !stored) {
        content.row = std::move(before);
        return fail(content, stored.error());
    }
    m_events.complete(content.handle);
    m_events.kept(m_keeper.retentionOf(content.row));
    tidySoon(); // it has its full size now: others may have to go for it
}

void DiskThread::digestWrong(DiskContent &content)
{
    Error error{ErrorCode::DigestMismatch, QStringLiteral("prove content"),
                content.row.record.name,   {},
                Kept::VerifiedPieces,      NextStep::NextSource};
    if (!content.verifier) {
        // Nothing else proved these bytes: they are of no use to anyone.
        error.kept = Kept::Nothing;
        ByteCounters &counters = content.row.record.counters;
        counters += std::exchange(content.addedCounters, {});
        for (Bytes *useful : {&counters.fromLanPeers, &counters.fromGroupPeers, &counters.fromInternetPeers,
                              &counters.fromCacheServer, &counters.fromHttpOrigin})
            counters.wasted += std::exchange(*useful, Bytes{});
        dropBytes(content);
        (void)content.file.resize(Bytes{0});
        if (auto stored = store(content); !stored)
            return fail(content, stored.error());
    } else {
        error.next = NextStep::CorrectInput; // the metadata and the caller's digest are of two contents
    }
    fail(content, std::move(error));
}

void DiskThread::fail(DiskContent &content, Error error, bool suspect)
{
    if (content.failed)
        return;
    if (error.code == ErrorCode::DiskFull && !error.bytesNeeded) {
        const Bytes length = content.row.record.geometry.contentLength();
        const Bytes missing =
            content.row.record.sizeKnown ? length - std::min(length, content.file.allocated()) : Bytes{};
        error.bytesNeeded = std::max(missing, 1_MiB).value(); // the ledger has to grow as well
    }
    forgetUnsynced(content);
    content.tail.reset();
    content.countersDirty = false;
    if (suspect) {
        content.row.trust = Trust::ProveClaimed;
        content.row.record.complete = false;
        (void)store(content); // the stamp tells the same at the next opening
    }
    content.failed = true;
    content.file = {};
    error.kept = content.row.record.durable.count() > 0 ? Kept::VerifiedPieces : Kept::Nothing;
    m_events.failed(content.handle, std::move(error));
}

void DiskThread::forgetUnsynced(DiskContent &content)
{
    m_unsynced -= content.unsyncedBytes;
    content.unsyncedBytes = {};
    content.unsynced.clear();
}

} // namespace freshet
