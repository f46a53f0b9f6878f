// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"

#include <QString>

namespace freshet::ctl {

/// A table per job that has sources or peers: address, class, state in words, have, rates over 20 s, totals, bad bytes, who told of it, encrypted.
QString peerTables(const EngineSnapshot &snapshot);

} // namespace freshet::ctl
