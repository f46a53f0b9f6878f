// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/SwarmHash.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace freshet {

/// One datagram of BEP 14 (local service discovery): "I listen on this port and take part in these swarms".
struct LanAnnounce {
    /// BEP 14: no datagram of ours is longer, so that none is fragmented.
    static constexpr std::size_t maximumComposed = 1400;
    /// What is longer is not looked at: nothing fits into an Ethernet frame.
    static constexpr std::size_t maximumParsed = 1500;
    /// As many hashes as fit into maximumComposed with the longest of the other headers; more are not read either.
    static constexpr std::size_t maximumHashes = 24;
    static constexpr std::size_t maximumCookie = 64;

    std::uint16_t port = 0;          ///< TCP, 1…65535
    std::vector<SwarmHash> hashes{}; ///< 1…maximumHashes
    std::string cookie{};            ///< whose announce it is; may be empty

    bool operator==(const LanAnnounce &) const = default;
};

inline constexpr std::uint16_t lanDiscoveryPort = 6771;
inline constexpr std::string_view lanDiscoveryGroup4 = "239.192.152.143";
inline constexpr std::string_view lanDiscoveryGroup6 = "ff15::efc0:988f";

/// `group` goes into the Host header, an IPv6 one in brackets. The announce must satisfy the limits above and the cookie
/// consist of printable ASCII: both are the caller's promise.
std::string composeLanAnnounce(const LanAnnounce &announce, std::string_view group);

/// nullopt for anything that is not an announce with a port and at least one hash. Header names are read in either
/// case, unknown headers and malformed hashes are skipped, all-zero hashes too (BEP 14: ignore what is not
/// understood). Allocates no more than the result holds.
std::optional<LanAnnounce> parseLanAnnounce(std::span<const std::byte> datagram);

} // namespace freshet
