// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/CacheServerConfig.h"
#include "tests/support/NginxServer.h"

namespace freshet::test {

/// A cache server as it is run in earnest: nginx with the configuration that core/service writes, on a free loopback port.
class CacheServer {
public:
    /// `config` lacks place and port.
    explicit CacheServer(CacheServerConfig config);
    ~CacheServer() { stop(); }
    CacheServer(const CacheServer &) = delete;
    CacheServer &operator=(const CacheServer &) = delete;

    bool start();
    void stop();
    [[nodiscard]] QString problem() const { return m_problem; }
    /// "127.0.0.1:port".
    [[nodiscard]] QString host() const { return QStringLiteral("127.0.0.1:%1").arg(m_port); }
    [[nodiscard]] QUrl url(const QString &pathAndQuery) const
    {
        return QUrl(QStringLiteral("http://") + host() + pathAndQuery);
    }
    /// "status cache-status" of each request that was answered so far.
    [[nodiscard]] QStringList answers() const;
    /// What its store takes on disk.
    [[nodiscard]] qint64 heldBytes() const;

private:
    CacheServerConfig m_config;
    QTemporaryDir m_dir;
    QProcess m_process;
    QString m_problem;
    std::uint16_t m_port = 0;
};

/// How the query names an origin.
inline QString originName(const NginxServer &origin)
{
    return QStringLiteral("127.0.0.1:%1").arg(origin.url(QString()).port());
}

} // namespace freshet::test
