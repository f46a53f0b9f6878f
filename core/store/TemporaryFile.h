// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"

#include <QByteArray>
#include <QString>

namespace freshet {

/// The unfinished file in the destination directory. Without a name where the filesystem can, so that not even a SIGKILL leaves it
/// behind; else, and for the moment in which it replaces another, under a name of its own that follows from the content, so
/// that the next attempt finds and replaces what a SIGKILL left. Blocking.
class TemporaryFile {
public:
    /// `directory` stays open for as long. `mark` ends the name that it may need.
    TemporaryFile(int directory, const QString &target, const QByteArray &mark);
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile &) = delete;
    TemporaryFile &operator=(const TemporaryFile &) = delete;

    /// 0 or an errno.
    [[nodiscard]] int create();
    /// Only without a name. 0 or an errno.
    [[nodiscard]] int createNameless();
    /// Synced, and under its name in `directory`, which may be opened anew. 0 or an errno.
    [[nodiscard]] int publish(int directory, bool overwrite);
    [[nodiscard]] int fd() const { return m_fd.get(); }

private:
    [[nodiscard]] QByteArray ownPath() const { return "/proc/self/fd/" + QByteArray::number(m_fd.get()); }
    [[nodiscard]] int giveName(const QByteArray &name) const;
    [[nodiscard]] bool canBeNamed() const;

    int m_directory;
    QByteArray m_target;
    QByteArray m_name;
    bool m_named = false; ///< m_name exists and is ours to remove
    UniqueFd m_fd;
};

} // namespace freshet
