// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/IpAddress.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace freshet {

/// Which machines may meet: content × group × scope, as one short number.
using PeerSetKey = std::array<std::uint64_t, 2>;

enum class PeerScope : std::uint8_t {
    Lan = 1,      ///< machines of one site, as `siteOf` says
    Group = 2,    ///< machines that name the same group
    Internet = 3, ///< everybody
};

struct PeerBookSettings {
    std::chrono::seconds lease{20 * 60};    ///< the original's clients come back every 15 minutes
    std::size_t maximumPeers = 4'000'000;   ///< in all
    std::uint32_t maximumPerAddress = 4096; ///< registrations of one address in one set
    std::size_t maximumAnswer = 200;
};

/// One machine says that it has, or wants, a content.
struct PeerAnnounce {
    PeerSetKey set{};
    std::array<std::byte, 20> content{}; ///< what `set` was made of, for listings
    PeerScope scope = PeerScope::Internet;
    std::array<std::byte, 20> peerId{};
    IpAddress observed{};              ///< where the announce came from
    std::optional<IpAddress> reported; ///< its own address behind NAT, by its own words
    std::uint16_t port = 0;
    bool complete = false;
    bool stopped = false; ///< it leaves
    std::size_t wanted = 0;
};

/// One registration, for the admin.
struct ListedPeer {
    std::array<std::byte, 20> content{};
    PeerScope scope{};
    IpAddress observed{};
    std::optional<IpAddress> reported{};
    std::uint16_t port = 0;
    bool complete = false;
    std::chrono::seconds left{}; ///< of its lease
};

struct NamedPeer {
    IpAddress ip{};
    std::uint16_t port = 0;
    std::array<std::byte, 20> peerId{};
    bool complete = false;
};

struct PeerAnswer {
    std::vector<NamedPeer> peers{};
    std::uint32_t complete = 0;
    std::uint32_t incomplete = 0;
    bool refused = false; ///< registered nothing: a limit is reached
};

/// Who has which content: the brain of the array. Invariants: an address is only named if an announce came from it, or if it is a private address
/// and both sides come from the same public one (A18); nobody is told of itself; a lease that was not renewed ends; memory is bounded by
/// `maximumPeers`. Pure: time and chance are arguments.
class PeerBook {
public:
    /// A number in [0, bound); bound > 0.
    using Chance = std::function<std::uint32_t(std::uint32_t bound)>;

    explicit PeerBook(const PeerBookSettings &settings, std::uint64_t salt);
    ~PeerBook();

    /// The set of a content for an asker. `content`: 20 bytes, the v1 info-hash or the first 20 bytes of the ContentId. `group`: of scope Group.
    [[nodiscard]] PeerSetKey keyOf(std::span<const std::byte> content, PeerScope scope, std::string_view group,
                                   const IpAddress &observed) const;

    PeerAnswer announce(const PeerAnnounce &announce, MonotonicTime now, const Chance &chance);
    /// What is registered; of a set that is not there, zeros.
    [[nodiscard]] PeerAnswer count(const PeerSetKey &set, MonotonicTime now);
    /// At most `maximum` registrations; of `content` alone, if there is one.
    [[nodiscard]] std::vector<ListedPeer> list(const std::optional<std::array<std::byte, 20>> &content,
                                               std::size_t maximum, MonotonicTime now) const;
    /// Forgets leases that ended, a few sets at a time. Call about once a second.
    void sweep(MonotonicTime now);

    [[nodiscard]] std::size_t size() const { return m_peers; }
    [[nodiscard]] std::size_t sets() const { return m_sets.size(); }

private:
    struct Set;
    struct KeyHash {
        std::size_t operator()(const PeerSetKey &key) const noexcept { return static_cast<std::size_t>(key[0]); }
    };

    void expire(Set &set, std::uint32_t now);
    void pick(Set &set, const PeerAnnounce &asker, std::uint32_t now, const Chance &chance, PeerAnswer &answer) const;
    [[nodiscard]] std::uint32_t seconds(MonotonicTime now) const;

    PeerBookSettings m_settings;
    std::uint64_t m_salt;
    std::size_t m_peers = 0;
    std::unordered_map<PeerSetKey, std::unique_ptr<Set>, KeyHash> m_sets;
    std::size_t m_sweepBucket = 0;
};

/// An address that is only valid within a site: RFC 1918 and unique local ones.
bool isPrivateAddress(const IpAddress &ip);

/// What machines of one LAN have in common in the eyes of a service. IPv4 behind NAT: the public address; IPv4 that comes as it is, because the service is in
/// the same network: its /24; IPv6: its /64.
IpAddress siteOf(const IpAddress &observed);

} // namespace freshet
