// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/CacheKeeper.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <set>
#include <sys/stat.h>
#include <sys/statvfs.h>

namespace freshet {

namespace {

const QString lastSeenFact = QStringLiteral("clock_last_seen_ms");
const QString jumpedToFact = QStringLiteral("clock_jumped_to_ms");
const QString maximumAgeFact = QStringLiteral("maximum_age_s");
/// How much newer the remembered time must be to be written down again.
constexpr std::chrono::minutes clockGrain{30};
constexpr std::chrono::minutes sameMoment{1};

const CacheLimits everythingStays{.maximumPercent = 100,
                                  .maximumSize = Bytes{UINT64_MAX},
                                  .maximumAge = std::nullopt,
                                  .minimumFileSize = {},
                                  .freeDiskReserve = {}};

WallTime fromMilliseconds(qint64 value)
{
    return WallTime{std::chrono::milliseconds{value}};
}

} // namespace

CachedContent keptContent(const LedgerRow &row)
{
    const ContentRecord &r = row.record;
    CachedContent content;
    content.size = r.complete ? r.geometry.contentLength() : Bytes{static_cast<std::uint64_t>(row.stamp.size)};
    content.complete = r.complete;
    content.delivered = r.lastUsed.has_value();
    content.pinned = r.pinned;
    content.expireOn = r.expireOn;
    content.lastUse = r.lastUsed.value_or(r.completedAt.value_or(r.createdAt));
    if (!r.complete && row.stamp.mtimeNs > 0) {
        const auto grown = std::chrono::floor<std::chrono::milliseconds>(std::chrono::nanoseconds{row.stamp.mtimeNs});
        content.lastUse = std::max(content.lastUse, WallTime{grown});
    }
    return content;
}

KeepingFacts KeepingFacts::of(const std::map<QString, qint64> &facts)
{
    const auto number = [&](const QString &name) {
        const auto it = facts.find(name);
        return it == facts.end() ? std::nullopt : std::optional(it->second);
    };
    KeepingFacts result;
    if (const auto seen = number(lastSeenFact)) {
        result.clock = ClockTrust::Memory{fromMilliseconds(*seen)};
        if (const auto jumped = number(jumpedToFact))
            result.clock->jumpedTo = fromMilliseconds(*jumped);
    }
    if (const auto age = number(maximumAgeFact))
        result.maximumAge = std::chrono::seconds{*age};
    return result;
}

std::map<QString, qint64> KeepingFacts::toMap() const
{
    std::map<QString, qint64> facts;
    if (clock)
        facts[lastSeenFact] = clock->lastSeen.time_since_epoch().count();
    if (clock && clock->jumpedTo)
        facts[jumpedToFact] = clock->jumpedTo->time_since_epoch().count();
    if (maximumAge)
        facts[maximumAgeFact] = maximumAge->count();
    return facts;
}

std::optional<WallTime> KeepingFacts::plannedExpiry(const LedgerRow &row) const
{
    const CachedContent content = keptContent(row);
    CacheTime time;
    // Their clock may stand anywhere; what was used since the owner last looked at its own is not from the future.
    time.now = clock ? std::max(clock->lastSeen, content.lastUse) : content.lastUse;
    time.jumpedTo = clock ? clock->jumpedTo : std::nullopt;
    CacheLimits limits;
    limits.maximumAge = maximumAge;
    return freshet::plannedExpiry(content, limits, time);
}

CacheKeeper::CacheKeeper(const CacheDirectory &directory, const Clock &clock, const CacheLimits &limits, bool visitor)
    : m_directory(directory)
    , m_clock(clock)
    , m_limits(visitor ? everythingStays : limits)
    , m_visitor(visitor)
{
}

void CacheKeeper::release(const StorageKey &key)
{
    const auto it = m_holds.find(key);
    if (it != m_holds.end() && --it->second == 0)
        m_holds.erase(it);
}

void CacheKeeper::lookAtClock(Ledger &ledger)
{
    if (!m_clockTrust) {
        const auto facts = ledger.cacheFacts();
        if (!facts)
            return; // looked at again next time; without a memory nothing is trusted with dates
        m_stored = KeepingFacts::of(*facts);
        m_clockTrust.emplace(m_stored.clock);
    }
    // The two are of one moment only if none has gone by in between, as it does when the machine is suspended there.
    MonotonicTime before = m_clock.monotonic();
    WallTime wall = m_clock.wall();
    for (MonotonicTime after = m_clock.monotonic(); after - before > sameMoment; after = m_clock.monotonic()) {
        before = after;
        wall = m_clock.wall();
    }
    m_clockTrust->onTime(wall, before);
    const KeepingFacts facts{m_clockTrust->memory(), maximumAge()};
    const bool same = m_stored.clock && facts.clock->jumpedTo == m_stored.clock->jumpedTo
                      && facts.maximumAge == m_stored.maximumAge
                      && facts.clock->lastSeen - m_stored.clock->lastSeen < clockGrain;
    if (!same && ledger.putCacheFacts(facts.toMap()))
        m_stored = facts;
}

Result<std::vector<LedgerRow>> CacheKeeper::everything(Ledger &ledger) const
{
    auto rows = ledger.keepingFacts();
    if (!rows)
        return rows;
    std::set<StorageKey> known;
    const auto look = [this](const QString &name, struct stat &st) {
        return ::fstatat(m_directory.fd(), QFile::encodeName(name).constData(), &st, AT_SYMLINK_NOFOLLOW) == 0
               && S_ISREG(st.st_mode);
    };
    for (LedgerRow &row : *rows) {
        known.insert(row.record.key);
        struct stat st{};
        if (!row.record.complete && look(row.record.key.fileName(), st))
            row.stamp.size = st.st_blocks * 512; // it may have holes
    }
    // A file without a record takes space as well: its record was lost, or its deletion was interrupted.
    for (const QString &name : m_directory.fileNames()) {
        const auto key = StorageKey::fromFileName(name);
        struct stat st{};
        if (!key || known.contains(*key) || !look(name, st))
            continue;
        LedgerRow row;
        row.record.key = *key;
        row.stamp = FileStamp::of(st);
        rows->push_back(std::move(row));
    }
    return rows;
}

Result<CacheKeeper::Outcome> CacheKeeper::tidy(Ledger &ledger, const InUse &inUse, std::size_t most, Bytes wanted)
{
    lookAtClock(ledger);
    const auto rows = everything(ledger);
    const auto space = diskSpace();
    if (!rows || !space)
        return std::unexpected(rows ? space.error() : rows.error());
    Outcome outcome;
    if (!m_clockTrust)
        return outcome;
    std::vector<CachedContent> contents;
    for (const LedgerRow &row : *rows) {
        contents.push_back(keptContent(row));
        contents.back().inUse = isHeld(row.record.key) || inUse(row.record.key);
    }
    const auto plan = planEviction(contents, m_limits, *space, m_clockTrust->time(), wanted);
    for (const Eviction &eviction : plan) {
        if (outcome.deleted.size() >= most) {
            outcome.more = true;
            break;
        }
        const StorageKey &key = (*rows)[eviction.content].record.key;
        if (auto removed = remove(ledger, key); !removed)
            return std::unexpected(removed.error());
        outcome.deleted.push_back(key);
    }
    return outcome;
}

Result<void> CacheKeeper::remove(Ledger &ledger, const StorageKey &key)
{
    const QString name = key.fileName();
    auto removed = ledger.remove(key);
    if (!removed && removed.error().code == ErrorCode::DiskFull) {
        // Forgetting takes space as well, which its file then gives. What the record still claims is noticed when it is opened.
        if (auto gone = removeFiles(name); !gone)
            return gone;
        return ledger.remove(key);
    }
    if (!removed)
        return removed;
    return removeFiles(name);
}

Result<void> CacheKeeper::removeFiles(const QString &name) const
{
    auto done = m_directory.removeFile(name);
    if (done)
        done = m_directory.removeFile(name + sideFileSuffix);
    return done ? m_directory.sync() : done;
}

Result<DiskSpace> CacheKeeper::diskSpace() const
{
    struct statvfs info{};
    if (::fstatvfs(m_directory.fd(), &info) != 0)
        return std::unexpected(errorFromErrno(errno, QStringLiteral("look at free space"), m_directory.path(),
                                              Kept::VerifiedPieces, false));
    return DiskSpace{Bytes{std::uint64_t{info.f_blocks} * info.f_frsize},
                     Bytes{std::uint64_t{info.f_bavail} * info.f_frsize}};
}

Result<CacheUse> CacheKeeper::use(Ledger &ledger)
{
    lookAtClock(ledger);
    const auto rows = everything(ledger);
    const auto space = diskSpace();
    if (!rows || !space)
        return std::unexpected(rows ? space.error() : rows.error());
    const CacheTime time = m_clockTrust ? m_clockTrust->time() : CacheTime{m_clock.wall()};
    CacheUse use{.quota = cacheQuota(m_limits, space->capacity),
                 .diskCapacity = space->capacity,
                 .diskAvailable = space->available,
                 .clockSuspect = time.isSuspect()};
    for (const LedgerRow &row : *rows) {
        const CachedContent content = keptContent(row);
        (isPinned(content, time) ? use.pinned : use.held) += content.size;
    }
    return use;
}

Retention CacheKeeper::retentionOf(const LedgerRow &row) const
{
    const CachedContent content = keptContent(row);
    CacheTime time = m_clockTrust ? m_clockTrust->time() : CacheTime{};
    time.now = m_clock.wall();
    CacheLimits limits = m_limits;
    limits.maximumAge = maximumAge();
    return {row.record.key, true, isPinned(content, time), plannedExpiry(content, limits, time)};
}

} // namespace freshet
