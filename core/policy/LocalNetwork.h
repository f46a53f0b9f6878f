// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/IpAddress.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace freshet {

struct LocalAddress {
    IpAddress ip{};
    int prefixLength = 0; ///< 0…32 or 0…128

    bool operator==(const LocalAddress &) const = default;
};

/// A network interface that is up.
struct LocalInterface {
    std::uint32_t index = 0;
    std::string name{};
    bool isLoopback = false;
    bool canMulticast = false;
    std::vector<LocalAddress> addresses{};

    /// Whether `ip` is in the subnet of one of the addresses. Single-address subnets (/32, /128) hold the address
    /// itself alone; a link-local address matches by its scope.
    [[nodiscard]] bool isOnLink(const IpAddress &ip) const;

    bool operator==(const LocalInterface &) const = default;
};

/// This machine's interfaces as facts, told by core/discover's NetworkWatch or drawn by a test.
/// A value; equal values mean that nothing changed.
struct LocalNetwork {
    std::vector<LocalInterface> interfaces{}; ///< ascending by index

    [[nodiscard]] const LocalInterface *byIndex(std::uint32_t index) const;
    /// One of this machine's own addresses, or a loopback address.
    [[nodiscard]] bool isOwn(const IpAddress &ip) const;
    /// In the subnet of any interface, loopback included.
    [[nodiscard]] bool isOnLink(const IpAddress &ip) const;

    bool operator==(const LocalNetwork &) const = default;
};

} // namespace freshet
