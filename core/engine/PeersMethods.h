// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/ControlConnection.h"
#include "core/engine/Engine.h"

namespace freshet {

/// Answers peers.list, peers.ban and peers.unban.
void peersMethod(Engine &engine, ControlConnection &connection, const jsonrpc::Request &request);

} // namespace freshet
