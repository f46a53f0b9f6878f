// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QString>

namespace freshet {

/// The schema that this program writes; the ledger says its own in PRAGMA user_version.
inline constexpr int ledgerVersion = 3;

/// The meaning of an SQLite failure: DiskFull, DiskIo, DiskReadOnly, LedgerCorrupt, LedgerBusy, …
Error ledgerError(const QSqlError &sql, const QString &operation, const QString &object);

/// Brings an open ledger to `ledgerVersion`: an older one is copied to `backupPath` first, then migrated in
/// one transaction. LedgerNewer when it was made by a newer program (and nothing is changed).
Result<void> migrateLedger(QSqlDatabase &database, const QString &backupPath);

} // namespace freshet
