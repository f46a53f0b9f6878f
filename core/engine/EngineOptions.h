// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/HttpOptions.h"
#include "core/store/Store.h"
#include "core/transfer/TransferOptions.h"

namespace freshet {

struct EngineOptions {
    StoreOptions store;
    HttpOptions http;
    TransferOptions transfer;
    int maximumRunningJobs = 3; ///< further jobs wait as Queued, foreground first
};

} // namespace freshet
