// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace freshet {

/// The operating system's proxy for `url` in the form HttpOptions::proxy takes, for HttpOptions::proxyLookup.
/// "" when the system says: none; nullopt when it only has what the environment has.
/// May run a proxy script of the system and take its time, so not for every block.
std::optional<QString> systemProxy(const QUrl &url);

} // namespace freshet
