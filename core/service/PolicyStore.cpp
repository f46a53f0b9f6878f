// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/PolicyStore.h"

#include <QJsonDocument>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr int schemaVersion = 1;

std::unexpected<Error> sqlError(const QSqlError &error, ErrorCode code = ErrorCode::DiskIo)
{
    return std::unexpected(Error{.code = code,
                                 .operation = u"use the policy database"_s,
                                 .object = u"policies.db"_s,
                                 .detail = error.text(),
                                 .kept = Kept::InputUntouched,
                                 .next = NextStep::RunAgain});
}

QByteArray keyOf(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveFragment).toEncoded();
}

QString hexOf(const ContentId &content)
{
    return QString::fromStdString(content.hex());
}

} // namespace

Result<std::unique_ptr<PolicyStore>> PolicyStore::open(const QString &path)
{
    const QString connection = QUuid::createUuid().toString();
    std::unique_ptr<PolicyStore> store(
        new PolicyStore(QSqlDatabase::addDatabase(u"QSQLITE"_s, connection), connection));
    QSqlDatabase &database = store->m_database;
    database.setDatabaseName(path);
    if (!database.open())
        return sqlError(database.lastError());
    QSqlQuery query(database);
    for (const auto *pragma : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA busy_timeout=5000"})
        if (!query.exec(QString::fromLatin1(pragma)))
            return sqlError(query.lastError(), ErrorCode::LedgerCorrupt);
    if (!query.exec(u"PRAGMA user_version"_s) || !query.next())
        return sqlError(query.lastError(), ErrorCode::LedgerCorrupt);
    const int version = query.value(0).toInt();
    query.finish();
    if (version > schemaVersion)
        return std::unexpected(Error{.code = ErrorCode::LedgerNewer,
                                     .operation = u"open the policy database"_s,
                                     .object = path,
                                     .kept = Kept::InputUntouched,
                                     .next = NextStep::Upgrade});
    for (const auto *statement :
         {"CREATE TABLE IF NOT EXISTS policies (content TEXT PRIMARY KEY, policy TEXT NOT NULL) WITHOUT ROWID",
          "CREATE TABLE IF NOT EXISTS versions (product TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID",
          "PRAGMA user_version=1"})
        if (!query.exec(QString::fromLatin1(statement)))
            return sqlError(query.lastError());
    if (auto loaded = store->load(); !loaded)
        return std::unexpected(loaded.error());
    return store;
}

PolicyStore::PolicyStore(QSqlDatabase database, QString connection)
    : m_database(std::move(database))
    , m_connection(std::move(connection))
{
}

PolicyStore::~PolicyStore()
{
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_connection);
}

Result<void> PolicyStore::load()
{
    QSqlQuery query(m_database);
    std::map<QString, std::uint64_t> floors;
    if (!query.exec(u"SELECT product, version FROM versions"_s))
        return sqlError(query.lastError());
    while (query.next())
        floors.emplace(query.value(0).toString(), query.value(1).toULongLong());
    m_rules = ManifestRules({}, std::move(floors));
    if (!query.exec(u"SELECT policy FROM policies"_s))
        return sqlError(query.lastError());
    while (query.next()) {
        const auto policy = contentPolicyFromJson(QJsonDocument::fromJson(query.value(0).toString().toUtf8()).object());
        if (!policy) {
            Error error = policy.error();
            error.code = ErrorCode::LedgerCorrupt;
            return std::unexpected(error);
        }
        index(*policy);
    }
    return {};
}

void PolicyStore::index(const ContentPolicy &policy)
{
    for (const QUrl &source : policy.sources)
        m_byUrl[keyOf(source)] = policy.contentId;
    if (policy.v1InfoHash)
        m_byV1[*policy.v1InfoHash] = policy.contentId;
    m_policies.insert_or_assign(policy.contentId, policy);
}

void PolicyStore::unindex(const ContentPolicy &policy)
{
    const ContentId id = policy.contentId;
    std::erase_if(m_byUrl, [&id](const auto &entry) { return entry.second == id; });
    std::erase_if(m_byV1, [&id](const auto &entry) { return entry.second == id; });
    m_policies.erase(id);
}

Result<void> PolicyStore::put(const ContentPolicy &policy, WallTime now)
{
    ManifestRules rules = m_rules;
    if (auto legal = rules.accept(policy, now); !legal)
        return legal;
    if (!m_database.transaction())
        return sqlError(m_database.lastError());
    QSqlQuery query(m_database);
    const auto run = [&query](const QString &statement, const QVariantList &values) {
        if (!query.prepare(statement))
            return false;
        for (const QVariant &value : values)
            query.addBindValue(value);
        return query.exec();
    };
    bool good =
        run(u"INSERT OR REPLACE INTO policies VALUES (?, ?)"_s,
            {hexOf(policy.contentId), QString::fromUtf8(QJsonDocument(toJson(policy)).toJson(QJsonDocument::Compact))});
    for (const auto &[product, version] : rules.floors())
        good =
            good && run(u"INSERT OR REPLACE INTO versions VALUES (?, ?)"_s, {product, static_cast<qlonglong>(version)});
    if (!good || !m_database.commit()) {
        const QSqlError error = good ? m_database.lastError() : query.lastError();
        m_database.rollback();
        return sqlError(error);
    }
    m_rules = std::move(rules);
    if (const auto old = m_policies.find(policy.contentId); old != m_policies.end())
        unindex(ContentPolicy(old->second));
    index(policy);
    return {};
}

Result<void> PolicyStore::remove(const ContentId &content)
{
    const auto found = m_policies.find(content);
    if (found == m_policies.end())
        return std::unexpected(
            Error{.code = ErrorCode::UnknownContent, .operation = u"remove a content"_s, .object = hexOf(content)});
    QSqlQuery query(m_database);
    query.prepare(u"DELETE FROM policies WHERE content = ?"_s);
    query.addBindValue(hexOf(content));
    if (!query.exec())
        return sqlError(query.lastError());
    unindex(ContentPolicy(found->second));
    return {};
}

const ContentPolicy *PolicyStore::find(const ContentId &content, WallTime now) const
{
    const auto found = m_policies.find(content);
    return found == m_policies.end() || found->second.expires <= now ? nullptr : &found->second;
}

const ContentPolicy *PolicyStore::findByUrl(const QUrl &url, WallTime now) const
{
    const auto found = m_byUrl.find(keyOf(url));
    return found == m_byUrl.end() ? nullptr : find(found->second, now);
}

const ContentPolicy *PolicyStore::findByV1(const Sha1Digest &infoHash) const
{
    const auto found = m_byV1.find(infoHash);
    return found == m_byV1.end() ? nullptr : &m_policies.find(found->second)->second;
}

} // namespace freshet
