// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/base/UniqueFd.h"

#include <QByteArray>
#include <QString>

namespace freshet::ctl {

/// A place for a file: its directory, opened, and its name.
struct OutputPlace {
    UniqueFd directory;
    QString fileName;
    QString path; ///< absolute
};

/// Opens the directory of `path`. Errors: InvalidArgument (no file name), NotARegularFile (something else than a file is there),
/// FileNotFound, OutputUnwritable.
Result<OutputPlace> openOutput(const QString &path);

/// Who may read a file, besides what the umask forbids.
enum class FileReaders { Everybody, Owner };

/// Writes a small file so that either the old or the whole new one is there, synced. Never half of it.
Result<void> writeFileAtomically(const OutputPlace &place, const QByteArray &data,
                                 FileReaders readers = FileReaders::Everybody);

} // namespace freshet::ctl
