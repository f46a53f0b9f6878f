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
/// What goes on in a word or two; the same however much of it is done.
QString updateLabel(const UpdateProduct &product);
/// The same for a table: "Building, 40 %".
QString updateStateLabel(const UpdateProduct &product);
/// "3.9 MiB received and proven: 2.8 MiB from LAN peers, 1.1 MiB from HTTP origin." Empty before anything was fetched.
QString updateSources(const UpdateProduct &product);
/// Of UpdateHistoryRow: "Installed", "Rolled back".
QString updateAction(const QString &action);

} // namespace freshet::text
