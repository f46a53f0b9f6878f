// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <QStringList>

namespace freshet::serve {

// Each takes the arguments behind its own name and returns an exit code: 0 done, 1 failed, 2 arguments not understood.
int initCommand(const QStringList &arguments);
/// A new server certificate of the same authority.
int renewCommand(const QStringList &arguments);
int runCommand(const QStringList &arguments);
int cacheConfigCommand(const QStringList &arguments);
/// What a running service tells its admin: `what` is "contents", "peers" or "stats".
int listCommand(const QString &what, const QStringList &arguments);

/// --data-dir, else FRESHET_SERVICE_DIR, else /var/lib/freshet-service for root, else the user's data directory.
QString dataDirectory(const QString &given);

void printOut(const QString &text);
/// To standard error; returns 1.
int report(const Error &error);
/// To standard error; returns 2.
int usage(const QString &text);

} // namespace freshet::serve
