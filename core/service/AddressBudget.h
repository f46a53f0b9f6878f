// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/IpAddress.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace freshet {

struct BudgetSettings {
    std::uint32_t connections = 256; ///< at a time, of one address
    double requestsPerSecond = 2000; ///< of one address in the long run; a whole site may be behind it
    double burst = 4000;
    std::size_t maximumAddresses = 65536;
};

/// What one address (of IPv6, its /64) may use. Pure. Invariant: at most `maximumAddresses` are remembered; one without
/// connections that has its full burst again is forgotten first, and a newcomer for whom there is no place is refused.
class AddressBudget {
public:
    explicit AddressBudget(const BudgetSettings &settings)
        : m_settings(settings)
    {
    }

    bool onConnect(const IpAddress &from, MonotonicTime now)
    {
        Entry *entry = get(from, now);
        if (!entry || entry->connections >= m_settings.connections)
            return false;
        ++entry->connections;
        return true;
    }
    void onDisconnect(const IpAddress &from)
    {
        if (const auto found = m_entries.find(keyOf(from)); found != m_entries.end() && found->second.connections > 0)
            --found->second.connections;
    }
    /// Whether one more request may be answered.
    bool onRequest(const IpAddress &from, MonotonicTime now)
    {
        Entry *entry = get(from, now);
        if (!entry)
            return false;
        refill(*entry, now);
        if (entry->tokens < 1)
            return false;
        entry->tokens -= 1;
        return true;
    }
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }

private:
    struct Entry {
        std::uint32_t connections = 0;
        double tokens = 0;
        MonotonicTime at{};
    };

    static IpAddress keyOf(const IpAddress &from) { return from.isV4() ? from : from.prefix(64); }

    void refill(Entry &entry, MonotonicTime now) const
    {
        const std::chrono::duration<double> passed = now - entry.at;
        entry.tokens = std::min(m_settings.burst, entry.tokens + passed.count() * m_settings.requestsPerSecond);
        entry.at = now;
    }

    Entry *get(const IpAddress &from, MonotonicTime now)
    {
        const IpAddress key = keyOf(from);
        if (const auto found = m_entries.find(key); found != m_entries.end())
            return &found->second;
        if (m_entries.size() >= m_settings.maximumAddresses) {
            std::erase_if(m_entries, [&](auto &entry) {
                refill(entry.second, now);
                return entry.second.connections == 0 && entry.second.tokens >= m_settings.burst;
            });
            if (m_entries.size() >= m_settings.maximumAddresses)
                return nullptr;
        }
        return &m_entries.emplace(key, Entry{.tokens = m_settings.burst, .at = now}).first->second;
    }

    BudgetSettings m_settings;
    std::unordered_map<IpAddress, Entry> m_entries;
};

} // namespace freshet
