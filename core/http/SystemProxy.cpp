// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/SystemProxy.h"

#include <QNetworkProxyFactory>

#include <algorithm>

namespace freshet {

namespace {

QString formOf(const QNetworkProxy &proxy, const QString &scheme)
{
    QUrl form;
    form.setScheme(scheme);
    form.setHost(proxy.hostName());
    form.setPort(proxy.port());
    form.setUserName(proxy.user());
    form.setPassword(proxy.password());
    return form.toString(QUrl::FullyEncoded);
}

} // namespace

bool environmentNamesProxies()
{
    constexpr std::array names{"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
    return std::any_of(names.begin(), names.end(), [](const char *name) { return !qEnvironmentVariableIsEmpty(name); });
}

std::optional<QString> systemProxy(const QUrl &url)
{
    if (environmentNamesProxies())
        return std::nullopt;
    for (const QNetworkProxy &proxy : QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url))) {
        switch (proxy.type()) {
        case QNetworkProxy::NoProxy:
            return QString();
        case QNetworkProxy::HttpProxy:
        case QNetworkProxy::HttpCachingProxy:
            return formOf(proxy, QStringLiteral("http"));
        case QNetworkProxy::Socks5Proxy:
            return formOf(proxy, QStringLiteral("socks5h"));
        default:
            break;
        }
    }
    return QString();
}

} // namespace freshet
