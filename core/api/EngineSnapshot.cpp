// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/EngineSnapshot.h"

namespace freshet {

double JobRow::percentPeerCaching() const
{
    const Bytes total = totalDownloaded();
    return total == Bytes{} ? 0.0
                            : 100.0 * static_cast<double>(fromPeers().value()) / static_cast<double>(total.value());
}

const JobRow *EngineSnapshot::find(JobId job) const
{
    const auto it = std::find_if(jobs.begin(), jobs.end(), [job](const JobRow &row) { return row.job == job; });
    return it == jobs.end() ? nullptr : &*it;
}

} // namespace freshet
