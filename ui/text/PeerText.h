// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/PeerRow.h"

#include <QString>

namespace freshet::text {

/// "LAN", "HTTP origin" …
QString peerTypeLabel(PeerType type);
/// Why it has that type: "in our subnet" …
QString peerTypeReason(PeerClassReason reason);
/// What goes on with the peer, or why it is not used, one sentence.
QString peerState(const PeerRow &row, MonotonicTime now);
/// Who told of the address: "LAN discovery", "the metadata" …
QString addressSourceLabel(AddressSource source);

} // namespace freshet::text
