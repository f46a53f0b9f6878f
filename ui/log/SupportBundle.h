// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"
#include "core/api/TraceEvent.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace freshet::ui {

/// One file of it.
struct BundleFile {
    QString name;
    QByteArray data;
};

/// Takes out what nobody else needs to know: the user's home directory becomes "~", addresses lose user, password, query and fragment, values of
/// what is named like a secret go. `home` has no slash at its end.
QString redacted(const QString &text, const QString &home);

/// What somebody who helps wants to see: what runs, how it is set, what happened. Plain text and JSON, redacted.
std::vector<BundleFile> supportFiles(const EngineSnapshot &snapshot, const std::vector<TraceEvent> &events,
                                     const QString &home);

/// As a zip archive; below one directory in it. The file is replaced in one step. Empty: it is written; else why not.
QString writeBundle(const QString &path, const std::vector<BundleFile> &files, WallTime now);

} // namespace freshet::ui
