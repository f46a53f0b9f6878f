// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace freshet {

/// Whether a variable that libcurl reads names a proxy; then the environment alone counts.
bool environmentNamesProxies();

/// The operating system's proxy for `url` in the form HttpOptions::proxy takes, for HttpOptions::proxyLookup. On Linux that is what libproxy
/// finds: GNOME's and KDE's settings, /etc/sysconfig/proxy, a script (PAC).
/// "" when the system says: none; nullopt when the environment says.
/// May run a proxy script of the system and take its time: ProxyBook asks on a thread of its own.
std::optional<QString> systemProxy(const QUrl &url);

} // namespace freshet
