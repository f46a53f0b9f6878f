// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace freshet::ctl {

/// Tells the service manager that started this program (sd_notify(3), $NOTIFY_SOCKET) what it wants to know, e.g. "READY=1".
/// Without one, nothing happens.
void notifyService(const QByteArray &state);

} // namespace freshet::ctl
