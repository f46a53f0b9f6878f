// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/HandOver.h"

#include "core/store/ContentFile.h"
#include "core/store/ProvenCopy.h"
#include "core/store/TemporaryFile.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace freshet {

namespace {

const QString operation = QStringLiteral("hand over");
constexpr std::size_t writeChunk = 256 * 1024;

class Transferer {
public:
    Transferer(HandOverJob &job, const std::atomic<bool> &cancel)
        : m_job(job)
        , m_cancel(cancel)
        , m_length(outputLength(job))
    {
    }

    HandOverOutcome run()
    {
        if (auto found = findDirectory(); !found)
            return {std::unexpected(found.error()), {}, false};
        if (auto checked = checkDestination(); !checked)
            return {std::unexpected(checked.error()), {}, false};
        const int directory = m_job.destination.directory.get();
        if (m_job.early && m_job.destination.extents.empty()
            && m_job.early->finish(m_job.source.get(), directory, m_cancel)) {
            if (const int number = m_job.early->file().publish(directory, m_job.destination.overwrite); number != 0)
                return {std::unexpected(destinationError(number)), {}, false};
            return {HandOverResult{HandOverResult::Method::Copy, m_length}, {}, false};
        }
        m_job.early.reset(); // its space is wanted
        TemporaryFile temporary(directory, m_job.destination.fileName, m_job.temporaryMark);
        if (const int number = temporary.create(); number != 0)
            return {std::unexpected(destinationError(number)), {}, false};
        HandOverResult result{HandOverResult::Method::Reflink, m_length};
        Result<void> done;
        if (!m_job.destination.extents.empty()) {
            result.method = HandOverResult::Method::Copy;
            done = reserve(temporary.fd());
            if (done)
                done = passExtents(m_job.source.get(), temporary.fd());
        } else if (::ioctl(temporary.fd(), FICLONE, m_job.source.get()) == 0) {
            if (!isAsProven()) // looked at after cloning: what happens to the file now, the clone does not see
                done = pass(temporary.fd(), -1); // the clone cannot change under us any more
        } else {
            result.method = HandOverResult::Method::Copy;
            done = reserve(temporary.fd());
            if (done)
                done = pass(m_job.source.get(), temporary.fd());
        }
        if (done) {
            if (const int number = temporary.publish(directory, m_job.destination.overwrite); number != 0)
                done = std::unexpected(destinationError(number));
        }
        if (!done)
            return {std::unexpected(done.error()), std::move(m_wrong), m_wrongDigest};
        return {result, {}, false};
    }

private:
    static Bytes outputLength(const HandOverJob &job)
    {
        Bytes sum;
        for (const Extent &extent : job.destination.extents)
            sum += extent.length;
        return job.destination.extents.empty() ? job.geometry.contentLength() : sum;
    }

    [[nodiscard]] Error cancelled() const
    {
        return {ErrorCode::Cancelled, operation,         m_job.destination.displayPath, {},
                Kept::WholeContent,   NextStep::RunAgain};
    }

    [[nodiscard]] bool isAsProven() const
    {
        struct stat st{};
        return ::fstat(m_job.source.get(), &st) == 0 && FileStamp::of(st) == m_job.provenStamp;
    }

    Result<void> findDirectory()
    {
        Destination &d = m_job.destination;
        if (d.directory || !d.known)
            return {};
        auto reopened = d.known->reopen();
        if (!reopened)
            return std::unexpected(reopened.error());
        d.directory = std::move(*reopened);
        return {};
    }

    Result<void> checkDestination()
    {
        const Destination &d = m_job.destination;
        const QByteArray name = QFile::encodeName(d.fileName);
        struct stat st{};
        QString problem;
        if (name.isEmpty() || name == "." || name == ".." || name.contains('/') || name.contains('\0')
            || name.size() > 255)
            problem = QStringLiteral("not a file name");
        else if (::fstat(d.directory.get(), &st) != 0 || !S_ISDIR(st.st_mode))
            problem = QStringLiteral("not a directory");
        else if (st.st_dev == m_job.cacheDevice && st.st_ino == m_job.cacheInode)
            problem = QStringLiteral("the destination is the cache itself");
        if (!problem.isEmpty())
            return std::unexpected(Error{ErrorCode::InvalidArgument, operation, d.displayPath, problem,
                                         Kept::WholeContent, NextStep::CorrectInput});
        if (::fstatat(d.directory.get(), name.constData(), &st, AT_SYMLINK_NOFOLLOW) == 0) {
            if (S_ISDIR(st.st_mode))
                return std::unexpected(destinationError(EISDIR));
            if (!d.overwrite)
                return std::unexpected(destinationError(EEXIST));
        }
        return {};
    }

    [[nodiscard]] Error destinationError(int number) const
    {
        Error e = errorFromErrno(number, operation, m_job.destination.displayPath, Kept::WholeContent);
        if (number == EEXIST || number == EISDIR) {
            e.code = number == EEXIST ? ErrorCode::OutputExists : ErrorCode::OutputUnwritable;
            e.next = NextStep::CorrectInput;
        }
        if (number == ENOSPC || number == EDQUOT) {
            e.detail += QStringLiteral("; %1 bytes needed").arg(m_length.value());
            e.bytesNeeded = m_length.value();
        }
        return e;
    }

    Result<void> reserve(int fd)
    {
        const auto length = static_cast<off_t>(m_length.value());
        if (length == 0 || ::fallocate(fd, 0, 0, length) == 0)
            return {};
        // Without space set aside, the file at least has its length: writing does not have to extend it.
        if ((errno == EOPNOTSUPP || errno == ENOSYS || errno == EINTR) && ::ftruncate(fd, length) == 0)
            return {};
        return std::unexpected(destinationError(errno));
    }

    /// Proves everything in `from` and writes it to `to` (-1: only proves). Once something is wrong it only goes on to find
    /// everything else that is.
    Result<void> pass(int from, int to)
    {
        ProvenCopy::Outcome outcome =
            ProvenCopy{.from = from, .to = to, .geometry = m_job.geometry, .verifier = m_job.verifier.get()}.run(
                m_cancel);
        if (outcome.cancelled)
            return std::unexpected(cancelled());
        m_wrong = std::move(outcome.wrongPieces);
        if (outcome.writeError != 0 && m_wrong.empty())
            return std::unexpected(destinationError(outcome.writeError));
        if (!m_wrong.empty())
            return wrongPieces();
        if (outcome.unreadable || (m_job.digest && outcome.whole && *outcome.whole != *m_job.digest))
            return wrongDigest();
        return {};
    }

    /// Reads every piece that an extent touches, proves it, and writes what the extent has of it.
    Result<void> passExtents(int from, int to)
    {
        const Geometry &g = m_job.geometry;
        std::vector<std::byte> buffer(static_cast<std::size_t>(std::min(g.contentLength(), g.pieceLength()).value()));
        Bytes written;
        for (const Extent &extent : m_job.destination.extents) {
            const Bytes end = extent.offset + extent.length;
            for (PieceIndex piece = g.pieceAt(extent.offset); g.pieceOffset(piece) < end; ++piece) {
                if (m_cancel)
                    return std::unexpected(cancelled());
                const Bytes start = g.pieceOffset(piece);
                const auto bytes = std::span(buffer).first(static_cast<std::size_t>(g.pieceSize(piece).value()));
                if (!readFully(from, start, bytes, m_job.sourcePath) || !m_job.verifier->matches(piece, bytes)) {
                    if (std::find(m_wrong.begin(), m_wrong.end(), piece) == m_wrong.end())
                        m_wrong.push_back(piece);
                    continue;
                }
                const Bytes first = std::max(extent.offset, start);
                const Bytes last = std::min(end, start + g.pieceSize(piece));
                const auto part = bytes.subspan(static_cast<std::size_t>((first - start).value()),
                                                static_cast<std::size_t>((last - first).value()));
                if (auto done = write(to, written + (first - extent.offset), part); !done)
                    return done;
            }
            written += extent.length;
        }
        return m_wrong.empty() ? Result<void>{} : wrongPieces();
    }

    [[nodiscard]] Result<void> wrongPieces() const
    {
        return std::unexpected(Error{ErrorCode::PieceMismatch, operation, m_job.sourcePath,
                                     QStringLiteral("%1 pieces").arg(m_wrong.size()), Kept::VerifiedPieces,
                                     NextStep::NextSource});
    }

    Result<void> wrongDigest()
    {
        m_wrongDigest = true;
        return std::unexpected(
            Error{ErrorCode::DigestMismatch, operation, m_job.sourcePath, {}, Kept::Nothing, NextStep::NextSource});
    }

    Result<void> write(int to, Bytes offset, std::span<const std::byte> bytes)
    {
        for (std::size_t done = 0; done < bytes.size();) {
            const ssize_t n = ::pwrite(to, bytes.data() + done, std::min(writeChunk, bytes.size() - done),
                                       static_cast<off_t>(offset.value() + done));
            if (n < 0 && errno == EINTR)
                continue;
            if (n <= 0)
                return std::unexpected(destinationError(n < 0 ? errno : EIO));
            done += static_cast<std::size_t>(n);
        }
        return {};
    }

    HandOverJob &m_job;
    const std::atomic<bool> &m_cancel;
    const Bytes m_length;
    std::vector<PieceIndex> m_wrong;
    bool m_wrongDigest = false;
};

} // namespace

HandOverOutcome handOverFile(HandOverJob &job, const std::atomic<bool> &cancel)
{
    return Transferer(job, cancel).run();
}

} // namespace freshet
