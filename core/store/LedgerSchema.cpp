// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/LedgerSchema.h"

#include <QFile>
#include <QSqlQuery>
#include <QStringList>
#include <QVariant>

#include <array>

namespace freshet {

namespace {

/// Step n leads from version n to version n + 1. A released step never changes.
const std::array<QStringList, ledgerVersion> steps = {
    QStringList{
        QStringLiteral(
            "CREATE TABLE contents ("
            " storage_key TEXT PRIMARY KEY NOT NULL, content_id BLOB, name TEXT NOT NULL, source_url TEXT NOT NULL,"
            " content_length INTEGER NOT NULL, piece_length INTEGER NOT NULL, size_known INTEGER NOT NULL,"
            " proof INTEGER NOT NULL, whole_digest BLOB, metainfo BLOB, validator BLOB,"
            " foreground INTEGER NOT NULL, created_at INTEGER NOT NULL,"
            " bitmap BLOB NOT NULL, generation INTEGER NOT NULL, complete INTEGER NOT NULL, completed_at INTEGER,"
            " expire_on INTEGER, pinned INTEGER NOT NULL, download_ms INTEGER NOT NULL,"
            " from_lan INTEGER NOT NULL, from_group INTEGER NOT NULL, from_internet INTEGER NOT NULL,"
            " from_cache_server INTEGER NOT NULL, from_origin INTEGER NOT NULL, wasted INTEGER NOT NULL,"
            " to_lan INTEGER NOT NULL, to_group INTEGER NOT NULL, to_internet INTEGER NOT NULL,"
            " file_device INTEGER NOT NULL, file_inode INTEGER NOT NULL, file_size INTEGER NOT NULL,"
            " file_mtime_ns INTEGER NOT NULL, file_ctime_ns INTEGER NOT NULL,"
            " dirty_boot TEXT NOT NULL, trust INTEGER NOT NULL, prefix_digest BLOB) STRICT, WITHOUT ROWID"),
    },
    QStringList{
        // Bytes per UTC day (days since 1970), kept when contents go.
        QStringLiteral(
            "CREATE TABLE totals ("
            " day INTEGER PRIMARY KEY NOT NULL, from_lan INTEGER NOT NULL, from_group INTEGER NOT NULL,"
            " from_internet INTEGER NOT NULL, from_cache_server INTEGER NOT NULL, from_origin INTEGER NOT NULL,"
            " wasted INTEGER NOT NULL, to_lan INTEGER NOT NULL, to_group INTEGER NOT NULL,"
            " to_internet INTEGER NOT NULL) STRICT"),
    },
    QStringList{
        // AUTOINCREMENT: a number is never given to a second job.
        QStringLiteral("CREATE TABLE jobs ("
                       " id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, request BLOB NOT NULL, subject BLOB NOT NULL,"
                       " progress BLOB NOT NULL) STRICT"),
        QStringLiteral("ALTER TABLE contents ADD COLUMN last_used INTEGER"), // last hand-over
        QStringLiteral(
            "CREATE TABLE cache_facts (name TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL) STRICT, WITHOUT ROWID"),
    },
};

Result<void> run(QSqlDatabase &database, const QString &statement)
{
    QSqlQuery query(database);
    if (query.exec(statement))
        return {};
    return std::unexpected(ledgerError(query.lastError(), QStringLiteral("migrate ledger"), database.databaseName()));
}

} // namespace

Error ledgerError(const QSqlError &sql, const QString &operation, const QString &object)
{
    Error e{ErrorCode::DiskIo, operation, object, sql.databaseText(), Kept::VerifiedPieces, NextStep::RunAgain};
    switch (sql.nativeErrorCode().toInt() & 0xff) {
    case 13: // SQLITE_FULL
        e.code = ErrorCode::DiskFull;
        e.next = NextStep::FreeSpace;
        break;
    case 8: // SQLITE_READONLY
    case 3: // SQLITE_PERM
        e.code = ErrorCode::DiskReadOnly;
        e.next = NextStep::FixPermissions;
        break;
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
    case 1:  // SQLITE_ERROR: a table or column is missing
        e.code = ErrorCode::LedgerCorrupt;
        break;
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        e.code = ErrorCode::LedgerBusy;
        break;
    default:
        break;
    }
    return e;
}

Result<void> migrateLedger(QSqlDatabase &database, const QString &backupPath)
{
    const QString operation = QStringLiteral("migrate ledger");
    QSqlQuery query(database);
    if (!query.exec(QStringLiteral("PRAGMA user_version")) || !query.next())
        return std::unexpected(ledgerError(query.lastError(), operation, database.databaseName()));
    const int version = query.value(0).toInt();
    query.finish();
    if (version > ledgerVersion) {
        return std::unexpected(
            Error{ErrorCode::LedgerNewer, operation, database.databaseName(),
                  QStringLiteral("version %1, this program knows %2").arg(version).arg(ledgerVersion),
                  Kept::VerifiedPieces, NextStep::Upgrade});
    }
    if (version == ledgerVersion)
        return {};
    if (version < 0)
        return std::unexpected(Error{ErrorCode::LedgerCorrupt,
                                     operation,
                                     database.databaseName(),
                                     {},
                                     Kept::VerifiedPieces,
                                     NextStep::RunAgain});
    if (version > 0) {
        QFile::remove(backupPath);
        query.prepare(QStringLiteral("VACUUM INTO ?"));
        query.addBindValue(backupPath);
        if (!query.exec())
            return std::unexpected(ledgerError(query.lastError(), operation, backupPath));
        query.finish();
    }
    if (auto begun = run(database, QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return begun;
    for (int step = version; step < ledgerVersion; ++step) {
        for (const QString &statement : steps[static_cast<std::size_t>(step)]) {
            if (auto done = run(database, statement); !done) {
                (void)run(database, QStringLiteral("ROLLBACK"));
                return done;
            }
        }
    }
    if (auto set = run(database, QStringLiteral("PRAGMA user_version = %1").arg(ledgerVersion)); !set)
        return set;
    return run(database, QStringLiteral("COMMIT"));
}

} // namespace freshet
