// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/PeerAddress.h"
#include "core/policy/LocalNetwork.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <vector>

namespace freshet {

enum class BanCause {
    BadBytes, ///< it sent bytes that failed their proof
    User,     ///< whoever commands the engine wants it so
};

/// Who is not spoken to, and until when. Bans expire; the list is bounded: when it is full the ban that would end first
/// makes room.
///
/// What a ban covers: an IPv4 address; the /64 of an IPv6 address, since who has one address of it has all. But
/// the single IPv6 address where it is on our own link, because there the /64 is the whole LAN, the honest ones too;
/// and the single port where the address is this machine's, because there one address is many programs (all of them with port 0).
class BanList {
public:
    struct Entry {
        IpAddress ip{};
        int prefixLength = 128;
        std::uint16_t port = 0; ///< 0: all ports
        MonotonicTime until{};
        BanCause cause = BanCause::BadBytes;
    };

    static constexpr std::chrono::seconds defaultDuration{3600};

    explicit BanList(std::size_t maximumEntries = 4096)
        : m_maximumEntries(maximumEntries)
    {
    }
    /// Whoever is banned in `wider` is banned here too; it outlives this.
    explicit BanList(const BanList *wider)
        : BanList()
    {
        m_wider = wider;
    }

    /// A longer ban of the same peer stays as it is.
    void ban(const PeerAddress &peer, const LocalNetwork &network, MonotonicTime now,
             std::chrono::seconds duration = defaultDuration, BanCause cause = BanCause::BadBytes);
    /// False if there was none here.
    bool unban(const PeerAddress &peer, const LocalNetwork &network);

    [[nodiscard]] bool isBanned(const PeerAddress &peer, const LocalNetwork &network, MonotonicTime now) const;
    /// When the ban ends; nothing when there is none.
    [[nodiscard]] std::optional<MonotonicTime> bannedUntil(const PeerAddress &peer, const LocalNetwork &network,
                                                           MonotonicTime now) const;
    /// Bans in force, those of a wider list not among them.
    [[nodiscard]] std::vector<Entry> entries(MonotonicTime now) const;

private:
    struct Key {
        IpAddress ip{};
        std::uint16_t port = 0;
        auto operator<=>(const Key &) const = default;
    };
    struct Ban {
        int prefixLength = 128;
        MonotonicTime until{};
        BanCause cause = BanCause::BadBytes;
    };
    static std::pair<Key, int> keyOf(const PeerAddress &peer, const LocalNetwork &network);
    void dropExpired(MonotonicTime now);

    const BanList *m_wider = nullptr;
    std::map<Key, Ban> m_bans;
    std::size_t m_maximumEntries;
};

} // namespace freshet
