// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/Store.h"

#include "core/store/DiskThread.h"
#include "core/store/HashThread.h"
#include "core/store/Mailbox.h"

#include <QTimer>

#include <map>
#include <utility>

namespace freshet {

/// The engine thread's side: what was submitted, and the way back from the workers. Invariant: `accepted` holds the
/// pieces that are durable or on their way to be.
class Store::Private final : public StoreEvents {
public:
    enum class State { Open, Resetting, Closed };
    struct Entry {
        State state = State::Open;
        PieceSet accepted;
    };

    Private(StoreOptions options, CacheDirectory own, CacheDirectory disks, const Clock &clock)
        : pool(options.bufferBudget)
        , directory(std::move(own))
        , disk(std::move(options), std::move(disks), clock, *this)
        , hash(disk, *this)
    {
    }

    // The calls below come from the workers. Events of one thread arrive in their order.
    void verified(ContentHandle content, PieceIndex piece) override
    {
        toEngine([this, content, piece] { Q_EMIT q->pieceVerified(content, piece); });
    }
    void rejected(ContentHandle content, PieceIndex piece, std::shared_ptr<RejectedPiece> back,
                  RejectedSink sink) override
    {
        toEngine([this, content, piece, back = std::move(back), sink = std::move(sink)]() mutable {
            forget(content, {piece});
            if (sink)
                sink(std::move(back));
            Q_EMIT q->pieceRejected(content, piece);
        });
    }
    void written(ContentHandle content, PieceIndex piece) override
    {
        toEngine([this, content, piece] { Q_EMIT q->pieceWritten(content, piece); });
    }
    void durable(ContentHandle content, std::vector<PieceIndex> pieces) override
    {
        toEngine([this, content, pieces = std::move(pieces)] { Q_EMIT q->piecesDurable(content, pieces); });
    }
    void dropped(ContentHandle content, std::vector<PieceIndex> pieces) override
    {
        toEngine([this, content, pieces = std::move(pieces)] {
            forget(content, pieces);
            Q_EMIT q->piecesDropped(content, pieces);
        });
    }
    void complete(ContentHandle content) override
    {
        toEngine([this, content] { Q_EMIT q->contentComplete(content); });
    }
    void failed(ContentHandle content, Error error) override
    {
        toEngine([this, content, error = std::move(error)] {
            if (const auto it = entries.find(content.value()); it != entries.end())
                it->second.state = State::Closed;
            hash.fence([this, content] { hash.detach(content); });
            Q_EMIT q->contentFailed(content, error);
        });
    }
    void kept(Retention retention) override
    {
        toEngine([this, retention] { Q_EMIT q->retentionChanged(retention); });
    }
    void run(std::function<void()> call) override { toEngine(std::move(call)); }

    void forget(ContentHandle content, const std::vector<PieceIndex> &pieces)
    {
        const auto it = entries.find(content.value());
        if (it == entries.end())
            return;
        for (PieceIndex piece : pieces) {
            if (it->second.accepted.contains(piece))
                it->second.accepted.remove(piece);
        }
    }

    template <typename F>
    void toEngine(F call)
    {
        mailbox.post(std::move(call));
    }

    /// A callback that the disk thread may call: it passes the result on to the engine thread.
    template <typename T>
    DiskThread::Done<T> passOn(Callback<T> done)
    {
        return [this, done = std::move(done)](Result<T> result) {
            run([done, result = std::move(result)] {
                if (done)
                    done(result);
            });
        };
    }

    void onOpened(ContentHandle handle, const Result<DiskOpened> &opened, const Callback<OpenedContent> &done)
    {
        if (!opened)
            return done(std::unexpected(opened.error()));
        const ContentRecord &record = opened->record;
        entries.insert_or_assign(handle.value(), Entry{State::Open, record.durable});
        HashThread::Stream stream{opened->verifier,
                                  opened->prefix,
                                  record.geometry,
                                  record.sizeKnown,
                                  PieceIndex{record.durable.count()},
                                  std::min(Bytes{record.durable.count() * record.geometry.pieceLength().value()},
                                           record.geometry.contentLength()),
                                  false};
        if (!stream.verifier && !stream.prefix)
            stream.prefix = std::make_shared<PrefixDigest>();
        hash.attach(handle, std::move(stream));
        done(OpenedContent{handle, record});
    }

    Store *q = nullptr;
    Mailbox mailbox;
    QTimer tidy;
    BufferPool pool;
    CacheDirectory directory;
    std::map<std::uint32_t, Entry> entries;
    std::map<std::uint32_t, std::pair<Geometry, bool>> requested; ///< what a reset goes back to
    std::uint32_t nextHandle = 1;
    DiskThread disk;
    HashThread hash;
};

Store::Store(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
    d->q = this;
}

Store::~Store()
{
    // Down the pipeline: what is queued above still gets to the disk.
    d->hash.stop();
    d->disk.stop();
}

Result<std::unique_ptr<Store>> Store::open(StoreOptions options, const Clock &clock)
{
    const std::chrono::milliseconds tidyInterval = options.tidyInterval;
    auto directory = CacheDirectory::open(options.cacheDirectory, options.expectExisting);
    if (!directory)
        return std::unexpected(directory.error());
    auto disks = directory->duplicate();
    if (!disks)
        return std::unexpected(disks.error());
    std::unique_ptr<Store> store(
        new Store(std::make_unique<Private>(std::move(options), std::move(*directory), std::move(*disks), clock)));
    if (auto started = store->d->disk.start(); !started)
        return std::unexpected(started.error());
    QObject::connect(&store->d->tidy, &QTimer::timeout, store.get(), [p = store->d.get()] { p->disk.tidy(); });
    store->d->tidy.start(tidyInterval);
    return store;
}

BufferPool &Store::pool()
{
    return d->pool;
}

Result<CacheDirectory> Store::directory() const
{
    return d->directory.duplicate();
}

void Store::listContents(Callback<std::vector<ContentRecord>> done)
{
    d->hash.fence([p = d.get(), passed = d->passOn(std::move(done))]() mutable { p->disk.list(std::move(passed)); });
}

void Store::totalsByDay(Callback<std::map<qint64, ByteCounters>> done)
{
    d->hash.fence([p = d.get(), passed = d->passOn(std::move(done))]() mutable { p->disk.totals(std::move(passed)); });
}

void Store::openContent(OpenRequest request, Callback<OpenedContent> done)
{
    const ContentHandle handle{d->nextHandle++};
    d->requested.insert_or_assign(handle.value(), std::pair(request.geometry, request.sizeKnown));
    // Through the hash thread: an opening stays behind the closing of the same content.
    d->hash.fence([p = d.get(), request = std::move(request), handle, done = std::move(done)]() mutable {
        p->disk.open(std::move(request), handle, [p, handle, done = std::move(done)](Result<DiskOpened> opened) {
            p->run([p, handle, done, opened = std::move(opened)] { p->onOpened(handle, opened, done); });
        });
    });
}

void Store::submitPiece(ContentHandle content, PieceIndex piece, Unverified<PieceBuffer> bytes, RejectedSink sink)
{
    const auto it = d->entries.find(content.value());
    const bool open = it != d->entries.end() && it->second.state == Private::State::Open;
    if (!open || it->second.accepted.contains(piece)) {
        const Bytes size{bytes.get().size()};
        {
            const PieceBuffer back = std::move(bytes).take();
        }
        d->toEngine([this, content, piece, size] { Q_EMIT pieceIgnored(content, piece, size); });
        return;
    }
    if (piece.value() < it->second.accepted.size())
        it->second.accepted.insert(piece);
    bytes.get().setReturning();
    d->hash.submit(content, piece, std::move(bytes), std::move(sink));
}

void Store::sealSize(ContentHandle content, Bytes size)
{
    d->hash.seal(content, size);
}

void Store::addCounters(ContentHandle content, const ByteCounters &delta, std::chrono::milliseconds duration)
{
    d->hash.fence([p = d.get(), content, delta, duration] { p->disk.addCounters(content, delta, duration); });
}

void Store::flush(ContentHandle content)
{
    d->hash.fence([p = d.get(), content] { p->disk.flush(content); });
}

void Store::closeContent(ContentHandle content)
{
    d->entries.erase(content.value());
    d->requested.erase(content.value());
    d->hash.fence([p = d.get(), content] {
        p->hash.detach(content);
        p->disk.close(content);
    });
}

void Store::resetContent(ContentHandle content, Callback<void> done)
{
    const auto it = d->entries.find(content.value());
    if (it != d->entries.end() && it->second.state == Private::State::Open)
        it->second.state = Private::State::Resetting;
    const auto [geometry, sizeKnown] = d->requested[content.value()];
    d->hash.fence([p = d.get(), content, geometry, sizeKnown, done = std::move(done)]() mutable {
        p->hash.restart(content, geometry, sizeKnown);
        p->disk.reset(content, [p, content, geometry, done = std::move(done)](Result<void> result) {
            p->run([p, content, geometry, done, result = std::move(result)] {
                const auto entry = p->entries.find(content.value());
                if (entry != p->entries.end() && entry->second.state == Private::State::Resetting)
                    entry->second = {Private::State::Open, PieceSet(geometry.pieceCount())};
                if (done)
                    done(result);
            });
        });
    });
}

void Store::handOver(ContentHandle content, Destination destination, Callback<HandOverResult> done)
{
    d->hash.fence(
        [p = d.get(), content, destination = std::move(destination), passed = d->passOn(std::move(done))]() mutable {
            p->disk.handOver(content, std::move(destination), std::move(passed));
        });
}

void Store::expectHandOver(ContentHandle content, UniqueFd directory, const QString &fileName)
{
    d->hash.fence([p = d.get(), content, directory = std::move(directory), fileName]() mutable {
        p->disk.expectHandOver(content, std::move(directory), fileName);
    });
}

void Store::removeContent(const StorageKey &key, Callback<void> done)
{
    d->hash.fence(
        [p = d.get(), key, passed = d->passOn(std::move(done))]() mutable { p->disk.remove(key, std::move(passed)); });
}

void Store::setPinned(const StorageKey &key, bool pinned, std::optional<WallTime> expireOn, Callback<void> done)
{
    d->hash.fence([p = d.get(), key, pinned, expireOn, passed = d->passOn(std::move(done))]() mutable {
        p->disk.setPinned(key, pinned, expireOn, std::move(passed));
    });
}

void Store::verifyContent(const StorageKey &key, Callback<ContentCheck> done)
{
    d->disk.verify(key, d->passOn(std::move(done)));
}

void Store::openForReading(const StorageKey &key, Callback<std::shared_ptr<const UniqueFd>> done)
{
    d->hash.fence([p = d.get(), key, passed = d->passOn(std::move(done))]() mutable {
        p->disk.openForReading(key, std::move(passed));
    });
}

void Store::provePiece(std::shared_ptr<const UniqueFd> file, std::shared_ptr<const PieceVerifier> verifier,
                       PieceIndex piece, Callback<void> done)
{
    d->disk.provePiece(std::move(file), std::move(verifier), piece, d->passOn(std::move(done)));
}

void Store::blockHashesOf(std::shared_ptr<const UniqueFd> file, std::shared_ptr<const PieceVerifier> verifier,
                          PieceIndex piece, Callback<std::vector<Sha256Digest>> done)
{
    d->disk.blockHashesOf(std::move(file), std::move(verifier), piece, d->passOn(std::move(done)));
}

void Store::addCountersOf(const StorageKey &key, const ByteCounters &delta)
{
    d->disk.addCountersOf(key, delta);
}

void Store::putJob(JobRecord job, Callback<void> done)
{
    d->disk.putJob(std::move(job), d->passOn(std::move(done)));
}

void Store::updateJob(JobId id, QByteArray progress, Callback<bool> done)
{
    d->disk.updateJob(id, std::move(progress), d->passOn(std::move(done)));
}

void Store::removeJob(JobId id, Callback<void> done)
{
    d->disk.removeJob(id, d->passOn(std::move(done)));
}

Result<KeptJobs> Store::loadJobs()
{
    return d->disk.loadJobs();
}

void Store::setExpiry(const StorageKey &key, std::optional<WallTime> expireOn, Callback<void> done)
{
    d->hash.fence([p = d.get(), key, expireOn, passed = d->passOn(std::move(done))]() mutable {
        p->disk.setExpiry(key, expireOn, std::move(passed));
    });
}

void Store::expireNow(const StorageKey &key, Callback<void> done)
{
    d->hash.fence([p = d.get(), key, passed = d->passOn(std::move(done))]() mutable {
        p->disk.expireNow(key, std::move(passed));
    });
}

void Store::setCacheLimits(const CacheLimits &limits)
{
    d->disk.setLimits(limits);
}

void Store::hold(const StorageKey &key)
{
    d->disk.hold(key);
}

void Store::release(const StorageKey &key)
{
    // Behind the closing of the same content, which goes through the hash thread.
    d->hash.fence([p = d.get(), key] { p->disk.release(key); });
}

void Store::checkWritable(Bytes needed, Callback<void> done)
{
    d->disk.checkWritable(needed, d->passOn(std::move(done)));
}

Bytes Store::bytesWritten() const
{
    return d->disk.written();
}

void Store::cacheUse(Callback<CacheUse> done)
{
    d->disk.use(d->passOn(std::move(done)));
}

} // namespace freshet
