// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/Arguments.h"
#include "core/api/DownloadRequest.h"
#include "core/engine/EngineOptions.h"
#include "core/swarm/SwarmOptions.h"

#include <expected>

namespace freshet::ctl {

/// Options of whatever runs an engine: where it listens, whom it speaks with.
void describePeerEngineOptions(Arguments &arguments);
/// Options of one job: where else to look for peers.
void describePeerJobOptions(Arguments &arguments);

/// The first engine option that was given; empty: none. A running engine has its own.
QString givenPeerEngineOption(const Arguments &arguments);

/// nullopt: fine. Else the exit code to end with; the reason has been printed.
std::optional<int> readPeerEngineOptions(const Arguments &arguments, SwarmOptions &options);
/// After that: what was given, or stands in the environment, is stronger than the settings file.
void overridePeerSettings(const Arguments &arguments, EngineOptions &options);
std::optional<int> readPeerJobOptions(const Arguments &arguments, DownloadRequest &request);

} // namespace freshet::ctl
