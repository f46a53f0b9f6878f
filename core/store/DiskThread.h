// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/BufferPool.h"
#include "core/base/Clock.h"
#include "core/base/Verified.h"
#include "core/store/CacheDirectory.h"
#include "core/store/CacheKeeper.h"
#include "core/store/DiskContent.h"
#include "core/store/HandOver.h"
#include "core/store/Ledger.h"
#include "core/store/PrefixDigest.h"
#include "core/store/Store.h"

#include <atomic>
#include <map>
#include <memory>

namespace freshet {

/// What an opening yields to the threads above.
struct DiskOpened {
    ContentRecord record;
    std::shared_ptr<const PieceVerifier> verifier;
    std::shared_ptr<PrefixDigest> prefix; ///< without a verifier: the digest of the durable prefix
};

/// The one writer: files, barriers and the ledger. Public functions post and return; private ones run on
/// the disk thread. Invariant: the ledger claims a piece only after `fdatasync` returned for it.
/// Non-duty: proves nothing itself; what reads whole files runs on the long thread.
class DiskThread {
public:
    template <typename T>
    using Done = std::function<void(Result<T>)>; ///< called on the disk thread

    DiskThread(StoreOptions options, CacheDirectory directory, const Clock &clock, StoreEvents &events);
    ~DiskThread();

    /// Opens the ledger on the disk thread and waits for it.
    Result<void> start();
    /// Finishes what is queued, makes the last barrier, closes every content.
    void stop();

    void open(OpenRequest request, ContentHandle handle, Done<DiskOpened> done);
    void list(Done<std::vector<ContentRecord>> done);
    void totals(Done<std::map<qint64, ByteCounters>> done);
    void write(ContentHandle content, PieceIndex piece, Verified<PieceBuffer> bytes);
    void writeUnproven(ContentHandle content, PieceIndex piece, Unverified<PieceBuffer> bytes, Sha256Digest prefix,
                       bool tail);
    void seal(ContentHandle content, Bytes size, Bytes received, std::optional<Sha256Digest> digest);
    void addCounters(ContentHandle content, ByteCounters delta, std::chrono::milliseconds duration);
    void flush(ContentHandle content);
    void close(ContentHandle content);
    void reset(ContentHandle content, Done<void> done);
    void handOver(ContentHandle content, Destination destination, Done<HandOverResult> done);
    void expectHandOver(ContentHandle content, UniqueFd directory, QString fileName);
    void remove(StorageKey key, Done<void> done);
    void verify(StorageKey key, Done<ContentCheck> done);
    void setPinned(StorageKey key, bool pinned, std::optional<WallTime> expireOn, Done<void> done);
    void openForReading(StorageKey key, Done<std::shared_ptr<const UniqueFd>> done);
    void provePiece(std::shared_ptr<const UniqueFd> file, std::shared_ptr<const PieceVerifier> verifier,
                    PieceIndex piece, Done<void> done);
    void blockHashesOf(std::shared_ptr<const UniqueFd> file, std::shared_ptr<const PieceVerifier> verifier,
                       PieceIndex piece, Done<std::vector<Sha256Digest>> done);
    void addCountersOf(StorageKey key, ByteCounters delta);
    void putJob(JobRecord job, Done<void> done);
    void updateJob(JobId id, QByteArray progress, Done<bool> done);
    void removeJob(JobId id, Done<void> done);
    /// Waits for the disk thread.
    Result<KeptJobs> loadJobs();
    void setExpiry(StorageKey key, std::optional<WallTime> expireOn, Done<void> done);
    void expireNow(StorageKey key, Done<void> done);
    void setLimits(CacheLimits limits);
    void hold(StorageKey key);
    void release(StorageKey key);
    void tidy();
    void use(Done<CacheUse> done);
    void checkWritable(Bytes needed, Done<void> done);
    /// To the files of contents, since the start. Any thread.
    [[nodiscard]] Bytes written() const { return Bytes{m_written.load(std::memory_order_relaxed)}; }

private:
    static Error unknownContent(const char *operation);
    using ContentPtr = std::shared_ptr<DiskContent>;

    void onContent(ContentHandle content, DiskContent::Operation operation);
    ContentPtr find(ContentHandle content) const;
    ContentPtr findByKey(const StorageKey &key) const;
    void fence(DiskContent &content) { content.fenced = true; }
    void unfence(const ContentPtr &content);

    // Opening
    Result<void> ensureLedger();
    Result<void> rebuild();
    void startNextInternal();
    /// Opens a content as its row says, with all the proving that this brings, and closes it again.
    void proveFile(const LedgerRow &row, Done<DiskOpened> done);
    void runOpen(OpenRequest request, ContentHandle handle, bool internal, Done<DiskOpened> done);
    Result<ContentPtr> prepare(OpenRequest &request, ContentHandle handle);
    Result<std::shared_ptr<const PieceVerifier>> verifierFor(const OpenRequest &request) const;
    Result<bool> openFile(DiskContent &content); ///< true: it was not there and has been created
    Result<void> reserveAndRecord(DiskContent &content);
    Result<void> writeSideFile(const LedgerRow &row);
    void proveAgain(const ContentPtr &content, Done<DiskOpened> done);
    void hashPrefixAgain(const ContentPtr &content, Done<DiskOpened> done);
    void finishOpen(const ContentPtr &content, std::shared_ptr<PrefixDigest> prefix, const Done<DiskOpened> &done);
    void abandonOpen(const ContentPtr &content, Error error, const Done<DiskOpened> &done);

    // Writing
    /// False when it is not wanted, or that was the end of the content.
    [[nodiscard]] bool writeNow(DiskContent &content, const DiskContent::Written &piece,
                                std::span<const std::byte> bytes);
    void onWritten(DiskContent &content, const DiskContent::Written &piece);
    void sealNow(DiskContent &content, Bytes size, Bytes received, std::optional<Sha256Digest> digest);
    void resetNow(DiskContent &content, const Done<void> &done);
    void dropBytes(DiskContent &content);
    void closeNow(DiskContent &content);
    void handOverNow(DiskContent &content, Destination destination, Done<HandOverResult> done);
    [[nodiscard]] QByteArray temporaryMark(const DiskContent &content) const;
    void copyEarly(const ContentPtr &content);
    void copyEarly(DiskContent &content, PieceIndex piece, Verified<PieceBuffer> bytes);
    static bool isThere(const DiskContent &content, std::span<const Extent> extents);
    void onHandOver(const ContentPtr &content, HandOverOutcome outcome, const Done<HandOverResult> &done);

    // Upkeep
    void tidyNow();
    void tidySoon();
    Result<void> makeSpace(Bytes needed, const StorageKey &forContent);
    Result<void> reserve(DiskContent &content); ///< its space on disk, now rather than later
    Result<void> reserveMore(DiskContent &content);
    void retain(const StorageKey &key, const char *operation,
                const std::function<Result<void>(ContentRecord &)> &change, const Done<void> &done);
    void expireAt(const StorageKey &key, std::optional<WallTime> expireOn, const Done<void> &done);
    void onUsed(DiskContent &content);
    [[nodiscard]] CacheKeeper::InUse inUse() const;

    // Barriers
    void tick();
    void barrier();
    void syncFailed(DiskContent &content, const Error &error);
    bool claim(const std::vector<ContentPtr> &contents);
    void maybeComplete(const ContentPtr &content);
    void markComplete(DiskContent &content);
    void digestWrong(DiskContent &content);
    Result<void> store(DiskContent &content);
    void onLedgerError(Error &error);
    void fail(DiskContent &content, Error error, bool suspect = false);
    void forgetUnsynced(DiskContent &content);
    [[nodiscard]] qint64 today() const;
    template <typename T, typename Body>
    void onLedger(Done<T> done, Body body);

    const StoreOptions m_options;
    CacheDirectory m_directory;
    const Clock &m_clock;
    StoreEvents &m_events;
    const QString m_bootId;

    std::unique_ptr<Ledger> m_ledger;
    CacheKeeper m_keeper;
    bool m_tidyPosted = false;
    std::map<std::uint32_t, ContentPtr> m_contents;
    std::deque<StorageKey> m_internalOpens; ///< contents to be proven again in the background, one at a time
    std::uint32_t m_nextInternal = 0;
    std::atomic<std::uint64_t> m_written = 0;
    Bytes m_unsynced;
    std::optional<MonotonicTime> m_oldestUnsynced;
    std::atomic<std::uint64_t> m_lentToCopies = 0; ///< bytes in buffers that early copies keep
    std::atomic<bool> m_cancel = false;            ///< ends long jobs early when the store closes

    WorkThread m_long{"freshet-long"};
    WorkThread m_work{"freshet-disk"};
};

} // namespace freshet
