// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Digest.h"
#include "core/base/PeerAddress.h"
#include "core/policy/LocalNetwork.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace freshet {

/// Who is not spoken to, about one content or at all, and until when. Bans expire; the list is bounded: when it is full the ban that would
/// end first makes room.
///
/// What a ban covers: an IPv4 address; the /64 of an IPv6 address, since who has one address of it has all. But
/// the single IPv6 address where it is on our own link, because there the /64 is the whole LAN, the honest ones too;
/// and the single port where the address is this machine's, because there one address is many programs.
class BanList {
public:
    struct Entry {
        IpAddress ip{};
        int prefixLength = 128;
        std::uint16_t port = 0; ///< 0: all ports
        MonotonicTime until{};
        std::optional<ContentId> content{}; ///< nothing: whatever it is about
    };

    static constexpr std::chrono::seconds defaultDuration{3600};

    explicit BanList(std::size_t maximumEntries = 4096)
        : m_maximumEntries(maximumEntries)
    {
    }

    /// A longer ban of the same peer about the same content stays as it is.
    void ban(const PeerAddress &peer, const LocalNetwork &network, MonotonicTime now,
             std::chrono::seconds duration = defaultDuration, const std::optional<ContentId> &content = std::nullopt);
    /// All bans of the peer. False if there was none.
    bool unban(const PeerAddress &peer, const LocalNetwork &network);

    /// Whether it is not spoken to about `content`; without one, whatever it is about.
    [[nodiscard]] bool isBanned(const PeerAddress &peer, const LocalNetwork &network, MonotonicTime now,
                                const std::optional<ContentId> &content = std::nullopt) const;
    /// When that ends; nothing when there is no ban.
    [[nodiscard]] std::optional<MonotonicTime> bannedUntil(
        const PeerAddress &peer, const LocalNetwork &network, MonotonicTime now,
        const std::optional<ContentId> &content = std::nullopt) const;
    /// Bans in force.
    [[nodiscard]] std::vector<Entry> entries(MonotonicTime now) const;

private:
    struct Key {
        IpAddress ip{};
        std::uint16_t port = 0;
        std::optional<ContentId> content{};
        auto operator<=>(const Key &) const = default;
    };
    struct Ban {
        int prefixLength = 128;
        MonotonicTime until{};
    };
    static std::pair<Key, int> keyOf(const PeerAddress &peer, const LocalNetwork &network);
    void dropExpired(MonotonicTime now);

    std::map<Key, Ban> m_bans;
    std::size_t m_maximumEntries;
};

} // namespace freshet
