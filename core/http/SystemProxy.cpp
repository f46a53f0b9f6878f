// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/SystemProxy.h"

#include <QNetworkProxyFactory>

namespace freshet {

std::optional<QString> systemProxy(const QUrl &url)
{
#if defined(Q_OS_WIN) || defined(Q_OS_MACOS)
    const auto proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
    for (const QNetworkProxy &proxy : proxies) {
        if (proxy.type() == QNetworkProxy::NoProxy)
            return QString();
        QUrl form;
        switch (proxy.type()) {
        case QNetworkProxy::HttpProxy:
        case QNetworkProxy::HttpCachingProxy:
            form.setScheme(QStringLiteral("http"));
            break;
        case QNetworkProxy::Socks5Proxy:
            form.setScheme(QStringLiteral("socks5h"));
            break;
        default:
            continue;
        }
        form.setHost(proxy.hostName());
        form.setPort(proxy.port());
        form.setUserName(proxy.user());
        form.setPassword(proxy.password());
        return form.toString(QUrl::FullyEncoded);
    }
    return QString();
#else
    // Here Qt reads the same variables as libcurl does, with fewer forms of no_proxy.
    Q_UNUSED(url)
    return std::nullopt;
#endif
}

} // namespace freshet
