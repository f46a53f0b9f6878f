// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/store/CacheDirectory.h"
#include "core/store/JobRecord.h"
#include "core/store/LedgerRow.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace freshet {

/// The ledger file: what is known of every content in the cache. Invariant: it claims only what the caller
/// has synced before. Non-duty: never looks at content files. Lives on the thread that opened it.
class Ledger {
public:
    static QString fileName() { return QStringLiteral("ledger.sqlite"); }

    /// Opens or creates, checks (quick_check), migrates. LedgerCorrupt: see moveAside. LedgerNewer, LedgerBusy, disk codes.
    static Result<std::unique_ptr<Ledger>> open(const CacheDirectory &directory);
    /// Renames a corrupt ledger (with its WAL) so that a new one can be made; the three newest are kept.
    static Result<void> moveAside(const CacheDirectory &directory);

    ~Ledger();
    Ledger(const Ledger &) = delete;
    Ledger &operator=(const Ledger &) = delete;

    Result<std::vector<LedgerRow>> all();
    Result<std::optional<LedgerRow>> find(const StorageKey &key);

    /// A new row, or new facts for an old one. One transaction.
    Result<void> put(const LedgerRow &row);

    struct Progress {
        const LedgerRow *row;
        ByteCounters added; ///< goes to the totals of `day` as well
    };
    /// The ledger half of a barrier: all rows in one transaction, or none.
    Result<void> update(std::span<const Progress> rows, qint64 day);
    Result<void> remove(const StorageKey &key);

    Result<std::map<qint64, ByteCounters>> totalsByDay();

    /// Inserts or replaces. One transaction, like the two below.
    Result<void> putJob(const JobRecord &job);
    /// False: there is no such job.
    Result<bool> updateJob(JobId id, const QByteArray &progress);
    Result<void> removeJob(JobId id);
    Result<KeptJobs> jobs();
    /// Every row, but of its columns only what deciding about its keeping takes (see CacheKeeper): no metainfo, no bitmap.
    Result<std::vector<LedgerRow>> keepingFacts();
    /// Numbers of the cache as a whole, by name.
    Result<std::map<QString, qint64>> cacheFacts();
    Result<void> putCacheFacts(const std::map<QString, qint64> &facts);

private:
    Ledger(QString path, QString connection);
    Result<void> prepareFile();
    QSqlQuery &statement(const QString &sql);
    Result<void> exec(QSqlQuery &query, const char *operation);
    Result<void> execPlain(const QString &sql, const char *operation);
    Result<void> inTransaction(const char *operation, const std::function<Result<void>()> &body);
    Result<void> addTotals(const ByteCounters &added, qint64 day);

    QString m_path;
    QString m_connection;
    QSqlDatabase m_database;
    std::map<QString, QSqlQuery> m_statements; ///< each prepared once
};

} // namespace freshet
