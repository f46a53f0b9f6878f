// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/KnownDirectory.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statfs.h>

#include <array>
#include <bit>
#include <cerrno>
#include <climits>
#include <cstring>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

Error gone(const QString &path, const QString &why)
{
    return {.code = ErrorCode::OutputGone,
            .operation = u"open the destination again"_s,
            .object = path,
            .detail = why,
            .kept = Kept::WholeContent,
            .next = NextStep::RetryJob};
}

} // namespace

Result<KnownDirectory> KnownDirectory::of(int directory)
{
    KnownDirectory known;
    struct stat st{};
    struct statfs filesystem{};
    std::array<char, PATH_MAX> path{};
    const QByteArray link = "/proc/self/fd/" + QByteArray::number(directory);
    const ssize_t length = ::readlink(link.constData(), path.data(), path.size());
    if (length < 0 || ::fstat(directory, &st) != 0 || ::fstatfs(directory, &filesystem) != 0)
        return std::unexpected(errorFromErrno(errno, u"identify the destination"_s, {}, Kept::InputUntouched, false));
    known.path = QFile::decodeName(QByteArray(path.data(), length));
    known.device = st.st_dev;
    known.inode = st.st_ino;
    known.owner = st.st_uid;
    static_assert(sizeof(filesystem.f_fsid) == sizeof(known.filesystem));
    known.filesystem = std::bit_cast<std::uint64_t>(filesystem.f_fsid);
    return known;
}

Result<UniqueFd> KnownDirectory::reopen() const
{
    UniqueFd fd(::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!fd)
        return std::unexpected(gone(path, QString::fromLocal8Bit(std::strerror(errno))));
    const auto now = of(fd.get());
    if (!now)
        return std::unexpected(gone(path, now.error().detail));
    const bool sameFilesystem = now->device == device || (filesystem != 0 && now->filesystem == filesystem);
    if (now->inode != inode || now->owner != owner || !sameFilesystem)
        return std::unexpected(gone(path, u"another directory is in its place"_s));
    if (::faccessat(fd.get(), ".", W_OK | X_OK, AT_EACCESS) != 0)
        return std::unexpected(gone(path, QString::fromLocal8Bit(std::strerror(errno))));
    return fd;
}

} // namespace freshet
