// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/TemporaryFile.h"

#include <QFile>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace freshet {

TemporaryFile::TemporaryFile(int directory, const QString &target, const QByteArray &mark)
    : m_directory(directory)
    , m_target(QFile::encodeName(target))
    , m_name('.' + m_target.left(200) + ".freshet-" + mark)
{
}

TemporaryFile::~TemporaryFile()
{
    if (m_named)
        ::unlinkat(m_directory, m_name.constData(), 0);
}

int TemporaryFile::createNameless()
{
    m_fd.reset(::openat(m_directory, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0644));
    if (!m_fd)
        return errno;
    if (canBeNamed())
        return 0;
    m_fd.reset();
    return EOPNOTSUPP;
}

int TemporaryFile::create()
{
    ::unlinkat(m_directory, m_name.constData(), 0);
    const int number = createNameless();
    if (number == 0 || number == EMFILE || number == ENFILE || number == ENOSPC || number == EDQUOT)
        return number;
    m_fd.reset(::openat(m_directory, m_name.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644));
    m_named = static_cast<bool>(m_fd);
    return m_fd ? 0 : errno;
}

int TemporaryFile::publish(int directory, bool overwrite)
{
    m_directory = directory;
    if (::fsync(m_fd.get()) != 0)
        return errno;
    if (!m_named) {
        if (giveName(m_target) == 0)
            return ::fsync(m_directory) == 0 ? 0 : errno;
        if (errno != EEXIST || !overwrite)
            return errno;
        // A name is replaced by renaming alone.
        ::unlinkat(m_directory, m_name.constData(), 0);
        if (giveName(m_name) != 0)
            return errno;
        m_named = true;
    }
    int result = ::renameat2(m_directory, m_name.constData(), m_directory, m_target.constData(),
                             overwrite ? 0U : RENAME_NOREPLACE);
    if (result != 0 && errno == EINVAL && !overwrite) {
        // A filesystem without RENAME_NOREPLACE: a hard link fails on a taken name just as atomically.
        result = ::linkat(m_directory, m_name.constData(), m_directory, m_target.constData(), 0);
        if (result == 0)
            ::unlinkat(m_directory, m_name.constData(), 0);
    }
    if (result != 0)
        return errno;
    m_named = false; // it has its name now
    return ::fsync(m_directory) == 0 ? 0 : errno;
}

int TemporaryFile::giveName(const QByteArray &name) const
{
    return ::linkat(AT_FDCWD, ownPath().constData(), m_directory, name.constData(), AT_SYMLINK_FOLLOW);
}

/// Whether /proc is there to name it by.
bool TemporaryFile::canBeNamed() const
{
    struct stat mine{};
    struct stat found{};
    return ::fstat(m_fd.get(), &mine) == 0 && ::stat(ownPath().constData(), &found) == 0 && mine.st_ino == found.st_ino
           && mine.st_dev == found.st_dev;
}

} // namespace freshet
