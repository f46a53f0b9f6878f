// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/CacheLimits.h"
#include "core/base/BufferPool.h"
#include "core/base/Clock.h"
#include "core/base/Verified.h"
#include "core/store/CacheDirectory.h"
#include "core/store/JobRecord.h"
#include "core/store/StoreEvents.h"
#include "core/store/StoreTypes.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace freshet {

struct StoreOptions {
    QString cacheDirectory;
    CacheLimits limits;
    /// Deletes nothing but what it is told to and what has a date of its own: for whoever only looks after single contents. The
    /// limits are not its own then.
    bool visitor = false;
    std::chrono::milliseconds tidyInterval{
        std::chrono::minutes{5}};                        ///< a look at what the limits say at least so often
    Bytes bufferBudget = 16_MiB;                         ///< memory for payload in flight
    Bytes maximumUnsynced = 64_MiB;                      ///< a barrier at the latest after so many verified bytes …
    std::chrono::milliseconds maximumUnsyncedTime{1000}; ///< … or after so much time
    bool directIo = true;                                ///< falls back by itself where the filesystem refuses it
    bool expectExisting =
        false; ///< the directory has been used before: a missing one or marker is StoreGone, not a new cache
};

/// Asks for a content to be open for receiving. An existing record with the same key is resumed.
struct OpenRequest {
    StorageKey key;
    std::optional<ContentId> contentId;
    QString name;
    QString sourceUrl;
    Geometry geometry;
    bool sizeKnown = true;
    ProofKind proof = ProofKind::Metadata;
    std::shared_ptr<const PieceVerifier> verifier; ///< null for FlatDigest and None
    std::optional<Sha256Digest> wholeDigest;       ///< enforced before complete, with any proof kind
    QByteArray metainfo;
    QByteArray validator;
    bool foreground = true;
    std::vector<Extent> expected{}; ///< what will be submitted, so that space is reserved; empty: all of it
};

struct OpenedContent {
    ContentHandle handle;
    ContentRecord record; ///< record.durable: what need not be fetched
};

/// What Store::verifyContent found, in pieces.
struct ContentCheck {
    std::uint32_t checked = 0;
    std::uint32_t wrong = 0; ///< of them
};

/// The cache directory, its files and its ledger, as one object on the engine thread. It never
/// blocks that thread: hashing and disk run on the store's own threads, verdicts come back as signals.
/// The contract (order of write, hash, sync, ledger; fences; back-pressure) is core/store/README.md.
/// Non-duty: knows no network and no job.
class Store : public QObject {
    Q_OBJECT

public:
    template <typename T>
    using Callback = std::function<void(Result<T>)>; ///< called on the engine thread, never from within the call

    /// Checks and locks the directory (creating it 0700), opens the ledger, starts the threads. Errors:
    /// CacheBusy (detail names the owner's pid), CacheForeign, CacheUnusable, LedgerNewer, disk codes.
    static Result<std::unique_ptr<Store>> open(StoreOptions options, const Clock &clock);
    /// Finishes what is queued, makes a last barrier, closes.
    ~Store() override;

    [[nodiscard]] BufferPool &pool();
    /// A handle of one's own to the cache directory, for small files beside the ledger. Errors: disk codes.
    [[nodiscard]] Result<CacheDirectory> directory() const;

    /// Every content the ledger knows, newest first, as of the last barrier.
    void listContents(Callback<std::vector<ContentRecord>> done);

    void openContent(OpenRequest request, Callback<OpenedContent> done);

    /// Hands one piece over to proof and disk. With a verifier: pieceVerified or pieceRejected follows, then
    /// piecesDurable. Without one, pieces have to come in ascending order without a gap after the
    /// durable prefix (the flat digest is made in passing), the last one shorter than the others.
    /// `sink`, if given, is handed the bytes of a piece that failed its proof against a merkle verifier, with their block hashes; it may be
    /// called after everything else about this submission has been forgotten.
    void submitPiece(ContentHandle content, PieceIndex piece, Unverified<PieceBuffer> bytes,
                     RejectedSink sink = nullptr);

    /// Ends a content of unknown size. `size` 0 is legal: a zero-byte content is complete at once.
    void sealSize(ContentHandle content, Bytes size);

    /// Added to the record; durable with the next barrier.
    void addCounters(ContentHandle content, const ByteCounters &delta, std::chrono::milliseconds duration);

    /// A barrier now rather than at the limits: what was submitted before becomes durable.
    void flush(ContentHandle content);

    /// No further submissions; pieces in flight still become durable.
    void closeContent(ContentHandle content);

    /// Drops everything received of a content (bytes were of another version, or failed the whole digest). Also for a
    /// failed content, which stays closed. Submissions until `done` are ignored.
    void resetContent(ContentHandle content, Callback<void> done);

    /// Brings a complete content to `destination`: reflink, else a copy whose pieces are proven as they
    /// are written; fsync, atomic rename. Pieces that fail are dropped from the record and reported as
    /// PieceMismatch: fetch them again (piecesDropped names them, before the callback). A content without a verifier that
    /// fails is dropped whole: contentFailed, DigestMismatch. A destination problem never harms the cache. Of a content with a
    /// verifier, parts can be brought (Destination::extents) as soon as the pieces that cover them are durable.
    void handOver(ContentHandle content, Destination destination, Callback<HandOverResult> done);
    /// The content is going to be handed over there, as a whole: if it comes slowly, and cannot be cloned there, it is copied as it comes. A hint.
    void expectHandOver(ContentHandle content, UniqueFd directory, const QString &fileName);

    /// Deletes a content from the cache, pinned or not: record, file and side file. ContentInUse when it is open or held.
    void removeContent(const StorageKey &key, Callback<void> done);

    /// Reads all that is claimed of a content and proves it again; what is not as it should be is dropped, and fetched again when the
    /// content is wanted. ContentInUse while it is open, UnknownContent, InvalidArgument for a content whose piece hashes are not kept.
    void verifyContent(const StorageKey &key, Callback<ContentCheck> done);

    /// Pinned contents are neither counted nor evicted until `expireOn` (none: without end). UnknownContent.
    void setPinned(const StorageKey &key, bool pinned, std::optional<WallTime> expireOn, Callback<void> done);
    /// The content goes on that date, whatever its age (none: by its age again). When it has passed already: before `done`, unless
    /// the content is in use. UnknownContent, ContentPinned.
    void setExpiry(const StorageKey &key, std::optional<WallTime> expireOn, Callback<void> done);

    void expireNow(const StorageKey &key, Callback<void> done);

    /// Other limits from now on; what they leave no room for goes at once.
    void setCacheLimits(const CacheLimits &limits);
    /// Keeps a content from being evicted or deleted while a job wants it; see ContentHold. Counted.
    void hold(const StorageKey &key);
    void release(const StorageKey &key);
    void cacheUse(Callback<CacheUse> done);
    /// To the files of contents, since it was opened; handed-over copies are not counted. Cheap.
    [[nodiscard]] Bytes bytesWritten() const;
    /// Whether the directory is there and takes `needed` more bytes, deleting what nobody uses for them if that is enough. Cheap. StoreGone,
    /// DiskReadOnly, DiskFull with bytesNeeded, OutOfResources.
    void checkWritable(Bytes needed, Callback<void> done);

    /// The file of a content, open or not, to serve pieces from. Whoever reads it proves what comes from an earlier run (provePiece).
    void openForReading(const StorageKey &key, Callback<std::shared_ptr<const UniqueFd>> done);
    /// Reads one piece of a file and proves it, off the engine thread. PieceMismatch, also when it cannot be read.
    void provePiece(std::shared_ptr<const UniqueFd> file, std::shared_ptr<const PieceVerifier> verifier,
                    PieceIndex piece, Callback<void> done);
    /// Reads one piece of a file, proves it and tells the hashes of its blocks, off the engine thread. PieceMismatch as provePiece.
    void blockHashesOf(std::shared_ptr<const UniqueFd> file, std::shared_ptr<const PieceVerifier> verifier,
                       PieceIndex piece, Callback<std::vector<Sha256Digest>> done);
    /// As addCounters, of a content that need not be open: what was given to peers.
    void addCountersOf(const StorageKey &key, const ByteCounters &delta);

    /// Everything transferred, by UTC day (days since 1970); outlives the contents.
    void totalsByDay(Callback<std::map<qint64, ByteCounters>> done);

    /// Remembers a job beyond the life of the process. Durable when `done` is called.
    void putJob(JobRecord job, Callback<void> done);
    /// Replaces the progress of a job; false: the ledger does not know it (any more).
    void updateJob(JobId id, QByteArray progress, Callback<bool> done);
    void removeJob(JobId id, Callback<void> done);
    /// What earlier runs have put. Blocks: for the time before the event loop runs.
    Result<KeptJobs> loadJobs();

Q_SIGNALS:
    void pieceVerified(freshet::ContentHandle content, freshet::PieceIndex piece);
    void pieceRejected(freshet::ContentHandle content, freshet::PieceIndex piece);
    /// Submitted before, or to a content that takes nothing now: `size` bytes were for nothing.
    void pieceIgnored(freshet::ContentHandle content, freshet::PieceIndex piece, freshet::Bytes size);
    /// Verified before and perhaps durable, but not on disk (any more): fetch these again. No source is to blame.
    void piecesDropped(freshet::ContentHandle content, const std::vector<freshet::PieceIndex> &pieces);
    /// Proven and in the file, so that it can be read and given away; not yet durable.
    void pieceWritten(freshet::ContentHandle content, freshet::PieceIndex piece);
    /// In the ledger, after the data was synced. Never before.
    void piecesDurable(freshet::ContentHandle content, const std::vector<freshet::PieceIndex> &pieces);
    /// Every piece durable and the whole digest (if demanded) proven. Not sent for a record that was complete when it was
    /// opened (record.complete); sent again when dropped pieces have been replaced.
    void contentComplete(freshet::ContentHandle content);
    /// The content cannot go on (disk full, I/O error, DigestMismatch …). What was durable stays durable;
    /// pieces in flight are lost. The content is closed; openContent resumes it. error.kept and error.next say what is
    /// left and what helps.
    void contentFailed(freshet::ContentHandle content, const freshet::Error &error);
    /// How long a content is kept has changed, or it has been deleted.
    void retentionChanged(const freshet::Retention &retention);

private:
    class Private;
    explicit Store(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// Reads the ledger of a cache directory without owning it, also while an engine runs. No directory or no
/// ledger: an empty list.
Result<std::vector<ContentRecord>> readLedger(const QString &cacheDirectory);
/// Likewise what Store::totalsByDay tells.
Result<std::map<qint64, ByteCounters>> readTotals(const QString &cacheDirectory);

} // namespace freshet
