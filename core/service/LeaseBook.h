// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <map>
#include <string>
#include <vector>

namespace freshet {

/// Which array instances live: each says so again before its lease ends. Pure. Invariant: at most `maximum` instances.
class LeaseBook {
public:
    static constexpr std::size_t maximum = 256;

    explicit LeaseBook(std::chrono::seconds lease)
        : m_lease(lease)
    {
    }

    /// False: there are too many.
    bool renew(const std::string &instance, MonotonicTime now)
    {
        if (!m_until.contains(instance) && live(now).size() >= maximum)
            return false;
        m_until[instance] = now + m_lease;
        return true;
    }
    void end(const std::string &instance) { m_until.erase(instance); }

    /// In alphabetical order.
    std::vector<std::string> live(MonotonicTime now)
    {
        std::erase_if(m_until, [now](const auto &entry) { return entry.second <= now; });
        std::vector<std::string> out;
        for (const auto &[instance, until] : m_until)
            out.push_back(instance);
        return out;
    }
    [[nodiscard]] std::chrono::seconds lease() const { return m_lease; }

private:
    std::chrono::seconds m_lease;
    std::map<std::string, MonotonicTime> m_until;
};

} // namespace freshet
