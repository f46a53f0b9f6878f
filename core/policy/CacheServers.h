// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"

#include <QHash>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>
#include <vector>

namespace freshet {

/// A cache server as a setting names it (DOCacheHost): "cache.example", "192.0.2.7:8080", "[2001:db8::7]:8080", each perhaps
/// with "https://" before it.
struct CacheHost {
    QString host{};
    int port = -1; ///< -1: the scheme's
    bool tls = false;

    static std::optional<CacheHost> fromText(const QString &text);
    [[nodiscard]] QString text() const;
    bool operator==(const CacheHost &) const = default;
};

/// Where that cache server has what is at `origin`: the same path, the host swapped, and `cacheHostOrigin=<host of the origin>` behind
/// the query. None for an https origin and a cache server without TLS: what was to be confidential stays so.
std::optional<QUrl> cacheUrl(const CacheHost &host, const QUrl &origin);

/// What a failure of a cache server means for the next quarter of an hour.
enum class CacheBan {
    None,   ///< it is asked again as any source is
    Origin, ///< a refusal (4xx), or bytes of another content: for the host of that origin it is left alone
    Host,   ///< nobody there (name, connection, time): it is left alone
};
CacheBan cacheBanFor(const Error &error);

/// The cache servers of a machine in their order, and which of them are left alone. Invariant: at most maximumBans bans, those that end
/// soonest forgotten first. Non-duty: whether a job has to wait for them (CacheFallback), and asking them.
class CacheServers {
public:
    static constexpr std::chrono::minutes banTime{15};
    static constexpr qsizetype maximumBans = 1024;

    void setHosts(std::vector<CacheHost> hosts) { m_hosts = std::move(hosts); }
    [[nodiscard]] const std::vector<CacheHost> &hosts() const { return m_hosts; }

    /// What the failure means; bans accordingly.
    CacheBan onFailure(const CacheHost &host, const QUrl &origin, const Error &error, MonotonicTime now);
    /// MonotonicTime{}: there was no ban.
    [[nodiscard]] MonotonicTime bannedUntil(const CacheHost &host, const QUrl &origin) const;
    /// The network is another one now.
    void forgive() { m_bans.clear(); }

private:
    std::vector<CacheHost> m_hosts;
    QHash<QString, MonotonicTime> m_bans; ///< by host, and by host and origin
};

/// When a job that has cache servers may ask the origin (DODelayCacheServerFallbackForeground, …Background). Without a delay as soon as none
/// of them can be asked; with one only when it has passed since then, and meanwhile their bans do not count, so that they are tried in turn.
class CacheFallback {
public:
    explicit CacheFallback(std::chrono::seconds delay)
        : m_delay(delay)
    {
    }

    /// A cache server has brought something.
    void onServed() { m_since.reset(); }
    /// None of them can be asked.
    void onNobody(MonotonicTime now)
    {
        if (!m_since)
            m_since = now;
    }
    /// max(): as long as one of them can be asked, never.
    [[nodiscard]] MonotonicTime originFrom() const { return m_since ? *m_since + m_delay : MonotonicTime::max(); }
    [[nodiscard]] bool isWaiting(MonotonicTime now) const { return m_since && now < originFrom(); }

private:
    std::chrono::seconds m_delay;
    std::optional<MonotonicTime> m_since;
};

} // namespace freshet
