// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/UpdateSource.h"

#include <QString>

namespace freshet::text {

/// "Forward from 1.1", "Full", "3 packs, one after the other".
QString routeLabel(const UpdateRoute &route);
/// Why that route, as a sentence; empty before it is planned.
QString routeReason(const UpdateProduct &product);
/// What goes on with it, or what could be done, as a sentence; what went wrong, what is kept and what comes next.
QString updateState(const UpdateProduct &product);
/// The same in a few words, for a table.
QString updateStateLabel(const UpdateProduct &product);
/// "3.9 MiB of 25.0 MiB; 2.8 MiB from LAN peers, 1.1 MiB from the HTTP origin". Empty before anything was fetched.
QString updateSources(const UpdateProduct &product);
/// Of UpdateHistoryRow: "Installed", "Rolled back".
QString updateAction(const QString &action);

} // namespace freshet::text
