// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/ContentFile.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <sys/stat.h>

namespace freshet {

namespace {

constexpr std::size_t page = 4096;
/// Larger buffered writes are slower where memory has to come from the host first.
constexpr std::size_t bufferedChunk = 256 * 1024;

constexpr off_t toOffset(Bytes b)
{
    return static_cast<off_t>(b.value());
}

} // namespace

Error ContentFile::error(int number, const char *operation, bool writing) const
{
    return errorFromErrno(number, QString::fromLatin1(operation), m_path, Kept::VerifiedPieces, writing);
}

Result<ContentFile> ContentFile::open(const CacheDirectory &directory, const QString &name, Mode mode, bool directIo)
{
    ContentFile file;
    file.m_name = name;
    file.m_path = directory.filePath(name);
    const QByteArray encoded = QFile::encodeName(name);
    const int flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
    const int fd = mode == Mode::Create ? ::openat(directory.fd(), encoded.constData(), flags | O_CREAT | O_EXCL, 0600)
                                        : ::openat(directory.fd(), encoded.constData(), flags);
    const Error foreign{ErrorCode::CacheForeign,
                        QStringLiteral("open content file"),
                        file.m_path,
                        QStringLiteral("not a regular file of ours with one name"),
                        Kept::VerifiedPieces,
                        NextStep::FixPermissions};
    if (fd < 0 && (errno == ELOOP || errno == EISDIR || errno == ENXIO))
        return std::unexpected(foreign);
    if (fd < 0)
        return std::unexpected(file.error(errno, "open content file"));
    file.m_fd.reset(fd);
    struct stat st{};
    if (::fstat(fd, &st) != 0)
        return std::unexpected(file.error(errno, "open content file"));
    if (!S_ISREG(st.st_mode) || st.st_nlink != 1 || st.st_uid != ::geteuid())
        return std::unexpected(foreign);
    if (directIo) {
        file.m_direct.reset(
            ::openat(directory.fd(), encoded.constData(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_DIRECT));
        struct stat second{};
        if (file.m_direct
            && (::fstat(file.m_direct.get(), &second) != 0 || second.st_ino != st.st_ino || second.st_dev != st.st_dev))
            file.m_direct.reset();
    }
    if (mode == Mode::Create) {
        if (auto synced = directory.sync(); !synced)
            return std::unexpected(synced.error());
    }
    return file;
}

Result<UniqueFd> ContentFile::openForReading(const CacheDirectory &directory) const
{
    UniqueFd fd(::openat(directory.fd(), QFile::encodeName(m_name).constData(),
                         O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!fd)
        return std::unexpected(error(errno, "open content file", false));
    struct stat mine{};
    struct stat other{};
    if (::fstat(m_fd.get(), &mine) != 0 || ::fstat(fd.get(), &other) != 0)
        return std::unexpected(error(errno, "open content file", false));
    if (mine.st_ino != other.st_ino || mine.st_dev != other.st_dev) {
        return std::unexpected(Error{ErrorCode::FileChanged,
                                     QStringLiteral("open content file"),
                                     m_path,
                                     {},
                                     Kept::VerifiedPieces,
                                     NextStep::RunAgain});
    }
    return fd;
}

Result<void> ContentFile::reserve(Bytes length, std::span<const Extent> parts)
{
    if (length.value() > static_cast<std::uint64_t>(INT64_MAX))
        return std::unexpected(error(EFBIG, "reserve space"));
    Bytes missing; // what is allocated of a part cannot be told
    for (const Extent &part : parts)
        missing += part.length;
    const Extent all{Bytes{}, length};
    if (parts.empty() && length > Bytes{}) {
        parts = std::span(&all, 1);
        missing = length - std::min(length, allocated());
    }
    for (const Extent &part : parts) {
        int result = -1;
        do {
            result = ::fallocate(m_fd.get(), 0, toOffset(part.offset), toOffset(part.length));
        } while (result != 0 && errno == EINTR);
        if (result != 0 && errno != EOPNOTSUPP && errno != ENOSYS) {
            Error e = error(errno, "reserve space");
            if (e.code == ErrorCode::DiskFull) {
                e.bytesNeeded = missing.value();
                e.detail += QStringLiteral("; %1 bytes needed").arg(*e.bytesNeeded);
            }
            return std::unexpected(e);
        }
        missing -= std::min(missing, part.length);
    }
    return resize(length);
}

Bytes ContentFile::allocated() const
{
    struct stat st{};
    return ::fstat(m_fd.get(), &st) == 0 ? Bytes{static_cast<std::uint64_t>(st.st_blocks) * 512} : Bytes{};
}

Result<void> ContentFile::resize(Bytes length)
{
    struct stat st{};
    if (::fstat(m_fd.get(), &st) == 0 && st.st_size == toOffset(length))
        return {};
    if (::ftruncate(m_fd.get(), toOffset(length)) != 0)
        return std::unexpected(error(errno, "resize content file"));
    return {};
}

Result<void> ContentFile::write(Bytes offset, std::span<const std::byte> bytes)
{
    std::size_t done = 0;
    if (m_direct && offset.value() % page == 0 && reinterpret_cast<std::uintptr_t>(bytes.data()) % page == 0) {
        if (auto written = writeDirect(offset, bytes.first(bytes.size() / page * page), &done); !written)
            return written;
    }
    return writeBuffered(offset + Bytes{done}, bytes.subspan(done));
}

Result<void> ContentFile::writeDirect(Bytes offset, std::span<const std::byte> bytes, std::size_t *written)
{
    while (*written < bytes.size()) {
        const ssize_t n = ::pwrite(m_direct.get(), bytes.data() + *written, bytes.size() - *written,
                                   toOffset(offset + Bytes{*written}));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EINVAL) { // the filesystem wants another alignment, or no direct I/O at all
            m_direct.reset();
            return {};
        }
        if (n < 0)
            return std::unexpected(error(errno, "write piece"));
        *written += static_cast<std::size_t>(n) / page * page;
        if (static_cast<std::size_t>(n) % page != 0 || n == 0)
            return {}; // the rest goes the buffered way, which names the error if there is one
    }
    return {};
}

Result<void> ContentFile::writeBuffered(Bytes offset, std::span<const std::byte> bytes)
{
    for (std::size_t done = 0; done < bytes.size();) {
        const ssize_t n = ::pwrite(m_fd.get(), bytes.data() + done, std::min(bufferedChunk, bytes.size() - done),
                                   toOffset(offset + Bytes{done}));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return std::unexpected(error(n < 0 ? errno : EIO, "write piece"));
        done += static_cast<std::size_t>(n);
    }
    return {};
}

Result<void> ContentFile::sync()
{
    // Never called a second time after it failed: the kernel reports a lost write once.
    if (::fdatasync(m_fd.get()) != 0)
        return std::unexpected(error(errno, "sync content file"));
    return {};
}

Result<FileStamp> ContentFile::stamp() const
{
    struct stat st{};
    if (::fstat(m_fd.get(), &st) != 0)
        return std::unexpected(error(errno, "look at content file"));
    return FileStamp::of(st);
}

Result<void> ContentFile::checkIdentity(const CacheDirectory &directory, Bytes length) const
{
    struct stat mine{};
    struct stat named{};
    if (::fstat(m_fd.get(), &mine) != 0)
        return std::unexpected(error(errno, "look at content file"));
    const bool found =
        ::fstatat(directory.fd(), QFile::encodeName(m_name).constData(), &named, AT_SYMLINK_NOFOLLOW) == 0;
    QString what;
    if (!found)
        what = QStringLiteral("deleted");
    else if (named.st_ino != mine.st_ino || named.st_dev != mine.st_dev)
        what = QStringLiteral("replaced");
    else if (mine.st_nlink != 1)
        what = QStringLiteral("got a second name");
    else if (static_cast<std::uint64_t>(mine.st_size) < length.value())
        what = QStringLiteral("truncated");
    else
        return {};
    return std::unexpected(Error{ErrorCode::FileChanged, QStringLiteral("look at content file"), m_path, what,
                                 Kept::VerifiedPieces, NextStep::RunAgain});
}

Result<void> readFully(int fd, Bytes offset, std::span<std::byte> out, const QString &displayPath)
{
    for (std::size_t done = 0; done < out.size();) {
        const ssize_t n = ::pread(fd, out.data() + done, out.size() - done, toOffset(offset + Bytes{done}));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return std::unexpected(
                errorFromErrno(errno, QStringLiteral("read content"), displayPath, Kept::VerifiedPieces, false));
        if (n == 0) {
            return std::unexpected(Error{ErrorCode::FileChanged, QStringLiteral("read content"), displayPath,
                                         QStringLiteral("shorter than expected"), Kept::VerifiedPieces,
                                         NextStep::RunAgain});
        }
        done += static_cast<std::size_t>(n);
    }
    return {};
}

} // namespace freshet
