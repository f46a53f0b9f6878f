// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/ControlConnection.h"
#include "core/engine/Engine.h"

namespace freshet {

/// config.get, config.set and config.reset of the control socket; anything else: MethodNotFound. Replies now, or when a change is durable.
void configMethod(Engine &engine, ControlConnection &connection, const jsonrpc::Request &request);

} // namespace freshet
