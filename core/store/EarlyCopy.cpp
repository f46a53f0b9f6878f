// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/EarlyCopy.h"

#include "core/store/ContentFile.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace freshet {

namespace {

/// Larger buffered writes are slower where memory has to come from the host first.
constexpr std::size_t bufferedChunk = 256 * 1024;
/// Of the destination's space so much is left to others while nobody knows whether the content will ever be whole.
constexpr Bytes leftFree = 256_MiB;

bool isSameDirectory(int a, int b)
{
    struct stat one{};
    struct stat other{};
    return ::fstat(a, &one) == 0 && ::fstat(b, &other) == 0 && one.st_ino == other.st_ino && one.st_dev == other.st_dev;
}

} // namespace

EarlyCopy::EarlyCopy(UniqueFd directory, const QString &target, const QByteArray &mark,
                     std::shared_ptr<const PieceVerifier> verifier)
    : m_directory(std::move(directory))
    , m_file(m_directory.get(), target, mark)
    , m_verifier(std::move(verifier))
    , m_copied(m_verifier->geometry().pieceCount())
{
}

void EarlyCopy::begin(int source)
{
    m_begun = true;
    const Bytes length = m_verifier->geometry().contentLength();
    struct statvfs space{};
    if (::fstatvfs(m_directory.get(), &space) != 0
        || Bytes{std::uint64_t{space.f_bavail} * space.f_frsize} < length + leftFree)
        return;
    if (m_file.createNameless() != 0 || ::ioctl(m_file.fd(), FICLONE, source) == 0)
        return;
    m_works = ::ftruncate(m_file.fd(), static_cast<off_t>(length.value())) == 0;
}

void EarlyCopy::add(int source, const std::vector<PieceIndex> &pieces, const std::atomic<bool> &cancel)
{
    if (!m_begun)
        begin(source);
    for (const PieceIndex piece : pieces) {
        if (!m_works || cancel)
            return;
        if (!m_copied.contains(piece) && copy(source, piece))
            m_copied.insert(piece);
    }
}

void EarlyCopy::add(PieceIndex piece, const Verified<PieceBuffer> &bytes)
{
    if (m_works && !m_copied.contains(piece) && write(piece, bytes.get().bytes()))
        m_copied.insert(piece);
}

bool EarlyCopy::copy(int source, PieceIndex piece)
{
    const Geometry &geometry = m_verifier->geometry();
    m_buffer.resize(static_cast<std::size_t>(geometry.pieceLength().value()));
    const auto bytes = std::span(m_buffer).first(static_cast<std::size_t>(geometry.pieceSize(piece).value()));
    return readFully(source, geometry.pieceOffset(piece), bytes, {}) && m_verifier->matches(piece, bytes)
           && write(piece, bytes);
}

bool EarlyCopy::write(PieceIndex piece, std::span<const std::byte> bytes)
{
    const Bytes offset = m_verifier->geometry().pieceOffset(piece);
    for (std::size_t done = 0; done < bytes.size();) {
        const ssize_t n = ::pwrite(m_file.fd(), bytes.data() + done, std::min(bufferedChunk, bytes.size() - done),
                                   static_cast<off_t>(offset.value() + done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            m_works = false; // whoever hands over finds out what it is
            return false;
        }
        done += static_cast<std::size_t>(n);
    }
    // On its way to the disk now, so that the end has little to wait for.
    (void)::sync_file_range(m_file.fd(), static_cast<off_t>(offset.value()), static_cast<off_t>(bytes.size()),
                            SYNC_FILE_RANGE_WRITE);
    return true;
}

bool EarlyCopy::finish(int source, int directory, const std::atomic<bool> &cancel)
{
    if (!m_works || m_copied.count() < m_copied.size() / 2 || !isSameDirectory(m_directory.get(), directory))
        return false;
    for (PieceIndex piece; piece.value() < m_copied.size(); ++piece) {
        if (m_copied.contains(piece))
            continue;
        if (cancel || !copy(source, piece))
            return false;
        m_copied.insert(piece);
    }
    return true;
}

} // namespace freshet
