// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/CacheDirectory.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

namespace freshet {

namespace {

const QString openOperation = QStringLiteral("open cache directory");

Error systemError(int number, const QString &operation, const QString &object, bool writing = true)
{
    return errorFromErrno(number, operation, object, Kept::VerifiedPieces, writing);
}

int retriedOpenAt(int dir, const char *name, int flags, mode_t mode = 0)
{
    int fd = -1;
    do {
        fd = ::openat(dir, name, flags | O_CLOEXEC | O_NOFOLLOW, mode);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

QString temporaryName(const QString &name)
{
    return QLatin1Char('.') + name + QStringLiteral(".new");
}

/// 0 or an errno.
int writeAll(int fd, const QByteArray &content)
{
    for (qsizetype done = 0; done < content.size();) {
        const ssize_t n = ::write(fd, content.constData() + done, static_cast<std::size_t>(content.size() - done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno;
        done += n;
    }
    return 0;
}

} // namespace

QString currentBootId()
{
    QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll().trimmed()) : QString();
}

Result<CacheDirectory> CacheDirectory::open(const QString &path, bool expectExisting)
{
    CacheDirectory dir;
    dir.m_path = QDir::cleanPath(QDir().absoluteFilePath(path));
    const QByteArray encoded = QFile::encodeName(dir.m_path);
    const int flags = O_RDONLY | O_DIRECTORY;
    int fd = retriedOpenAt(AT_FDCWD, encoded.constData(), flags);
    if (fd < 0 && errno == ENOENT) {
        if (expectExisting)
            return std::unexpected(
                dir.error(ErrorCode::StoreGone, QStringLiteral("the directory is missing"), NextStep::RunAgain));
        QDir().mkpath(QFileInfo(dir.m_path).path());
        if (::mkdir(encoded.constData(), 0700) != 0 && errno != EEXIST)
            return std::unexpected(systemError(errno, openOperation, dir.m_path));
        fd = retriedOpenAt(AT_FDCWD, encoded.constData(), flags);
    }
    if (fd < 0 && (errno == ELOOP || errno == ENOTDIR))
        return std::unexpected(dir.error(ErrorCode::CacheForeign, QStringLiteral("not a directory, or a symbolic link"),
                                         NextStep::CorrectInput));
    if (fd < 0)
        return std::unexpected(systemError(errno, openOperation, dir.m_path));
    dir.m_fd.reset(fd);
    if (auto checked = dir.check(expectExisting); !checked)
        return std::unexpected(checked.error());
    return dir;
}

Result<void> CacheDirectory::check(bool expectExisting)
{
    struct stat st{};
    if (::fstat(m_fd.get(), &st) != 0)
        return std::unexpected(systemError(errno, openOperation, m_path));
    m_device = st.st_dev;
    m_inode = st.st_ino;
    if (st.st_uid != ::geteuid())
        return std::unexpected(error(ErrorCode::CacheForeign, QStringLiteral("owned by user %1").arg(st.st_uid),
                                     NextStep::FixPermissions));
    const bool marked = exists(QString::fromLatin1(markerName));
    if (!marked && expectExisting)
        return std::unexpected(
            error(ErrorCode::StoreGone, QStringLiteral("the marker file is missing"), NextStep::RunAgain));
    // What a start that was killed may leave behind does not make the directory someone else's.
    QStringList others = fileNames();
    others.removeAll(QString::fromLatin1(lockName));
    others.removeAll(temporaryName(QString::fromLatin1(markerName)));
    const bool empty = others.isEmpty();
    if ((st.st_mode & 07777) != 0700) {
        // An empty directory that others could only read holds nothing that they planted.
        if (!empty || (st.st_mode & 022) != 0 || ::fchmod(m_fd.get(), 0700) != 0) {
            return std::unexpected(error(ErrorCode::CacheForeign,
                                         QStringLiteral("mode is 0%1, must be 0700").arg(st.st_mode & 07777, 0, 8),
                                         NextStep::FixPermissions));
        }
    }
    if (!marked && !empty) {
        return std::unexpected(error(ErrorCode::CacheForeign,
                                     QStringLiteral("the directory is not empty and not a Freshet cache"),
                                     NextStep::CorrectInput));
    }
    if (auto locked = lock(); !locked)
        return locked;
    if (marked)
        return {};
    return writeFile(QString::fromLatin1(markerName),
                     "Freshet cache " + QUuid::createUuid().toByteArray(QUuid::WithoutBraces) + '\n');
}

Result<void> CacheDirectory::lock()
{
    const QString name = filePath(QString::fromLatin1(lockName));
    m_lock.reset(retriedOpenAt(m_fd.get(), lockName, O_RDWR | O_CREAT, 0600));
    if (!m_lock)
        return std::unexpected(systemError(errno, QStringLiteral("lock cache directory"), name));
    if (::flock(m_lock.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK)
            return std::unexpected(systemError(errno, QStringLiteral("lock cache directory"), name));
        char text[64] = {};
        const ssize_t n = ::pread(m_lock.get(), text, sizeof text - 1, 0);
        const QByteArray pid = QByteArray(text, n > 0 ? n : 0).split('\n').value(0);
        bool ok = false;
        const qlonglong number = pid.toLongLong(&ok);
        return std::unexpected(error(ErrorCode::CacheBusy,
                                     ok ? QStringLiteral("pid %1").arg(number) : QStringLiteral("owner unknown"),
                                     NextStep::CloseOther));
    }
    const QByteArray owner = QByteArray::number(::getpid()) + '\n' + currentBootId().toLatin1() + '\n';
    if (::ftruncate(m_lock.get(), 0) == 0)
        (void)writeAll(m_lock.get(), owner); // a full disk hides the pid, it does not weaken the lock
    return {};
}

Result<CacheDirectory> CacheDirectory::duplicate() const
{
    CacheDirectory copy;
    copy.m_path = m_path;
    copy.m_fd.reset(::fcntl(m_fd.get(), F_DUPFD_CLOEXEC, 0));
    copy.m_lock.reset(::fcntl(m_lock.get(), F_DUPFD_CLOEXEC, 0));
    copy.m_device = m_device;
    copy.m_inode = m_inode;
    if (!copy.m_fd || !copy.m_lock)
        return std::unexpected(systemError(errno, openOperation, m_path));
    return copy;
}

Error CacheDirectory::error(ErrorCode code, const QString &detail, NextStep next) const
{
    return {
        code, openOperation, m_path, detail, code == ErrorCode::StoreGone ? Kept::VerifiedPieces : Kept::InputUntouched,
        next};
}

QString CacheDirectory::filePath(const QString &name) const
{
    return m_path + QLatin1Char('/') + name;
}

Result<void> CacheDirectory::checkPresent() const
{
    struct stat st{};
    const bool there = ::lstat(QFile::encodeName(m_path).constData(), &st) == 0 && st.st_dev == m_device
                       && st.st_ino == m_inode && ::fstatat(m_fd.get(), markerName, &st, AT_SYMLINK_NOFOLLOW) == 0;
    if (there)
        return {};
    return std::unexpected(Error{ErrorCode::StoreGone, QStringLiteral("use cache directory"), m_path,
                                 QStringLiteral("moved away, unmounted or replaced"), Kept::VerifiedPieces,
                                 NextStep::RunAgain});
}

Result<QByteArray> CacheDirectory::readFile(const QString &name, qint64 maximumSize) const
{
    const QString operation = QStringLiteral("read file");
    const UniqueFd fd(retriedOpenAt(m_fd.get(), QFile::encodeName(name).constData(), O_RDONLY | O_NONBLOCK));
    if (!fd)
        return std::unexpected(systemError(errno, operation, filePath(name), false));
    struct stat st{};
    if (::fstat(fd.get(), &st) != 0)
        return std::unexpected(systemError(errno, operation, filePath(name), false));
    if (!S_ISREG(st.st_mode) || st.st_nlink != 1 || st.st_uid != ::geteuid() || st.st_size > maximumSize)
        return std::unexpected(Error{
            ErrorCode::NotARegularFile, operation, filePath(name), {}, Kept::InputUntouched, NextStep::CorrectInput});
    QByteArray content(st.st_size, Qt::Uninitialized);
    qsizetype done = 0;
    while (done < content.size()) {
        const ssize_t n = ::read(fd.get(), content.data() + done, static_cast<std::size_t>(content.size() - done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return std::unexpected(systemError(errno, operation, filePath(name), false));
        if (n == 0)
            break;
        done += n;
    }
    content.truncate(done);
    return content;
}

Result<void> CacheDirectory::writeFile(const QString &name, const QByteArray &content) const
{
    const QString operation = QStringLiteral("write file");
    const QByteArray target = QFile::encodeName(name);
    const QByteArray temporary = QFile::encodeName(temporaryName(name));
    ::unlinkat(m_fd.get(), temporary.constData(), 0);
    const UniqueFd fd(retriedOpenAt(m_fd.get(), temporary.constData(), O_WRONLY | O_CREAT | O_EXCL, 0600));
    if (!fd)
        return std::unexpected(systemError(errno, operation, filePath(name)));
    int number = writeAll(fd.get(), content);
    if (number == 0 && ::fsync(fd.get()) != 0)
        number = errno;
    if (number == 0 && ::renameat(m_fd.get(), temporary.constData(), m_fd.get(), target.constData()) != 0)
        number = errno;
    if (number != 0) {
        ::unlinkat(m_fd.get(), temporary.constData(), 0);
        return std::unexpected(systemError(number, operation, filePath(name)));
    }
    return sync();
}

Result<void> CacheDirectory::removeFile(const QString &name) const
{
    if (::unlinkat(m_fd.get(), QFile::encodeName(name).constData(), 0) != 0 && errno != ENOENT)
        return std::unexpected(systemError(errno, QStringLiteral("remove file"), filePath(name)));
    return {};
}

Result<void> CacheDirectory::renameFile(const QString &from, const QString &to) const
{
    if (::renameat(m_fd.get(), QFile::encodeName(from).constData(), m_fd.get(), QFile::encodeName(to).constData()) != 0)
        return std::unexpected(systemError(errno, QStringLiteral("rename file"), filePath(from)));
    return {};
}

Result<void> CacheDirectory::checkWritable() const
{
    if (auto present = checkPresent(); !present)
        return present;
    if (isReadOnly())
        return std::unexpected(systemError(EROFS, QStringLiteral("use cache directory"), m_path));
    const UniqueFd another(retriedOpenAt(m_fd.get(), ".", O_RDONLY | O_DIRECTORY));
    if (!another)
        return std::unexpected(systemError(errno, QStringLiteral("use cache directory"), m_path));
    return {};
}

bool CacheDirectory::isReadOnly() const
{
    struct statvfs info{};
    return ::fstatvfs(m_fd.get(), &info) == 0 && (info.f_flag & ST_RDONLY) != 0;
}

bool CacheDirectory::exists(const QString &name) const
{
    struct stat st{};
    return ::fstatat(m_fd.get(), QFile::encodeName(name).constData(), &st, AT_SYMLINK_NOFOLLOW) == 0;
}

Result<void> CacheDirectory::sync() const
{
    if (::fsync(m_fd.get()) != 0)
        return std::unexpected(systemError(errno, QStringLiteral("sync directory"), m_path));
    return {};
}

QStringList CacheDirectory::fileNames() const
{
    QStringList names;
    const int fd = retriedOpenAt(m_fd.get(), ".", O_RDONLY | O_DIRECTORY);
    DIR *stream = fd >= 0 ? ::fdopendir(fd) : nullptr;
    if (!stream)
        return names;
    while (const dirent *entry = ::readdir(stream)) {
        const QString name = QFile::decodeName(entry->d_name);
        if (name != QLatin1StringView(".") && name != QLatin1StringView(".."))
            names.append(name);
    }
    ::closedir(stream);
    return names;
}

} // namespace freshet
