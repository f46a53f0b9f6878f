// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/PeerRow.h"

#include <QJsonArray>
#include <QJsonObject>

namespace freshet {

/// Under the original's field names (IP, PeerType, ConnectionEstablished, BytesSent …), and what it lacks; field list:
/// core/api/README.md. Points of the monotonic clock are told relative to `now`.
QJsonObject toJson(const PeerRow &row, MonotonicTime now);
/// Most useful first, as the original sorts: by bytes received, falling.
QJsonArray toJson(const PeerTable &peers, MonotonicTime now);

/// The way back, in the order of the ids. At most 100000 lines.
PeerTable peersFromJson(const QJsonArray &json, MonotonicTime now);

} // namespace freshet
