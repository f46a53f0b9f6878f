// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/FileInput.h"

#include "core/base/UniqueFd.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

Result<QByteArray> readSmallFile(const QString &path, Bytes limit, ErrorCode tooLarge)
{
    const QString operation = u"read file"_s;
    const UniqueFd fd(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!fd)
        return std::unexpected(errorFromErrno(errno, operation, path, Kept::Nothing, false));
    struct stat info{};
    if (::fstat(fd.get(), &info) != 0)
        return std::unexpected(errorFromErrno(errno, operation, path, Kept::Nothing, false));
    if (!S_ISREG(info.st_mode))
        return std::unexpected(Error{.code = ErrorCode::NotARegularFile, .operation = operation, .object = path});
    QByteArray data;
    while (static_cast<std::uint64_t>(data.size()) <= limit.value()) {
        char buffer[64 * 1024];
        const ssize_t n = ::read(fd.get(), buffer, sizeof buffer);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return std::unexpected(errorFromErrno(errno, operation, path, Kept::Nothing, false));
        if (n == 0)
            return data;
        data.append(buffer, n);
    }
    return std::unexpected(Error{.code = tooLarge, .operation = operation, .object = path});
}

std::span<const std::byte> bytesOf(const QByteArray &array)
{
    return std::as_bytes(std::span(array.constData(), static_cast<std::size_t>(array.size())));
}

} // namespace freshet::ctl
