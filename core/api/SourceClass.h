// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <QString>

#include <array>
#include <cstddef>

namespace freshet {

/// Where bytes come from. Always in this order, everywhere.
enum class SourceClass { LanPeers, GroupPeers, InternetPeers, CacheServer, HttpOrigin };

inline constexpr std::size_t sourceClassCount = 5;
/// Bytes go to peers alone: the first three classes.
inline constexpr std::size_t peerClassCount = 3;

/// "LanPeers", "GroupPeers", "InternetPeers", "CacheServer", "HttpOrigin".
QString sourceClassName(SourceClass source);

/// Bytes by class, in both directions. `wasted` arrived and was of no use; it is in no class.
struct SourceBytes {
    std::array<Bytes, sourceClassCount> from{};
    std::array<Bytes, peerClassCount> to{};
    Bytes wasted;

    [[nodiscard]] Bytes fromClass(SourceClass source) const { return from[static_cast<std::size_t>(source)]; }
    [[nodiscard]] Bytes fromPeers() const { return from[0] + from[1] + from[2]; }
    /// From the origin and the cache server together.
    [[nodiscard]] Bytes fromHttp() const { return from[3] + from[4]; }
    [[nodiscard]] Bytes received() const { return fromPeers() + fromHttp(); }
    [[nodiscard]] Bytes sent() const { return to[0] + to[1] + to[2]; }

    SourceBytes &operator+=(const SourceBytes &other);
    bool operator==(const SourceBytes &) const = default;
};

} // namespace freshet
