// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/CacheServers.h"

#include "core/policy/RetryPolicy.h"
#include "core/policy/UrlPolicy.h"

#include <algorithm>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr auto secure = "https://"_L1;

/// As the cache server is to know it: with its port where that is not the scheme's own.
QString originHost(const QUrl &origin)
{
    QString host = origin.host(QUrl::FullyEncoded);
    if (host.contains(u':'))
        host = u'[' + host + u']';
    return origin.port() < 0 ? host : host + u':' + QString::number(origin.port());
}

} // namespace

std::optional<CacheHost> CacheHost::fromText(const QString &text)
{
    const bool tls = text.startsWith(secure, Qt::CaseInsensitive);
    const QString place = tls ? text.mid(secure.size()) : text;
    const QUrl url((tls ? u"https://"_s : u"http://"_s) + place, QUrl::StrictMode);
    if (!checkUrl(url) || !url.path().isEmpty() || url.hasQuery() || url.hasFragment())
        return std::nullopt;
    return CacheHost{.host = url.host(), .port = url.port(), .tls = tls};
}

QString CacheHost::text() const
{
    QString place = host.contains(u':') ? u'[' + host + u']' : host;
    if (port >= 0)
        place += u':' + QString::number(port);
    return tls ? secure + place : place;
}

std::optional<QUrl> cacheUrl(const CacheHost &host, const QUrl &origin)
{
    if (origin.scheme() == "https"_L1 && !host.tls)
        return std::nullopt;
    QUrl url = origin;
    url.setScheme(host.tls ? u"https"_s : u"http"_s);
    url.setHost(host.host);
    url.setPort(host.port);
    url.setFragment(QString());
    QString query = origin.query(QUrl::FullyEncoded);
    if (!query.isEmpty())
        query += u'&';
    query += u"cacheHostOrigin="_s + QString::fromLatin1(QUrl::toPercentEncoding(originHost(origin), ":"));
    url.setQuery(query, QUrl::StrictMode);
    return checkUrl(url) ? std::optional(url) : std::nullopt;
}

CacheBan cacheBanFor(const Error &error)
{
    switch (error.code) {
    case ErrorCode::NameResolution:
    case ErrorCode::ConnectFailed:
    case ErrorCode::Timeout:
    case ErrorCode::TlsFailed:
    case ErrorCode::TlsCertificate:
        return CacheBan::Host;
    case ErrorCode::HttpStatus:
        // Below 500, where asking again is of no use.
        return error.next == NextStep::NextSource ? CacheBan::Origin : CacheBan::None;
    case ErrorCode::ProxyAuth:
        return CacheBan::None;
    default:
        return blameOf(error.code) == Blame::Lasting ? CacheBan::Origin : CacheBan::None;
    }
}

CacheBan CacheServers::onFailure(const CacheHost &host, const QUrl &origin, const Error &error, MonotonicTime now)
{
    const CacheBan ban = cacheBanFor(error);
    if (ban == CacheBan::None)
        return ban;
    if (m_bans.size() >= maximumBans)
        m_bans.erase(std::min_element(m_bans.begin(), m_bans.end()));
    const QString key = ban == CacheBan::Host ? host.text() : host.text() + u' ' + originHost(origin);
    m_bans.insert(key, now + banTime);
    return ban;
}

MonotonicTime CacheServers::bannedUntil(const CacheHost &host, const QUrl &origin) const
{
    return std::max(m_bans.value(host.text()), m_bans.value(host.text() + u' ' + originHost(origin)));
}

} // namespace freshet
