// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/CacheKeeper.h"
#include "core/store/Ledger.h"
#include "core/store/LedgerSchema.h"
#include "core/store/Store.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QUuid>

namespace freshet {

namespace {

Result<std::vector<ContentRecord>> readFrom(const QString &path)
{
    const QString connection = QStringLiteral("freshet-reader-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    Result<std::vector<ContentRecord>> result;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
        database.setDatabaseName(path);
        database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=2000"));
        const auto read = [&]() -> Result<std::vector<ContentRecord>> {
            const QString operation = QStringLiteral("read ledger");
            if (!database.open())
                return std::unexpected(ledgerError(database.lastError(), operation, path));
            QSqlQuery query(database);
            query.setForwardOnly(true);
            if (!query.exec(QStringLiteral("PRAGMA user_version")) || !query.next())
                return std::unexpected(ledgerError(query.lastError(), operation, path));
            const int version = query.value(0).toInt();
            if (version > ledgerVersion) {
                return std::unexpected(Error{ErrorCode::LedgerNewer, operation, path,
                                             QStringLiteral("version %1").arg(version), Kept::VerifiedPieces,
                                             NextStep::Upgrade});
            }
            if (version == 0) {
                return std::vector<ContentRecord>{}; // its owner has not made the tables yet
            }
            query.finish();
            std::map<QString, qint64> facts;
            QString columns = QString::fromLatin1(ledgerColumns);
            if (version < 3) { // its owner has not migrated it yet
                columns.replace(QStringLiteral("last_used"), QStringLiteral("NULL"));
            } else {
                if (!query.exec(QStringLiteral("SELECT name, value FROM cache_facts")))
                    return std::unexpected(ledgerError(query.lastError(), operation, path));
                while (query.next())
                    facts[query.value(0).toString()] = query.value(1).toLongLong();
                query.finish();
            }
            const KeepingFacts keeping = KeepingFacts::of(facts);
            if (!query.exec(
                    QStringLiteral("SELECT %1 FROM contents ORDER BY created_at DESC, storage_key").arg(columns)))
                return std::unexpected(ledgerError(query.lastError(), operation, path));
            std::vector<ContentRecord> records;
            while (query.next()) {
                auto row = rowFromQuery(query);
                if (!row)
                    continue;
                row->record.plannedExpiry = keeping.plannedExpiry(*row);
                records.push_back(std::move(row->record));
            }
            // Stepping may end with an error as well as with the last row.
            if (query.lastError().isValid())
                return std::unexpected(ledgerError(query.lastError(), operation, path));
            return records;
        };
        result = read();
        database.close();
    }
    QSqlDatabase::removeDatabase(connection);
    return result;
}

} // namespace

Result<std::vector<ContentRecord>> readLedger(const QString &cacheDirectory)
{
    const QString path = cacheDirectory + QLatin1Char('/') + Ledger::fileName();
    const QFileInfo file(path);
    if (!file.exists())
        return std::vector<ContentRecord>{};
    if (!file.isReadable()) {
        return std::unexpected(Error{ErrorCode::FileUnreadable,
                                     QStringLiteral("read ledger"),
                                     path,
                                     {},
                                     Kept::VerifiedPieces,
                                     NextStep::FixPermissions});
    }
    auto records = readFrom(path);
    if (records || records.error().code == ErrorCode::LedgerNewer)
        return records;
    // WAL needs a shared-memory file beside the ledger: where none can be made, nobody writes either, so a copy is exact.
    const QTemporaryDir copy;
    const QString copied = copy.filePath(Ledger::fileName());
    if (!copy.isValid() || !QFile::copy(path, copied))
        return records;
    const QString wal = QStringLiteral("-wal");
    if (QFile::exists(path + wal) && !QFile::copy(path + wal, copied + wal))
        return records;
    for (const QString &name : {copied, copied + wal})
        QFile::setPermissions(name, QFile::ReadOwner | QFile::WriteOwner);
    auto fromCopy = readFrom(copied);
    return fromCopy ? fromCopy : records;
}

} // namespace freshet
