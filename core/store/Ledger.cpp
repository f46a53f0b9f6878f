// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/Ledger.h"

#include "core/store/LedgerSchema.h"

#include <QFile>
#include <QUuid>
#include <QVariant>

#include <fcntl.h>
#include <sys/stat.h>

namespace freshet {

namespace {

const QStringList companions = {QStringLiteral("-wal"), QStringLiteral("-shm")};
constexpr int keptCorrupt = 3;

QString corruptName(int n)
{
    return Ledger::fileName() + QStringLiteral(".corrupt-%1").arg(n);
}

} // namespace

Ledger::Ledger(QString path, QString connection)
    : m_path(std::move(path))
    , m_connection(std::move(connection))
{
}

Ledger::~Ledger()
{
    m_statements.clear();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_connection);
}

Result<std::unique_ptr<Ledger>> Ledger::open(const CacheDirectory &directory)
{
    // A planted link or second name would let SQLite write elsewhere.
    for (const QString &name : {fileName(), fileName() + companions[0], fileName() + companions[1]}) {
        struct stat st{};
        if (::fstatat(directory.fd(), QFile::encodeName(name).constData(), &st, AT_SYMLINK_NOFOLLOW) == 0
            && (!S_ISREG(st.st_mode) || st.st_nlink != 1 || st.st_uid != ::geteuid())) {
            return std::unexpected(Error{ErrorCode::CacheForeign, QStringLiteral("open ledger"),
                                         directory.filePath(name),
                                         QStringLiteral("not a regular file of ours with one name"),
                                         Kept::VerifiedPieces, NextStep::FixPermissions});
        }
    }
    std::unique_ptr<Ledger> ledger(
        new Ledger(directory.filePath(fileName()),
                   QStringLiteral("freshet-ledger-") + QUuid::createUuid().toString(QUuid::WithoutBraces)));
    if (auto prepared = ledger->prepareFile(); !prepared)
        return std::unexpected(prepared.error());
    return ledger;
}

Result<void> Ledger::prepareFile()
{
    const QString operation = QStringLiteral("open ledger");
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    m_database.setDatabaseName(m_path);
    m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
    if (!m_database.open()) {
        Error e = ledgerError(m_database.lastError(), operation, m_path);
        return std::unexpected(e);
    }
    // FULL: a commit returns after its WAL frames are synced. The limits keep the WAL and a corrupt page map small.
    for (const char *pragma :
         {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA journal_size_limit = 4194304",
          "PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON"}) {
        if (auto done = execPlain(QString::fromLatin1(pragma), "open ledger"); !done)
            return done;
    }
    QSqlQuery check(m_database);
    if (!check.exec(QStringLiteral("PRAGMA quick_check(1)")) || !check.next())
        return std::unexpected(ledgerError(check.lastError(), operation, m_path));
    if (const QString verdict = check.value(0).toString(); verdict != QLatin1StringView("ok"))
        return std::unexpected(
            Error{ErrorCode::LedgerCorrupt, operation, m_path, verdict, Kept::VerifiedPieces, NextStep::RunAgain});
    check.finish();
    if (auto migrated = migrateLedger(m_database, m_path + QStringLiteral(".before-migration")); !migrated)
        return migrated;
    // A table with missing columns shows here rather than in the middle of a transfer.
    QSqlQuery probe(m_database);
    if (!probe.exec(QStringLiteral("SELECT %1 FROM contents LIMIT 1").arg(QLatin1StringView(ledgerColumns)))
        || !probe.exec(QStringLiteral("SELECT day FROM totals LIMIT 1"))
        || !probe.exec(QStringLiteral("SELECT id, request, subject, progress FROM jobs LIMIT 1"))
        || !probe.exec(QStringLiteral("SELECT name, value FROM cache_facts LIMIT 1")))
        return std::unexpected(ledgerError(probe.lastError(), operation, m_path));
    return {};
}

Result<void> Ledger::moveAside(const CacheDirectory &directory)
{
    for (int n = keptCorrupt; n >= 1; --n) {
        const QString from = n == 1 ? fileName() : corruptName(n - 1);
        for (const QString &suffix : QStringList{QString()} + companions) {
            if (auto removed = directory.removeFile(corruptName(n) + suffix); !removed)
                return removed;
            if (!directory.exists(from + suffix))
                continue;
            if (auto renamed = directory.renameFile(from + suffix, corruptName(n) + suffix); !renamed)
                return renamed;
        }
    }
    return directory.sync();
}

QSqlQuery &Ledger::statement(const QString &sql)
{
    auto it = m_statements.find(sql);
    if (it == m_statements.end()) {
        it = m_statements.emplace(sql, QSqlQuery(m_database)).first;
        it->second.setForwardOnly(true);
        it->second.prepare(sql);
    }
    return it->second;
}

Result<void> Ledger::exec(QSqlQuery &query, const char *operation)
{
    if (query.exec())
        return {};
    return std::unexpected(ledgerError(query.lastError(), QString::fromLatin1(operation), m_path));
}

Result<void> Ledger::execPlain(const QString &sql, const char *operation)
{
    QSqlQuery query(m_database);
    if (query.exec(sql))
        return {};
    return std::unexpected(ledgerError(query.lastError(), QString::fromLatin1(operation), m_path));
}

Result<void> Ledger::inTransaction(const char *operation, const std::function<Result<void>()> &body)
{
    if (auto begun = execPlain(QStringLiteral("BEGIN IMMEDIATE"), operation); !begun)
        return begun;
    auto done = body();
    if (done)
        done = execPlain(QStringLiteral("COMMIT"), operation);
    if (!done)
        (void)execPlain(QStringLiteral("ROLLBACK"), operation);
    return done;
}

Result<std::vector<LedgerRow>> Ledger::all()
{
    QSqlQuery &query = statement(QStringLiteral("SELECT %1 FROM contents ORDER BY created_at DESC, storage_key")
                                     .arg(QLatin1StringView(ledgerColumns)));
    if (auto done = exec(query, "read ledger"); !done)
        return std::unexpected(done.error());
    std::vector<LedgerRow> rows;
    while (query.next()) {
        if (auto row = rowFromQuery(query))
            rows.push_back(std::move(*row));
    }
    query.finish();
    return rows;
}

Result<std::optional<LedgerRow>> Ledger::find(const StorageKey &key)
{
    QSqlQuery &query = statement(
        QStringLiteral("SELECT %1 FROM contents WHERE storage_key = :key").arg(QLatin1StringView(ledgerColumns)));
    query.bindValue(QStringLiteral(":key"), key.fileName());
    if (auto done = exec(query, "read ledger"); !done)
        return std::unexpected(done.error());
    std::optional<LedgerRow> row;
    if (query.next())
        row = rowFromQuery(query);
    query.finish();
    return row;
}

Result<void> Ledger::put(const LedgerRow &row)
{
    return inTransaction("write ledger", [&]() -> Result<void> {
        QSqlQuery &query = statement(
            QStringLiteral(
                "INSERT INTO contents (%1) VALUES (:key, :content_id, :name, :source_url, :content_length, "
                ":piece_length, :size_known, :proof,"
                " :whole_digest, :metainfo, :validator, :foreground, :created_at,"
                " :bitmap, :generation, :complete, :completed_at, :expire_on, :pinned, :download_ms,"
                " :from_lan, :from_group, :from_internet, :from_cache_server, :from_origin, :wasted, :to_lan, "
                ":to_group, :to_internet,"
                " :file_device, :file_inode, :file_size, :file_mtime_ns, :file_ctime_ns, :dirty_boot, :trust, "
                ":prefix_digest, :last_used)"
                " ON CONFLICT (storage_key) DO UPDATE SET content_id = excluded.content_id, name = excluded.name, "
                "source_url = excluded.source_url,"
                " content_length = excluded.content_length, piece_length = excluded.piece_length, size_known = "
                "excluded.size_known,"
                " proof = excluded.proof, whole_digest = excluded.whole_digest, metainfo = excluded.metainfo, "
                "validator = excluded.validator,"
                " foreground = excluded.foreground, bitmap = excluded.bitmap, generation = excluded.generation, "
                "complete = excluded.complete,"
                " completed_at = excluded.completed_at, expire_on = excluded.expire_on, pinned = excluded.pinned, "
                "file_device = excluded.file_device,"
                " file_inode = excluded.file_inode, file_size = excluded.file_size, file_mtime_ns = "
                "excluded.file_mtime_ns,"
                " file_ctime_ns = excluded.file_ctime_ns, dirty_boot = excluded.dirty_boot, trust = excluded.trust,"
                " prefix_digest = excluded.prefix_digest")
                .arg(QLatin1StringView(ledgerColumns)));
        bindFacts(query, row);
        bindProgress(query, row);
        return exec(query, "write ledger");
    });
}

Result<void> Ledger::update(std::span<const Progress> rows, qint64 day)
{
    return inTransaction("write ledger", [&]() -> Result<void> {
        ByteCounters added;
        for (const Progress &progress : rows) {
            QSqlQuery &query =
                statement(QStringLiteral("UPDATE contents SET content_length = :content_length, size_known = "
                                         ":size_known, bitmap = :bitmap, generation = :generation,"
                                         " complete = :complete, completed_at = :completed_at, expire_on = :expire_on, "
                                         "pinned = :pinned, download_ms = :download_ms,"
                                         " from_lan = :from_lan, from_group = :from_group, from_internet = "
                                         ":from_internet, from_cache_server = :from_cache_server,"
                                         " from_origin = :from_origin, wasted = :wasted, to_lan = :to_lan, to_group = "
                                         ":to_group, to_internet = :to_internet,"
                                         " file_device = :file_device, file_inode = :file_inode, file_size = "
                                         ":file_size, file_mtime_ns = :file_mtime_ns,"
                                         " file_ctime_ns = :file_ctime_ns, dirty_boot = :dirty_boot, trust = :trust, "
                                         "prefix_digest = :prefix_digest, last_used = :last_used"
                                         " WHERE storage_key = :key"));
            bindProgress(query, *progress.row);
            if (auto done = exec(query, "write ledger"); !done)
                return done;
            added += progress.added;
        }
        return added == ByteCounters{} ? Result<void>{} : addTotals(added, day);
    });
}

Result<void> Ledger::addTotals(const ByteCounters &added, qint64 day)
{
    QSqlQuery &query = statement(
        QStringLiteral("INSERT INTO totals VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (day) DO UPDATE SET"
                       " from_lan = from_lan + excluded.from_lan, from_group = from_group + excluded.from_group,"
                       " from_internet = from_internet + excluded.from_internet,"
                       " from_cache_server = from_cache_server + excluded.from_cache_server, from_origin = from_origin "
                       "+ excluded.from_origin,"
                       " wasted = wasted + excluded.wasted, to_lan = to_lan + excluded.to_lan, to_group = to_group + "
                       "excluded.to_group,"
                       " to_internet = to_internet + excluded.to_internet"));
    int position = 0;
    query.bindValue(position++, day);
    for (Bytes b : {added.fromLanPeers, added.fromGroupPeers, added.fromInternetPeers, added.fromCacheServer,
                    added.fromHttpOrigin, added.wasted, added.toLanPeers, added.toGroupPeers, added.toInternetPeers})
        query.bindValue(position++, static_cast<qlonglong>(b.value()));
    return exec(query, "write ledger");
}

Result<void> Ledger::remove(const StorageKey &key)
{
    return inTransaction("write ledger", [&]() -> Result<void> {
        QSqlQuery &query = statement(QStringLiteral("DELETE FROM contents WHERE storage_key = :key"));
        query.bindValue(QStringLiteral(":key"), key.fileName());
        return exec(query, "write ledger");
    });
}

Result<std::map<qint64, ByteCounters>> Ledger::totalsByDay()
{
    QSqlQuery &query = statement(QString::fromLatin1(totalsQuery));
    if (auto done = exec(query, "read ledger"); !done)
        return std::unexpected(done.error());
    std::map<qint64, ByteCounters> totals;
    while (query.next())
        totals.insert(totalsFromQuery(query));
    query.finish();
    return totals;
}

Result<std::vector<LedgerRow>> Ledger::keepingFacts()
{
    QSqlQuery &query = statement(QStringLiteral(
        "SELECT storage_key, content_length, piece_length, size_known, complete, created_at, completed_at,"
        " last_used, expire_on, pinned, file_size, file_mtime_ns FROM contents ORDER BY storage_key"));
    if (auto done = exec(query, "read ledger"); !done)
        return std::unexpected(done.error());
    std::vector<LedgerRow> rows;
    while (query.next()) {
        if (auto row = keepingFactsFromQuery(query))
            rows.push_back(std::move(*row));
    }
    query.finish();
    return rows;
}

Result<std::map<QString, qint64>> Ledger::cacheFacts()
{
    QSqlQuery &query = statement(QStringLiteral("SELECT name, value FROM cache_facts"));
    if (auto done = exec(query, "read ledger"); !done)
        return std::unexpected(done.error());
    std::map<QString, qint64> facts;
    while (query.next())
        facts[query.value(0).toString()] = query.value(1).toLongLong();
    query.finish();
    return facts;
}

Result<void> Ledger::putCacheFacts(const std::map<QString, qint64> &facts)
{
    return inTransaction("write ledger", [&]() -> Result<void> {
        if (auto cleared = execPlain(QStringLiteral("DELETE FROM cache_facts"), "write ledger"); !cleared)
            return cleared;
        QSqlQuery &query = statement(QStringLiteral("INSERT INTO cache_facts VALUES (:name, :value)"));
        for (const auto &[name, value] : facts) {
            query.bindValue(QStringLiteral(":name"), name);
            query.bindValue(QStringLiteral(":value"), value);
            if (auto done = exec(query, "write ledger"); !done)
                return done;
        }
        return {};
    });
}

} // namespace freshet
