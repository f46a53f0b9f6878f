// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"
#include "core/store/StoreTypes.h"

#include <map>

namespace freshet {

/// Which job is working on which content: one at a time. A second request for the same content waits for the first and
/// then finds everything in the cache, so that it is transferred once however many destinations there are.
class ContentClaims {
public:
    /// True if the content is the job's now (or was already).
    bool claim(const StorageKey &content, JobId job)
    {
        return m_holders.try_emplace(content, job).first->second == job;
    }
    /// True if the job held anything.
    bool release(JobId job)
    {
        return std::erase_if(m_holders, [job](const auto &entry) { return entry.second == job; }) > 0;
    }

private:
    std::map<StorageKey, JobId> m_holders;
};

} // namespace freshet
