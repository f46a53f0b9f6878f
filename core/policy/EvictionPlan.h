// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/CacheLimits.h"
#include "core/policy/CacheTime.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace freshet {

/// One content of the cache as far as keeping it is concerned.
struct CachedContent {
    Bytes size; ///< on disk
    bool complete = true;
    bool delivered = false; ///< handed over at least once
    bool inUse = false;     ///< open, or wanted by a job that has not ended
    bool pinned = false;
    std::optional<WallTime>
        expireOn{};     ///< of a pinned content the end of its pin, of another the date that it was given
    WallTime lastUse{}; ///< last hand-over or completion; of an incomplete one the last time it grew
};

struct DiskSpace {
    Bytes capacity;
    Bytes available;
};

enum class EvictionReason {
    Expired,   ///< its date or its age
    Small,     ///< delivered, and below the minimum size to keep
    Quota,     ///< the cache holds more than it may
    DiskSpace, ///< the filesystem has less free space than it must have
};

struct Eviction {
    std::size_t content; ///< index into what was asked about
    EvictionReason reason;
    bool operator==(const Eviction &) const = default;
};

/// A pin whose end has passed is none.
bool isPinned(const CachedContent &content, const CacheTime &time);

/// When the content goes if nobody uses it until then; of a pinned one the end of its pin. None: no date.
std::optional<WallTime> plannedExpiry(const CachedContent &content, const CacheLimits &limits, const CacheTime &time);

/// What the contents that are not pinned may take together (policies DOMaxCacheSize, DOAbsoluteMaxCacheSize).
Bytes cacheQuota(const CacheLimits &limits, Bytes capacity);

/// What is to be deleted, in this order: what has expired, earliest first; what is too small to be kept; then, until quota and free
/// space are kept, the least recently used. Never what is pinned or in use. `wanted`: space that somebody is about to need; where
/// even everything would not make room for that, nothing is deleted for it.
std::vector<Eviction> planEviction(std::span<const CachedContent> contents, const CacheLimits &limits,
                                   const DiskSpace &disk, const CacheTime &time, Bytes wanted = {});

} // namespace freshet
