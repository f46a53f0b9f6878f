// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <QByteArray>

#include <vector>

namespace freshet {

/// A job as its owner wants it remembered. The store keeps the texts and looks into none of them.
struct JobRecord {
    JobId id;
    QByteArray request;  ///< what was asked for
    QByteArray subject;  ///< bytes that were given with the request: metadata, a piece hash file; may be empty
    QByteArray progress; ///< how far it came
};

/// What the ledger remembers of jobs.
struct KeptJobs {
    std::vector<JobRecord> jobs; ///< oldest first
    JobId last;                  ///< the highest number that was ever given to a kept job; 0: none
};

} // namespace freshet
