// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/ContentPolicy.h"

#include <QSqlDatabase>

#include <map>
#include <memory>

namespace freshet {

/// The content policies, in SQLite and, all of them, in memory. Invariants: what was said to be stored is on the disk (synchronous=FULL); a policy
/// that breaks the manifest rules is never stored.
class PolicyStore {
public:
    /// Errors: LedgerCorrupt, LedgerNewer, DiskIo with SQLite's words.
    static Result<std::unique_ptr<PolicyStore>> open(const QString &path);
    ~PolicyStore();

    /// Adds or replaces. Errors: those of ManifestRules::accept, disk errors.
    Result<void> put(const ContentPolicy &policy, WallTime now);
    /// Error: UnknownContent.
    Result<void> remove(const ContentId &content);

    /// Not expired ones; null if there is none.
    [[nodiscard]] const ContentPolicy *find(const ContentId &content, WallTime now) const;
    /// By one of the policy's HTTP sources.
    [[nodiscard]] const ContentPolicy *findByUrl(const QUrl &url, WallTime now) const;
    /// The content with this v1 info-hash.
    [[nodiscard]] const ContentPolicy *findByV1(const Sha1Digest &infoHash) const;
    [[nodiscard]] const std::map<ContentId, ContentPolicy> &all() const { return m_policies; }

private:
    PolicyStore(QSqlDatabase database, QString connection);
    Result<void> load();
    void index(const ContentPolicy &policy);
    void unindex(const ContentPolicy &policy);

    QSqlDatabase m_database;
    QString m_connection;
    ManifestRules m_rules{{}};
    std::map<ContentId, ContentPolicy> m_policies;
    std::map<QByteArray, ContentId> m_byUrl;
    std::map<Sha1Digest, ContentId> m_byV1;
};

} // namespace freshet
