// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SettingRow.h"
#include "core/cloud/CloudOptions.h"
#include "core/engine/ControlOptions.h"
#include "core/engine/TraceRecorder.h"
#include "core/http/HttpOptions.h"
#include "core/store/Store.h"
#include "core/swarm/SwarmOptions.h"
#include "core/transfer/TransferOptions.h"

#include <map>

namespace freshet {

struct EngineOptions {
    StoreOptions store;
    HttpOptions http;
    SwarmOptions swarm;
    TransferOptions transfer;
    ControlOptions control;
    /// Services to use instead of those of the cache directory's services.json.
    std::optional<CloudOptions> services;
    /// Jobs outlive the process: they are kept in the ledger, and those that had not ended go on with the next engine that
    /// remembers.
    bool rememberJobs = false;
    TraceLimits trace;
    /// What the command line says, by key; stronger than the settings file. The other options of this struct apply where no setting says otherwise.
    std::map<QString, SettingValue> commandLine;
    int maximumRunningJobs = 3; ///< further jobs wait as Queued, foreground first

    // What other programs may pile up here (DownloadRequest by DownloadRequest).
    std::size_t maximumJobs = 256;   ///< not ended
    std::size_t keptEndedJobs = 100; ///< further ones are forgotten, oldest first; their contents stay in the cache
    Bytes maximumSubjects = 256_MiB; ///< metadata and piece hash files of all jobs together
};

} // namespace freshet
