// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/EvictionPlan.h"

#include <algorithm>
#include <numeric>

namespace freshet {

bool isPinned(const CachedContent &content, const CacheTime &time)
{
    return content.pinned && !(content.expireOn && time.hasPassed(*content.expireOn));
}

std::optional<WallTime> plannedExpiry(const CachedContent &content, const CacheLimits &limits, const CacheTime &time)
{
    if (isPinned(content, time) || (!content.pinned && content.expireOn))
        return content.expireOn;
    if (!limits.maximumAge)
        return std::nullopt;
    return time.countedFrom(content.lastUse) + *limits.maximumAge;
}

Bytes cacheQuota(const CacheLimits &limits, Bytes capacity)
{
    if (limits.maximumSize)
        return *limits.maximumSize;
    // Divided first: capacities times 100 may not fit.
    return Bytes{capacity.value() / 100 * std::min(limits.maximumPercent, 100U)};
}

std::vector<Eviction> planEviction(std::span<const CachedContent> contents, const CacheLimits &limits,
                                   const DiskSpace &disk, const CacheTime &time, Bytes wanted)
{
    std::vector<std::size_t> candidates;
    Bytes held;     // by contents that count
    Bytes possible; // what deleting all that may go would free
    for (std::size_t i = 0; i < contents.size(); ++i) {
        if (isPinned(contents[i], time))
            continue;
        held += contents[i].size;
        if (contents[i].inUse)
            continue;
        possible += contents[i].size;
        candidates.push_back(i);
    }
    if (disk.available + possible < wanted)
        wanted = {};

    std::vector<Eviction> plan;
    Bytes freed;
    const auto evict = [&](std::size_t i, EvictionReason reason) {
        plan.push_back({i, reason});
        freed += contents[i].size;
    };
    const auto expiry = [&](std::size_t i) { return plannedExpiry(contents[i], limits, time); };
    const auto hasExpired = [&](std::size_t i) {
        const auto date = expiry(i);
        return date && time.hasPassed(*date);
    };
    const auto alive = std::ranges::stable_partition(candidates, hasExpired);
    const std::span expired(candidates.begin(), alive.begin());
    std::ranges::stable_sort(expired, {}, expiry);
    for (const std::size_t i : expired)
        evict(i, EvictionReason::Expired);

    std::ranges::stable_sort(alive, {}, [&](std::size_t i) { return time.countedFrom(contents[i].lastUse); });
    const auto isSmall = [&](std::size_t i) {
        const CachedContent &c = contents[i];
        return c.complete && c.delivered && !c.expireOn && c.size < limits.minimumFileSize;
    };
    for (const std::size_t i : alive) {
        if (isSmall(i))
            evict(i, EvictionReason::Small);
    }
    const Bytes quota = cacheQuota(limits, disk.capacity);
    const Bytes needed = limits.freeDiskReserve + wanted;
    for (const std::size_t i : alive) {
        const bool overQuota = held - freed > quota;
        if (!overQuota && disk.available + freed >= needed)
            break;
        if (!isSmall(i))
            evict(i, overQuota ? EvictionReason::Quota : EvictionReason::DiskSpace);
    }
    return plan;
}

} // namespace freshet
