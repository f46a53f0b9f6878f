// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"

#include <QString>

namespace freshet::ctl {

/// The rows as a table for a terminal, columns aligned: name, size, in the cache, from peers, from HTTP, wasted, status, proof.
QString statusTable(const EngineSnapshot &snapshot);

} // namespace freshet::ctl
