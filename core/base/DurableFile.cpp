// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/DurableFile.h"

#include "core/base/UniqueFd.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace freshet {

using namespace Qt::StringLiterals;

Result<void> writeDurably(const QString &path, const QByteArray &data, bool secret)
{
    const auto failed = [&path](const QByteArray &temporary = {}) {
        auto error = std::unexpected(errorFromErrno(errno, u"write file"_s, path, Kept::InputUntouched));
        if (!temporary.isEmpty())
            ::unlink(temporary.constData());
        return error;
    };
    const QByteArray name = QFile::encodeName(path);
    const QByteArray temporary = name + ".part";
    const UniqueFd directory(
        ::open(QFile::encodeName(QFileInfo(path).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const UniqueFd fd(
        ::open(temporary.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, secret ? 0600 : 0644));
    if (!directory || !fd || (secret && ::fchmod(fd.get(), 0600) != 0))
        return failed();
    for (qsizetype written = 0; written < data.size();) {
        const ssize_t n =
            ::write(fd.get(), data.constData() + written, static_cast<std::size_t>(data.size() - written));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return failed(temporary);
        written += n;
    }
    if (::fsync(fd.get()) != 0 || ::rename(temporary.constData(), name.constData()) != 0)
        return failed(temporary);
    if (::fsync(directory.get()) != 0)
        return failed();
    return {};
}

Result<QByteArray> readWhole(const QString &path, qint64 maximum)
{
    QFile file(path);
    errno = 0;
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(
            errorFromErrno(errno != 0 ? errno : EIO, u"read file"_s, path, Kept::InputUntouched, false));
    QByteArray data = file.read(maximum + 1);
    if (data.size() > maximum)
        return std::unexpected(Error{.code = ErrorCode::ResponseTooLarge,
                                     .operation = u"read file"_s,
                                     .object = path,
                                     .detail = u"at most %1 bytes are expected"_s.arg(maximum),
                                     .kept = Kept::InputUntouched});
    return data;
}

} // namespace freshet
