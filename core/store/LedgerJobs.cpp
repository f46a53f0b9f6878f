// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the ledger that remembers jobs.
#include "core/store/Ledger.h"
#include "core/store/LedgerSchema.h"

#include <QVariant>

namespace freshet {

namespace {

QVariant blob(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes; // an empty one is not a missing one
}

} // namespace

Result<void> Ledger::putJob(const JobRecord &job)
{
    return inTransaction("write ledger", [&]() -> Result<void> {
        QSqlQuery &query = statement(
            QStringLiteral("INSERT INTO jobs (id, request, subject, progress) VALUES (:id, :request, :subject, "
                           ":progress) ON CONFLICT (id) DO UPDATE SET request = excluded.request, subject = "
                           "excluded.subject, progress = excluded.progress"));
        query.bindValue(QStringLiteral(":id"), static_cast<qlonglong>(job.id.value()));
        query.bindValue(QStringLiteral(":request"), blob(job.request));
        query.bindValue(QStringLiteral(":subject"), blob(job.subject));
        query.bindValue(QStringLiteral(":progress"), blob(job.progress));
        auto done = exec(query, "write ledger");
        query.bindValue(QStringLiteral(":subject"), QVariant()); // the statement lives on, the metadata need not
        return done;
    });
}

Result<bool> Ledger::updateJob(JobId id, const QByteArray &progress)
{
    bool known = false;
    auto done = inTransaction("write ledger", [&]() -> Result<void> {
        QSqlQuery &query = statement(QStringLiteral("UPDATE jobs SET progress = :progress WHERE id = :id"));
        query.bindValue(QStringLiteral(":progress"), blob(progress));
        query.bindValue(QStringLiteral(":id"), static_cast<qlonglong>(id.value()));
        auto executed = exec(query, "write ledger");
        known = query.numRowsAffected() > 0;
        return executed;
    });
    if (!done)
        return std::unexpected(done.error());
    return known;
}

Result<void> Ledger::removeJob(JobId id)
{
    return inTransaction("write ledger", [&]() -> Result<void> {
        QSqlQuery &query = statement(QStringLiteral("DELETE FROM jobs WHERE id = :id"));
        query.bindValue(QStringLiteral(":id"), static_cast<qlonglong>(id.value()));
        return exec(query, "write ledger");
    });
}

Result<KeptJobs> Ledger::jobs()
{
    KeptJobs kept;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(QStringLiteral("SELECT id, request, subject, progress FROM jobs ORDER BY id")))
        return std::unexpected(ledgerError(query.lastError(), QStringLiteral("read ledger"), m_path));
    while (query.next()) {
        kept.jobs.push_back({JobId{query.value(0).toLongLong()}, query.value(1).toByteArray(),
                             query.value(2).toByteArray(), query.value(3).toByteArray()});
    }
    // SQLite's own table: the highest number ever inserted, also of rows that are gone.
    if (!query.exec(QStringLiteral("SELECT seq FROM sqlite_sequence WHERE name = 'jobs'")))
        return std::unexpected(ledgerError(query.lastError(), QStringLiteral("read ledger"), m_path));
    if (query.next())
        kept.last = JobId{query.value(0).toLongLong()};
    return kept;
}

} // namespace freshet
