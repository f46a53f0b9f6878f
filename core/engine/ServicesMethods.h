// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/ControlConnection.h"
#include "core/engine/Engine.h"

namespace freshet {

/// Answers services.list and services.use.
void servicesMethod(Engine &engine, ControlConnection &connection, const jsonrpc::Request &request);

} // namespace freshet
