// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Digest.h"
#include "core/base/Error.h"
#include "core/meta/Signature.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>

namespace freshet {

/// The one directory of a service: who it is, its secrets, what it stores. Mode 0700.
class ServiceDirectory {
public:
    struct Identity {
        QStringList names; ///< under which clients reach it; the first one is in the URLs it gives
        Sha256Digest fingerprint;
        QByteArray adminToken;
        PublisherKey publisher;
        PublisherKey freshness; ///< signs what the content policy service says, question by question
    };

    /// Makes authority, certificate, admin token, publisher key and freshness key. Errors: OutputExists if there is one already, those of makeAuthority, disk errors.
    static Result<ServiceDirectory> make(const QString &path, const QStringList &names, WallTime now);
    /// A new server certificate of the same authority, so that clients need not be told; `names` empty: the old ones. Needs ca.key. Errors: as make.
    static Result<ServiceDirectory> renew(const QString &path, const QStringList &names, WallTime now);
    /// Error: FileNotFound and the like, when it was not made. A directory of a version that knew no freshness key gets one.
    static Result<ServiceDirectory> open(const QString &path);

    [[nodiscard]] const Identity &identity() const { return m_identity; }
    [[nodiscard]] const SigningKey &freshnessKey() const { return *m_freshness; }
    [[nodiscard]] QString chainFile() const { return file(QStringLiteral("server.pem")); }
    [[nodiscard]] QString keyFile() const { return file(QStringLiteral("server.key")); }
    [[nodiscard]] QString authorityFile() const { return file(QStringLiteral("ca.pem")); }
    [[nodiscard]] QString publisherKeyFile() const { return file(QStringLiteral("publisher.key")); }
    [[nodiscard]] QString freshnessKeyFile() const { return file(QStringLiteral("freshness.key")); }
    [[nodiscard]] QString adminTokenFile() const { return file(QStringLiteral("admin-token")); }
    [[nodiscard]] QString policyFile() const { return file(QStringLiteral("policies.db")); }
    [[nodiscard]] QString metadataDirectory() const { return file(QStringLiteral("metadata")); }
    [[nodiscard]] QString contentDirectory() const { return file(QStringLiteral("content")); }

private:
    Result<void> makeFreshnessKey();
    Result<void> readFreshnessKey();

    explicit ServiceDirectory(QString path)
        : m_path(std::move(path))
    {
    }
    [[nodiscard]] QString file(const QString &name) const { return m_path + QLatin1Char('/') + name; }

    QString m_path;
    Identity m_identity;
    std::shared_ptr<const SigningKey> m_freshness; ///< an online key: it says what is new, never what is genuine
};

} // namespace freshet
