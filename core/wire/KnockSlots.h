// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/PeerEndpoint.h"

#include <array>
#include <cstddef>
#include <map>
#include <span>

namespace freshet {

/// Counts the incoming connections that have not shown yet whom they are for, by address and by prefix (IPv4 /24, IPv6 /64), so that
/// one machine or one network that never finishes a handshake leaves room for the others.
/// Memory is bounded by the total.
class KnockSlots {
public:
    struct Limits {
        std::size_t perAddress = 16;
        std::size_t perPrefix = 128; ///< a whole site may start at the same moment
        std::size_t total = 512;
    };

    explicit KnockSlots(const Limits &limits)
        : m_limits(limits)
    {
    }

    /// True, and counted, when there is room for one more from this address.
    bool take(const PeerEndpoint &from);
    /// Ends what take began.
    void give(const PeerEndpoint &from);
    [[nodiscard]] std::size_t taken() const { return m_total; }

private:
    /// The length of an address or prefix, then its bytes, then zeros.
    using Key = std::array<std::byte, 17>;
    using Counts = std::map<Key, std::size_t>;

    static Key key(std::span<const std::byte> address);
    static Key prefixKey(std::span<const std::byte> address);

    Limits m_limits;
    std::size_t m_total = 0;
    Counts m_addresses;
    Counts m_prefixes;
};

} // namespace freshet
