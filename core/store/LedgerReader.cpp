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

const QString operation = QStringLiteral("read ledger");

Result<std::vector<ContentRecord>> contentsOf(QSqlQuery &query, int version, const QString &path)
{
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
    if (!query.exec(QStringLiteral("SELECT %1 FROM contents ORDER BY created_at DESC, storage_key").arg(columns)))
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
}

Result<std::map<qint64, ByteCounters>> totalsOf(QSqlQuery &query, int, const QString &path)
{
    if (!query.exec(QString::fromLatin1(totalsQuery)))
        return std::unexpected(ledgerError(query.lastError(), operation, path));
    std::map<qint64, ByteCounters> totals;
    while (query.next())
        totals.insert(totalsFromQuery(query));
    if (query.lastError().isValid())
        return std::unexpected(ledgerError(query.lastError(), operation, path));
    return totals;
}

template <typename T>
using Reader = Result<T> (*)(QSqlQuery &query, int version, const QString &path);

template <typename T>
Result<T> readFrom(const QString &path, Reader<T> reader)
{
    const QString connection = QStringLiteral("freshet-reader-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    Result<T> result;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
        database.setDatabaseName(path);
        database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=2000"));
        const auto read = [&]() -> Result<T> {
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
            } else if (version == 0) {
                return T{}; // its owner has not made the tables yet
            }
            query.finish();
            return reader(query, version, path);
        };
        result = read();
        database.close();
    }
    QSqlDatabase::removeDatabase(connection);
    return result;
}

template <typename T>
Result<T> readDirectory(const QString &cacheDirectory, Reader<T> reader)
{
    const QString path = cacheDirectory + QLatin1Char('/') + Ledger::fileName();
    const QFileInfo file(path);
    if (!file.exists())
        return T{};
    if (!file.isReadable()) {
        return std::unexpected(Error{ErrorCode::FileUnreadable,
                                     QStringLiteral("read ledger"),
                                     path,
                                     {},
                                     Kept::VerifiedPieces,
                                     NextStep::FixPermissions});
    }
    auto records = readFrom<T>(path, reader);
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
    auto fromCopy = readFrom<T>(copied, reader);
    return fromCopy ? fromCopy : records;
}

} // namespace

Result<std::vector<ContentRecord>> readLedger(const QString &cacheDirectory)
{
    return readDirectory<std::vector<ContentRecord>>(cacheDirectory, contentsOf);
}

Result<std::map<qint64, ByteCounters>> readTotals(const QString &cacheDirectory)
{
    return readDirectory<std::map<qint64, ByteCounters>>(cacheDirectory, totalsOf);
}

} // namespace freshet
