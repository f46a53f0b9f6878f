// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/FileOutput.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

Result<OutputPlace> openOutput(const QString &path)
{
    const QString operation = u"open output"_s;
    const QString absolute = QDir::current().absoluteFilePath(path);
    const QFileInfo info(absolute);
    OutputPlace place{.directory = {}, .fileName = info.fileName(), .path = absolute};
    if (path.isEmpty())
        return std::unexpected(
            Error{.code = ErrorCode::InvalidArgument, .operation = operation, .detail = u"the output path is empty"_s});
    if (info.exists() && !info.isFile())
        return std::unexpected(Error{.code = ErrorCode::NotARegularFile,
                                     .operation = operation,
                                     .object = absolute,
                                     .detail = u"give the path of a file"_s});
    if (place.fileName.isEmpty() || place.fileName == u"."_s || place.fileName == u".."_s)
        return std::unexpected(Error{.code = ErrorCode::InvalidArgument, .operation = operation, .object = absolute});
    const QByteArray directory = QFile::encodeName(info.absolutePath());
    place.directory = UniqueFd(::open(directory.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!place.directory || ::faccessat(place.directory.get(), ".", W_OK | X_OK, AT_EACCESS) != 0)
        return std::unexpected(errorFromErrno(errno, operation, info.absolutePath(), Kept::Nothing));
    return place;
}

Result<void> writeFileAtomically(const OutputPlace &place, const QByteArray &data, FileReaders readers)
{
    const QString operation = u"write file"_s;
    const auto failed = [&] {
        return std::unexpected(errorFromErrno(errno, operation, place.path, Kept::InputUntouched));
    };
    const QByteArray name = QFile::encodeName(place.fileName);
    const QByteArray temporary = QByteArray(".freshet-") + QByteArray::number(::getpid()) + ".part";
    UniqueFd fd(::openat(place.directory.get(), temporary.constData(),
                         O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
                         readers == FileReaders::Owner ? 0600 : 0666));
    if (!fd || (readers == FileReaders::Owner && ::fchmod(fd.get(), 0600) != 0)) // it may have been there before
        return failed();
    const auto abandon = [&] {
        auto error = failed();
        ::unlinkat(place.directory.get(), temporary.constData(), 0);
        return error;
    };
    for (qsizetype written = 0; written < data.size();) {
        const ssize_t n =
            ::write(fd.get(), data.constData() + written, static_cast<std::size_t>(data.size() - written));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return abandon();
        written += n;
    }
    if (::fsync(fd.get()) != 0
        || ::renameat(place.directory.get(), temporary.constData(), place.directory.get(), name.constData()) != 0)
        return abandon();
    if (::fsync(place.directory.get()) != 0)
        return failed();
    return {};
}

} // namespace freshet::ctl
