// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/base/UniqueFd.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace freshet {

/// A cache directory that was checked (a real directory, ours, mode 0700, marked as Freshet's) and locked.
/// Everything in it is reached through its descriptor, without following links, so a directory
/// that is moved or shadowed never redirects a write. Invariant: the lock is held for the object's life.
class CacheDirectory {
public:
    static constexpr const char *markerName = "freshet-cache";
    static constexpr const char *lockName = "lock";

    /// Creates it (0700) when missing, unless `expectExisting`: then a missing directory or marker is StoreGone, so
    /// that an unmounted mount point is not mistaken for a new cache. Errors: CacheForeign, CacheBusy, StoreGone, disk codes.
    static Result<CacheDirectory> open(const QString &path, bool expectExisting);

    /// A second handle to the same directory, e.g. for another thread. The lock is held until the last one is gone.
    [[nodiscard]] Result<CacheDirectory> duplicate() const;

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] int fd() const { return m_fd.get(); }
    [[nodiscard]] std::uint64_t device() const { return m_device; }
    [[nodiscard]] std::uint64_t inode() const { return m_inode; }
    [[nodiscard]] QString filePath(const QString &name) const;

    /// True while the path still leads to this directory and the marker is in it.
    [[nodiscard]] Result<void> checkPresent() const;

    /// checkPresent, and: its filesystem takes writes, and there is a descriptor left to write with. DiskReadOnly, OutOfResources.
    [[nodiscard]] Result<void> checkWritable() const;

    /// True when the filesystem takes no writes (any more).
    [[nodiscard]] bool isReadOnly() const;

    /// Reads a small file of ours. FileNotFound, NotARegularFile (also a link or a second name), FileUnreadable.
    [[nodiscard]] Result<QByteArray> readFile(const QString &name, qint64 maximumSize) const;
    /// Temporary file, fsync, rename, fsync of the directory: the old or the new content is there after any crash.
    [[nodiscard]] Result<void> writeFile(const QString &name, const QByteArray &content) const;
    /// No error when it is missing.
    [[nodiscard]] Result<void> removeFile(const QString &name) const;
    [[nodiscard]] Result<void> renameFile(const QString &from, const QString &to) const;
    [[nodiscard]] bool exists(const QString &name) const;
    [[nodiscard]] Result<void> sync() const;
    [[nodiscard]] QStringList fileNames() const;

private:
    Result<void> check(bool expectExisting);
    Result<void> lock();
    [[nodiscard]] Error error(ErrorCode code, const QString &detail, NextStep next) const;

    QString m_path;
    UniqueFd m_fd;
    UniqueFd m_lock;
    std::uint64_t m_device = 0;
    std::uint64_t m_inode = 0;
};

/// The running kernel's boot id; empty where there is none.
QString currentBootId();

} // namespace freshet
