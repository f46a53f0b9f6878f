// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DiskThread that decides how long contents are kept: limits, pins, dates, deletion.
#include "core/store/DiskThread.h"

namespace freshet {

namespace {

/// Deletions in a row; what else the thread has to do comes in between.
constexpr std::size_t deletionsAtOnce = 16;
/// Space is set aside in such parts; what takes longer than `longestReserving` goes on between other work.
constexpr Bytes reservedAtOnce = 16_MiB;
constexpr std::chrono::milliseconds longestReserving{15};

Error inUseError(const QString &operation, const QString &object)
{
    return {ErrorCode::ContentInUse, operation, object, {}, Kept::WholeContent, NextStep::RetryLater};
}

} // namespace

CacheKeeper::InUse DiskThread::inUse() const
{
    return [this](const StorageKey &key) { return findByKey(key) != nullptr; };
}

void DiskThread::tidySoon()
{
    if (std::exchange(m_tidyPosted, true))
        return;
    m_work.post([this] {
        m_tidyPosted = false;
        tidyNow();
    });
}

void DiskThread::tidy()
{
    m_work.post([this] { tidySoon(); });
}

void DiskThread::tidyNow()
{
    if (!ensureLedger() || !m_directory.checkPresent())
        return; // nothing is deleted where nothing can be known
    auto outcome = m_keeper.tidy(*m_ledger, inUse(), deletionsAtOnce);
    if (!outcome)
        return onLedgerError(outcome.error());
    for (const StorageKey &key : outcome->deleted)
        m_events.kept({.key = key, .inCache = false, .pinned = false, .plannedExpiry = {}});
    if (outcome->more)
        tidySoon();
}

Result<void> DiskThread::makeSpace(Bytes needed, const StorageKey &forContent)
{
    const auto wanted = [&](const StorageKey &key) { return key == forContent || findByKey(key) != nullptr; };
    for (;;) {
        const auto space = m_keeper.diskSpace();
        if (!space || space->available >= needed || !m_ledger)
            return {}; // what cannot be known is found out by writing
        const auto outcome = m_keeper.tidy(*m_ledger, wanted, deletionsAtOnce, needed);
        if (outcome) {
            for (const StorageKey &key : outcome->deleted)
                m_events.kept({.key = key, .inCache = false, .pinned = false, .plannedExpiry = {}});
        }
        if (outcome && !outcome->deleted.empty())
            continue;
        return std::unexpected(Error{
            .code = ErrorCode::DiskFull,
            .operation = QStringLiteral("reserve space"),
            .object = m_directory.path(),
            .detail = QStringLiteral("%1 bytes needed, %2 free").arg(needed.value()).arg(space->available.value()),
            .kept = Kept::VerifiedPieces,
            .next = NextStep::FreeSpace,
            .bytesNeeded = needed.value()});
    }
}

Result<void> DiskThread::reserve(DiskContent &content)
{
    const Bytes length = content.row.record.geometry.contentLength();
    if (!content.expected.empty()) {
        auto reserved = content.file.reserve(length, content.expected);
        if (reserved || reserved.error().code != ErrorCode::DiskFull || !reserved.error().bytesNeeded)
            return reserved;
        // What is allocated already cannot be told part by part, so that space is looked for only when it was missing.
        if (auto room = makeSpace(Bytes{*reserved.error().bytesNeeded}, content.row.record.key); !room)
            return room;
        return content.file.reserve(length, content.expected);
    }
    if (const Bytes there = content.file.allocated(); there < length) {
        if (auto room = makeSpace(length - there, content.row.record.key); !room)
            return room;
    }
    content.reserved = {};
    if (auto sized = content.file.resize(length); !sized)
        return sized;
    return reserveMore(content);
}

/// Some filesystems set space aside at once, others page by page: nobody waits for those for long.
Result<void> DiskThread::reserveMore(DiskContent &content)
{
    const Bytes length = content.row.record.geometry.contentLength();
    const MonotonicTime until = m_clock.monotonic() + longestReserving;
    while (content.reserved < length) {
        const Extent part{content.reserved, std::min(reservedAtOnce, length - content.reserved)};
        if (auto reserved = content.file.reserve(length, std::span(&part, 1)); !reserved) {
            if (reserved.error().bytesNeeded)
                reserved.error().bytesNeeded = (length - content.reserved).value();
            return reserved;
        }
        content.reserved += part.length;
        if (m_clock.monotonic() < until || content.reserved >= length)
            continue;
        m_work.post([this, handle = content.handle] {
            const ContentPtr more = find(handle);
            if (!more || more->failed || more->row.record.complete)
                return;
            if (auto reserved = reserveMore(*more); !reserved)
                fail(*more, reserved.error());
        });
        break;
    }
    return {};
}

void DiskThread::setLimits(CacheLimits limits)
{
    m_work.post([this, limits] {
        m_keeper.setLimits(limits);
        tidyNow();
        if (!m_ledger)
            return;
        // Every date that follows from the age is another one now.
        if (const auto rows = m_ledger->keepingFacts()) {
            for (const LedgerRow &row : *rows)
                m_events.kept(m_keeper.retentionOf(row));
        }
    });
}

void DiskThread::hold(StorageKey key)
{
    m_work.post([this, key] { m_keeper.hold(key); });
}

void DiskThread::release(StorageKey key)
{
    m_work.post([this, key] {
        m_keeper.release(key);
        tidySoon();
    });
}

void DiskThread::checkWritable(Bytes needed, Done<void> done)
{
    m_work.post([this, needed, done = std::move(done)] {
        auto result = m_directory.checkWritable();
        if (result)
            result = ensureLedger();
        if (result)
            result = makeSpace(needed, {});
        done(result);
    });
}

void DiskThread::use(Done<CacheUse> done)
{
    m_work.post([this, done = std::move(done)] {
        if (auto ready = ensureLedger(); !ready)
            return done(std::unexpected(ready.error()));
        done(m_keeper.use(*m_ledger));
    });
}

void DiskThread::remove(StorageKey key, Done<void> done)
{
    m_work.post([this, key, done = std::move(done)] {
        if (findByKey(key) || m_keeper.isHeld(key))
            return done(std::unexpected(inUseError(QStringLiteral("remove content"), key.fileName())));
        Result<void> result = ensureLedger();
        if (result)
            result = m_directory.checkPresent();
        if (result)
            result = m_keeper.remove(*m_ledger, key);
        if (result)
            m_events.kept({.key = key, .inCache = false, .pinned = false, .plannedExpiry = {}});
        done(result);
    });
}

void DiskThread::setPinned(StorageKey key, bool pinned, std::optional<WallTime> expireOn, Done<void> done)
{
    m_work.post([this, key, pinned, expireOn, done = std::move(done)] {
        const auto change = [&](ContentRecord &record) -> Result<void> {
            record.pinned = pinned;
            record.expireOn = pinned ? expireOn : std::nullopt;
            return {};
        };
        retain(key, "pin content", change, done);
    });
}

void DiskThread::setExpiry(StorageKey key, std::optional<WallTime> expireOn, Done<void> done)
{
    m_work.post([this, key, expireOn, done = std::move(done)] { expireAt(key, expireOn, done); });
}

void DiskThread::expireNow(StorageKey key, Done<void> done)
{
    m_work.post([this, key, done = std::move(done)] { expireAt(key, m_clock.wall(), done); });
}

void DiskThread::expireAt(const StorageKey &key, std::optional<WallTime> expireOn, const Done<void> &done)
{
    const auto change = [&](ContentRecord &record) -> Result<void> {
        LedgerRow row;
        row.record = record;
        if (m_keeper.retentionOf(row).pinned)
            return std::unexpected(Error{ErrorCode::ContentPinned, QStringLiteral("expire content"), key.fileName(),
                                         QStringLiteral("unpin it first"), Kept::WholeContent, NextStep::CorrectInput});
        record.pinned = false;
        record.expireOn = expireOn;
        return {};
    };
    retain(key, "expire content", change, done);
}

void DiskThread::retain(const StorageKey &key, const char *operation,
                        const std::function<Result<void>(ContentRecord &)> &change, const Done<void> &done)
{
    const auto changed = [&](LedgerRow &row) -> Result<void> {
        if (auto allowed = change(row.record); !allowed)
            return allowed;
        ++row.generation;
        auto stored = m_ledger->update(std::array{Ledger::Progress{&row, {}}}, today());
        if (!stored)
            onLedgerError(stored.error());
        else
            m_events.kept(m_keeper.retentionOf(row));
        return stored;
    };
    Result<void> result = ensureLedger();
    if (!result)
        return done(result);
    if (const ContentPtr content = findByKey(key)) {
        result = changed(content->row);
    } else if (auto row = m_ledger->find(key); !row) {
        result = std::unexpected(row.error());
    } else if (!*row) {
        result = std::unexpected(Error{
            .code = ErrorCode::UnknownContent, .operation = QString::fromLatin1(operation), .object = key.fileName()});
    } else {
        result = changed(**row);
    }
    if (result)
        tidyNow();
    done(result);
}

void DiskThread::onUsed(DiskContent &content)
{
    content.row.record.lastUsed = m_clock.wall();
    if (store(content)) // without it the content only counts as used earlier
        m_events.kept(m_keeper.retentionOf(content.row));
}

} // namespace freshet
