// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/PeerAddress.h"
#include "core/policy/LocalNetwork.h"
#include "core/policy/PeerFacts.h"

#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace freshet {

/// A line of a classification table: addresses of the prefix have the class. The longest prefix that fits counts.
struct ClassTableEntry {
    IpAddress prefix{};
    int prefixLength = 0;
    PeerClass peerClass = PeerClass::Internet;

    /// "192.0.2.0/24=lan", "2001:db8::7=group", "127.3.0.0/16=internet"; without a length one address.
    static std::optional<ClassTableEntry> fromText(std::string_view text);
    bool operator==(const ClassTableEntry &) const = default;
};

struct ClassifiedPeer {
    PeerClass peerClass = PeerClass::Internet;
    PeerClassReason reason = PeerClassReason::PublicAddress;

    bool operator==(const ClassifiedPeer &) const = default;
};

/// What decides how near a peer is and whether it may be spoken to: settings and facts, no state.
struct PeerRules {
    DownloadMode mode = DownloadMode::Lan;
    LocalNetwork network{};
    std::vector<PeerAddress> listening{};     ///< where we listen; an unspecified address means all of ours
    std::vector<ClassTableEntry> table{};     ///< overrides everything else
    std::optional<IpAddress> publicAddress{}; ///< how the world sees us, when somebody told
    /// What the array said of addresses that say nothing themselves: of our site, or of our group. Bounded by whoever tells.
    std::map<IpAddress, PeerClass> matched{};
    /// Every link proves a common group credential before anything is said: so whoever can be spoken to is of the group.
    bool requiresGroup = false;

    bool operator==(const PeerRules &) const = default;
};

/// In this order: the table, this machine, link-local, a subnet of ours, our public address, then `provedGroup` (the
/// peer proved with its credential that it belongs to our group; only known once connected), then what the array matched, else internet.
ClassifiedPeer peerClass(const IpAddress &ip, const PeerRules &rules, bool provedGroup = false);

/// Ready if the mode lets us speak with a peer of that class, in either direction; else ModeForbidsPeers, ModeLanOnly or
/// ModeGroupOnly. An address that the user gave by hand is allowed in every mode with peers (1, 2, 3): giving it is
/// the user's decision about that peer.
CandidateState permission(DownloadMode mode, PeerClass peerClass, CandidateSource source);

/// Whether an address makes sense as one to dial: Ready, Unusable, OwnAddress or PortRefused.
/// Ports below 1024 are refused from every source but the user: a stranger must not be able to point
/// machines at other people's services (attacks A16 and A18).
CandidateState dialable(const PeerAddress &address, CandidateSource source, const PeerRules &rules);

/// Whether a tracker that was reached at `trackerAddress` may name `peer`: an address must reach at least as far as its
/// teller's (AddressScope), so that no server on the internet sends us to machines behind our router (attack A18).
bool mayName(const IpAddress &trackerAddress, const IpAddress &peer);

} // namespace freshet
