// SPDX-License-Identifier: GPL-3.0-or-later
// The opening half of DiskThread: ledger, rebuild, resume.
#include "core/base/DisplayUrl.h"
#include "core/meta/Metainfo.h"
#include "core/store/DiskThread.h"
#include "core/store/Reprover.h"
#include "core/store/ResumeRules.h"

namespace freshet {

namespace {

const QString openOperation = QStringLiteral("open content");

std::span<const std::byte> bytesOf(const QByteArray &bytes)
{
    return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

PieceSet all(std::uint32_t count)
{
    PieceSet pieces(count);
    for (PieceIndex piece{0}; piece.value() < count; ++piece)
        pieces.insert(piece);
    return pieces;
}

} // namespace

Result<void> DiskThread::ensureLedger()
{
    if (m_ledger)
        return {};
    // By its path: without this look a ledger would be made in whatever took the directory's place.
    if (auto present = m_directory.checkPresent(); !present)
        return present;
    auto opened = Ledger::open(m_directory);
    const bool corrupt = !opened && opened.error().code == ErrorCode::LedgerCorrupt;
    if (corrupt) {
        if (auto moved = Ledger::moveAside(m_directory); !moved)
            return moved;
        opened = Ledger::open(m_directory);
    }
    if (!opened)
        return std::unexpected(opened.error());
    m_ledger = std::move(*opened);
    // A ledger that is missing beside contents is as good as a corrupt one.
    auto rows = m_ledger->all();
    if (rows && rows->empty()) {
        if (auto rebuilt = rebuild(); !rebuilt)
            return rebuilt;
        rows = m_ledger->all();
    }
    if (!rows)
        return std::unexpected(rows.error());
    for (const LedgerRow &row : *rows) {
        if (row.trust != Trust::ProveAll || row.record.metainfo.isEmpty())
            continue;
        m_internalOpens.push_back(row.record.key);
    }
    m_work.post([this] { startNextInternal(); });
    return {};
}

Result<void> DiskThread::rebuild()
{
    constexpr qint64 maximumMetainfo = 64LL * 1024 * 1024;
    for (const QString &name : m_directory.fileNames()) {
        const auto key = name.endsWith(sideFileSuffix) ? StorageKey::fromFileName(name.chopped(sideFileSuffix.size()))
                                                       : std::nullopt;
        if (!key || !m_directory.exists(key->fileName()))
            continue;
        const auto file = m_directory.readFile(name, maximumMetainfo);
        const auto metainfo = file ? parseMetainfo(bytesOf(*file)) : std::unexpected(file.error());
        if (!metainfo || StorageKey::forRoot(metainfo->piecesRoot) != *key)
            continue; // not what its name says: believed by nobody, fetched again when asked for
        LedgerRow row;
        row.record.key = *key;
        row.record.contentId = metainfo->contentId;
        row.record.name = QString::fromStdString(metainfo->name);
        if (!metainfo->sources.empty())
            row.record.sourceUrl = displayUrl(QUrl(QString::fromStdString(metainfo->sources.front())));
        row.record.geometry = metainfo->geometry;
        row.record.durable = PieceSet(metainfo->geometry.pieceCount());
        row.record.metainfo = *file;
        row.record.createdAt = m_clock.wall();
        row.trust = Trust::ProveAll;
        if (auto put = m_ledger->put(row); !put)
            return put;
    }
    return {};
}

void DiskThread::startNextInternal()
{
    if (m_internalOpens.empty() || m_cancel)
        return;
    const StorageKey key = m_internalOpens.front();
    m_internalOpens.pop_front();
    const auto next = [this] { m_work.post([this] { startNextInternal(); }); };
    if (findByKey(key) || !m_ledger)
        return next(); // opened meanwhile, and with that proven again
    auto row = m_ledger->find(key);
    if (!row || !*row || (*row)->trust != Trust::ProveAll)
        return next();
    proveFile(**row, [next](const Result<DiskOpened> &) { next(); });
}

void DiskThread::proveFile(const LedgerRow &row, Done<DiskOpened> done)
{
    const ContentRecord &record = row.record;
    OpenRequest request;
    request.key = record.key;
    request.contentId = record.contentId;
    request.name = record.name;
    request.sourceUrl = record.sourceUrl;
    request.geometry = record.geometry;
    request.sizeKnown = record.sizeKnown;
    request.proof = record.proof;
    request.wholeDigest = record.wholeDigest;
    request.metainfo = record.metainfo;
    request.foreground = record.foreground;
    const ContentHandle handle{UINT32_MAX - m_nextInternal++};
    runOpen(std::move(request), handle, true, [this, handle, done = std::move(done)](const Result<DiskOpened> &opened) {
        m_work.post([this, handle] {
            if (const ContentPtr content = find(handle))
                closeNow(*content);
        });
        done(opened);
    });
}

void DiskThread::verify(StorageKey key, Done<ContentCheck> done)
{
    m_work.post([this, key, done = std::move(done)] {
        const QString operation = QStringLiteral("verify content");
        if (auto ready = ensureLedger(); !ready)
            return done(std::unexpected(ready.error()));
        if (findByKey(key))
            return done(std::unexpected(Error{
                ErrorCode::ContentInUse, operation, key.fileName(), {}, Kept::WholeContent, NextStep::RetryLater}));
        auto row = m_ledger->find(key);
        if (!row)
            return done(std::unexpected(row.error()));
        if (!*row)
            return done(std::unexpected(unknownContent("verify content")));
        if ((*row)->record.proof == ProofKind::PieceHashes)
            return done(std::unexpected(
                Error{ErrorCode::InvalidArgument, operation, (*row)->record.name,
                      QStringLiteral("its piece hashes are not kept; its download with them proves every piece again"),
                      Kept::WholeContent, NextStep::CorrectInput}));
        // In the ledger first: a check that is cut short is made up for when the content is opened next.
        (*row)->trust = std::max((*row)->trust, Trust::ProveClaimed);
        if (auto put = m_ledger->put(**row); !put)
            return done(std::unexpected(put.error()));
        const std::uint32_t claimed = (*row)->record.durable.count();
        proveFile(**row, [claimed, done](const Result<DiskOpened> &opened) {
            if (!opened)
                return done(std::unexpected(opened.error()));
            done(ContentCheck{claimed, claimed - std::min(claimed, opened->record.durable.count())});
        });
    });
}

void DiskThread::open(OpenRequest request, ContentHandle handle, Done<DiskOpened> done)
{
    m_work.post([this, request = std::move(request), handle, done = std::move(done)]() mutable {
        runOpen(std::move(request), handle, false, std::move(done));
    });
}

void DiskThread::runOpen(OpenRequest request, ContentHandle handle, bool internal, Done<DiskOpened> done)
{
    if (const ContentPtr existing = findByKey(request.key)) {
        if (existing->internal || existing->closing) {
            existing->afterClose.push_back(
                [this, request = std::move(request), handle, internal, done = std::move(done)]() mutable {
                    runOpen(std::move(request), handle, internal, std::move(done));
                });
            return;
        }
        return done(std::unexpected(Error{ErrorCode::InvalidArgument, openOperation, request.name,
                                          QStringLiteral("the content is already open"), Kept::VerifiedPieces,
                                          NextStep::ReportBug}));
    }
    std::erase_if(m_contents, [&](const auto &entry) {
        return entry.second->failed && entry.second->row.record.key == request.key;
    });
    auto prepared = prepare(request, handle);
    if (!prepared)
        return done(std::unexpected(prepared.error()));
    const ContentPtr content = *prepared;
    content->internal = internal;
    m_contents.emplace(handle.value(), content);
    if (content->verifier && content->row.trust != Trust::Claimed)
        return proveAgain(content, std::move(done));
    if (!content->verifier && !(content->row.record.complete && content->row.trust == Trust::Claimed))
        return hashPrefixAgain(content, std::move(done));
    finishOpen(content, nullptr, done);
}

Result<std::shared_ptr<const PieceVerifier>> DiskThread::verifierFor(const OpenRequest &request) const
{
    std::shared_ptr<const PieceVerifier> verifier = request.verifier;
    if (!verifier && request.proof == ProofKind::Metadata) {
        const auto metainfo = parseMetainfo(bytesOf(request.metainfo));
        if (metainfo && StorageKey::forRoot(metainfo->piecesRoot) == request.key)
            verifier = std::make_shared<const PieceVerifier>(metainfo->verifier());
    }
    const bool wanted = request.proof == ProofKind::Metadata || request.proof == ProofKind::PieceHashes;
    const bool fits = wanted == (verifier != nullptr) && (!verifier || verifier->geometry() == request.geometry)
                      && request.geometry.contentLength().value() <= static_cast<std::uint64_t>(INT64_MAX)
                      && Geometry::isLegalPieceLength(request.geometry.pieceLength());
    if (fits)
        return verifier;
    return std::unexpected(Error{ErrorCode::InvalidArgument, openOperation, request.name,
                                 QStringLiteral("proof, verifier and geometry do not fit"), Kept::VerifiedPieces,
                                 NextStep::ReportBug});
}

Result<bool> DiskThread::openFile(DiskContent &content)
{
    const QString name = content.row.record.key.fileName();
    bool created = false;
    auto file = ContentFile::open(m_directory, name, ContentFile::Mode::Existing, m_options.directIo);
    if (!file && file.error().code == ErrorCode::FileNotFound) {
        created = true;
        file = ContentFile::open(m_directory, name, ContentFile::Mode::Create, m_options.directIo);
    }
    if (!file)
        return std::unexpected(file.error());
    content.file = std::move(*file);
    return created;
}

Result<DiskThread::ContentPtr> DiskThread::prepare(OpenRequest &request, ContentHandle handle)
{
    if (auto ready = ensureLedger(); !ready)
        return std::unexpected(ready.error());
    if (auto present = m_directory.checkPresent(); !present)
        return std::unexpected(present.error());
    auto known = m_ledger->find(request.key);
    if (!known)
        return std::unexpected(known.error());
    auto verifier = verifierFor(request);
    if (!verifier)
        return std::unexpected(verifier.error());

    const auto content = std::make_shared<DiskContent>();
    content->handle = handle;
    content->verifier = std::move(*verifier);
    content->requestedGeometry = request.geometry;
    content->requestedSizeKnown = request.sizeKnown;
    content->expected = request.expected;
    LedgerRow &row = content->row;
    const bool fresh = !*known;
    if (fresh) {
        row.record.key = request.key;
        row.record.createdAt = m_clock.wall();
        row.record.geometry = request.geometry;
        row.record.sizeKnown = request.sizeKnown;
        row.record.durable = PieceSet(request.geometry.pieceCount());
    } else {
        row = std::move(**known);
    }
    bool startOver = mergeRequest(row, request, !fresh);

    const auto created = openFile(*content);
    if (!created)
        return std::unexpected(created.error());
    const auto stamp = content->file.stamp();
    if (!stamp)
        return std::unexpected(stamp.error());
    startOver = startOver || *created;
    row.trust = fresh && !*created ? Trust::ProveAll : judgeClaims(row, *stamp, m_bootId);
    if (startOver) {
        row.record.durable = PieceSet(row.record.geometry.pieceCount());
        row.record.complete = false;
        row.record.completedAt.reset();
        row.prefixDigest.reset();
        row.trust = Trust::Claimed;
        if (auto emptied = content->file.resize(Bytes{0}); !emptied)
            return std::unexpected(emptied.error());
    }
    if (auto written = reserveAndRecord(*content); !written) {
        if (*created)
            (void)m_directory.removeFile(content->file.name()); // gives back what it got
        Error e = written.error();
        e.kept = row.record.durable.count() > 0 ? Kept::VerifiedPieces : Kept::Nothing;
        return std::unexpected(e);
    }
    return content;
}

Result<void> DiskThread::reserveAndRecord(DiskContent &content)
{
    LedgerRow &row = content.row;
    if (row.record.sizeKnown && !row.record.complete && row.trust != Trust::ProveAll) {
        if (auto reserved = reserve(content); !reserved)
            return reserved;
    }
    if (auto written = writeSideFile(row); !written)
        return written;
    if (!(row.record.complete && row.trust == Trust::Claimed)) {
        row.dirtyBoot = m_bootId;
        if (const auto stamp = content.file.stamp())
            row.stamp = *stamp;
    }
    ++row.generation;
    return m_ledger->put(row);
}

Result<void> DiskThread::writeSideFile(const LedgerRow &row)
{
    const ContentRecord &r = row.record;
    if (r.metainfo.isEmpty() || r.key.kind != StorageKey::Kind::Root)
        return {};
    const QString name = r.key.fileName() + sideFileSuffix;
    if (const auto there = m_directory.readFile(name, r.metainfo.size()); there && *there == r.metainfo)
        return {};
    return m_directory.writeFile(name, r.metainfo);
}

void DiskThread::proveAgain(const ContentPtr &content, Done<DiskOpened> done)
{
    auto source = content->file.openForReading(m_directory);
    if (!source)
        return abandonOpen(content, source.error(), done);
    PieceSet which = content->row.trust == Trust::ProveAll ? all(content->row.record.geometry.pieceCount())
                                                           : content->row.record.durable;
    fence(*content);
    m_long.post([this, content, fd = std::move(*source), which = std::move(which), done = std::move(done)]() mutable {
        auto proven = provePieces(fd.get(), *content->verifier, which, m_cancel);
        m_work.post([this, content, proven = std::move(proven), done = std::move(done)]() mutable {
            if (!proven)
                return abandonOpen(content, proven.error(), done);
            LedgerRow &row = content->row;
            row.record.durable = std::move(*proven);
            row.record.complete = row.record.complete && row.record.durable.isComplete();
            row.trust = Trust::Claimed;
            row.dirtyBoot = row.record.complete ? QString() : m_bootId;
            if (!row.record.complete) {
                if (auto reserved = reserve(*content); !reserved)
                    return abandonOpen(content, reserved.error(), done);
            }
            if (auto stamp = content->file.stamp())
                row.stamp = *stamp;
            if (auto stored = store(*content); !stored)
                return abandonOpen(content, stored.error(), done);
            finishOpen(content, nullptr, done);
        });
    });
}

void DiskThread::hashPrefixAgain(const ContentPtr &content, Done<DiskOpened> done)
{
    LedgerRow &row = content->row;
    const ContentRecord &record = row.record;
    const bool adopt = row.trust == Trust::ProveAll; // the claims were lost: only the digest of the whole can tell
    const bool adoptable = adopt && record.wholeDigest && record.sizeKnown;
    const Bytes length = adopt ? (adoptable ? record.geometry.contentLength() : Bytes{0})
                               : std::min(Bytes{record.durable.count() * record.geometry.pieceLength().value()},
                                          record.geometry.contentLength());
    auto source = content->file.openForReading(m_directory);
    if (!source)
        return abandonOpen(content, source.error(), done);
    fence(*content);
    m_long.post([this, content, fd = std::move(*source), length, adopt, adoptable,
                 path = m_directory.filePath(content->file.name()), done = std::move(done)]() mutable {
        auto digest = hashPrefix(fd.get(), length, path, m_cancel);
        m_work.post([this, content, digest = std::move(digest), adopt, adoptable, done = std::move(done)]() mutable {
            if (!digest && digest.error().code == ErrorCode::Cancelled)
                return abandonOpen(content, digest.error(), done);
            LedgerRow &r = content->row;
            const bool believed = digest
                                  && (adopt ? adoptable && (*digest)->value() == *r.record.wholeDigest
                                            : !r.prefixDigest || (*digest)->value() == *r.prefixDigest);
            if (believed && adopt) {
                r.record.durable = all(r.record.geometry.pieceCount());
                r.prefixDigest = (*digest)->value();
            } else if (!believed) {
                dropBytes(*content);
                digest = std::make_shared<PrefixDigest>();
                (void)content->file.resize(Bytes{0});
                if (r.record.sizeKnown) {
                    if (auto reserved = reserve(*content); !reserved)
                        return abandonOpen(content, reserved.error(), done);
                }
            }
            r.trust = Trust::Claimed;
            if (auto stamp = content->file.stamp())
                r.stamp = *stamp;
            if (r.record.complete)
                r.dirtyBoot.clear();
            if (auto stored = store(*content); !stored)
                return abandonOpen(content, stored.error(), done);
            finishOpen(content, *digest, done);
        });
    });
}

void DiskThread::finishOpen(const ContentPtr &content, std::shared_ptr<PrefixDigest> prefix,
                            const Done<DiskOpened> &done)
{
    if (prefix)
        content->row.prefixDigest = prefix->value(); // of nothing, too: an empty content is proven by it
    done(DiskOpened{content->row.record, content->verifier, std::move(prefix)});
    content->fenced = false;
    maybeComplete(content);
    if (!content->fenced)
        unfence(content);
}

void DiskThread::abandonOpen(const ContentPtr &content, Error error, const Done<DiskOpened> &done)
{
    content->failed = true;
    m_contents.erase(content->handle.value());
    for (WorkThread::Task &task : content->afterClose)
        m_work.post(std::move(task));
    content->afterClose.clear();
    error.kept = content->row.record.durable.count() > 0 ? Kept::VerifiedPieces : Kept::Nothing;
    done(std::unexpected(std::move(error)));
    unfence(content);
}

} // namespace freshet
