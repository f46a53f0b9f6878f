// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DiskThread that lets others read what is in the cache, and counts what they were given.
#include "core/meta/BlockProof.h"
#include "core/store/ContentFile.h"
#include "core/store/DiskThread.h"
#include "core/store/Reprover.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace freshet {

namespace {

Error notAsProven(PieceIndex piece)
{
    return {.code = ErrorCode::PieceMismatch,
            .operation = QStringLiteral("read a piece again"),
            .object = QStringLiteral("piece %1").arg(piece.value()),
            .kept = Kept::VerifiedPieces,
            .next = NextStep::RunAgain};
}

} // namespace

void DiskThread::openForReading(StorageKey key, Done<std::shared_ptr<const UniqueFd>> done)
{
    m_work.post([this, key, done = std::move(done)] {
        if (const ContentPtr content = findByKey(key)) {
            auto fd = content->file.openForReading(m_directory);
            if (!fd)
                return done(std::unexpected(fd.error()));
            return done(std::make_shared<const UniqueFd>(std::move(*fd)));
        }
        UniqueFd fd(::openat(m_directory.fd(), QFile::encodeName(key.fileName()).constData(),
                             O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
        struct stat st{};
        if (!fd || ::fstat(fd.get(), &st) != 0 || !S_ISREG(st.st_mode) || st.st_uid != ::geteuid() || st.st_nlink != 1)
            return done(std::unexpected(Error{.code = ErrorCode::FileChanged,
                                              .operation = QStringLiteral("open content file"),
                                              .object = m_directory.filePath(key.fileName()),
                                              .kept = Kept::VerifiedPieces,
                                              .next = NextStep::RunAgain}));
        done(std::make_shared<const UniqueFd>(std::move(fd)));
    });
}

void DiskThread::provePiece(std::shared_ptr<const UniqueFd> file, std::shared_ptr<const PieceVerifier> verifier,
                            PieceIndex piece, Done<void> done)
{
    m_long.post([this, file = std::move(file), verifier = std::move(verifier), piece, done = std::move(done)] {
        PieceSet which(verifier->geometry().pieceCount());
        which.insert(piece);
        const auto proven = provePieces(file->get(), *verifier, which, m_cancel);
        if (!proven)
            return done(std::unexpected(proven.error()));
        if (!proven->contains(piece))
            return done(std::unexpected(notAsProven(piece)));
        done(Result<void>{});
    });
}

void DiskThread::blockHashesOf(std::shared_ptr<const UniqueFd> file, std::shared_ptr<const PieceVerifier> verifier,
                               PieceIndex piece, Done<std::vector<Sha256Digest>> done)
{
    m_long.post([file = std::move(file), verifier = std::move(verifier), piece, done = std::move(done)] {
        const Geometry &geometry = verifier->geometry();
        std::vector<std::byte> bytes(static_cast<std::size_t>(geometry.pieceSize(piece).value()));
        if (!readFully(file->get(), geometry.pieceOffset(piece), bytes, {}) || !verifier->matches(piece, bytes))
            return done(std::unexpected(notAsProven(piece)));
        done(blockHashes(bytes));
    });
}

void DiskThread::addCountersOf(StorageKey key, ByteCounters delta)
{
    m_work.post([this, key, delta] {
        if (const ContentPtr content = findByKey(key)) {
            content->addedCounters += delta;
            content->countersDirty = true;
            if (!m_oldestUnsynced)
                m_oldestUnsynced = m_clock.monotonic();
            return;
        }
        if (!ensureLedger())
            return;
        auto row = m_ledger->find(key);
        if (!row || !*row)
            return;
        (*row)->record.counters += delta;
        ++(*row)->generation;
        const Ledger::Progress progress{&**row, delta};
        // What cannot be counted now is not worth stopping anything for.
        (void)m_ledger->update(std::span(&progress, 1), today());
    });
}

} // namespace freshet
