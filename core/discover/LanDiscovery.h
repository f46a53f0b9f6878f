// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Digest.h"
#include "core/base/PeerAddress.h"
#include "core/base/SwarmHash.h"
#include "core/discover/AnnounceSchedule.h"
#include "core/policy/LocalNetwork.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace freshet {

struct LanDiscoveryOptions {
    /// Off: no socket is opened, nothing is sent or heard.
    bool enabled = true;
    /// Also on the loopback interface, so that programs of one machine find each other.
    bool loopback = false;
    AnnounceTiming timing{};
    std::size_t maximumPeersPerContent = 256;
    std::size_t maximumPeers = 4096; ///< of all contents together
    int maximumPortsPerHost = 4;     ///< per content; on loopback as many as maximumPeersPerContent
    /// Datagrams looked at per second on each of both sockets; what comes beyond that is left to the kernel to drop.
    int maximumDatagramsPerSecond = 5000;
    /// Datagrams sent per second on one link, all contents together.
    int maximumAnnouncesPerSecond = 50;
};

struct LanPeer {
    ContentId content{};
    PeerAddress address{};      ///< of the sender, with the port it listens on; link-local ones with their scope
    std::uint64_t machine = 0;  ///< a hash of its cookie, 0 without one: see FoundPeer::machine
    bool theyDialFirst = false; ///< its cookie is smaller than ours: both know it
};

/// How discovery fares on one link.
struct LanLink {
    std::uint32_t interface = 0;
    std::string name{};
    bool isV4 = true;
    bool joined = false;
    std::string problem{}; ///< the system's words when not joined, or when the last announce could not be sent
    std::uint64_t announcesSent = 0;
    std::uint64_t announcesHeard = 0; ///< valid, from others
};

/// What was not acted upon, for people who wonder why nobody is found.
struct LanIgnored {
    std::uint64_t malformed = 0;
    std::uint64_t own = 0;
    std::uint64_t foreignSubnet = 0; ///< source not in a subnet of the interface it came in on (attack A17)
    std::uint64_t notMulticast = 0;  ///< sent to us alone, not to the group
    std::uint64_t unknownContent = 0;
    std::uint64_t overCap = 0;
};

/// LAN discovery by BEP 14: says which contents we have or want, and hears who else does, on every link that is up and
/// can multicast. 239.192.152.143 and [ff15::efc0:988f], UDP port 6771, TTL 1.
/// Announces a content at once when it is added, then as AnnounceSchedule says. Hears on every link what it announces
/// on, and nothing else.
/// Invariants: nothing is said about a content that was not added; nothing is ever answered to a single address, so
/// no datagram can be aimed at a victim (A19); memory is bounded whatever is heard; one peer of a content is
/// reported at most once a minute.
/// Not its duty: dialling, admitting, deciding which contents may be peered.
class LanDiscovery : public QObject {
    Q_OBJECT
public:
    /// Called from the event loop, never from inside a call of LanDiscovery; it may call anything but its destructor.
    /// Clock and listener must outlive it.
    class Listener {
    public:
        virtual ~Listener() = default;
        virtual void onLanPeer(const LanPeer &peer) = 0;
        /// The link they were heard on is gone (fault F17).
        virtual void onLanPeersGone(const ContentId &content, const std::vector<PeerAddress> &peers) = 0;
    };

    LanDiscovery(LanDiscoveryOptions options, const Clock &clock, Listener &listener);
    ~LanDiscovery() override;

    /// Where peers can reach us. An unspecified address stands for every address of its family. Where we do not listen
    /// we hear but say nothing.
    void setListening(std::vector<PeerAddress> listening);
    /// The interfaces that are up, at first and whenever they change (NetworkWatch). New links are joined and
    /// everything is announced there; those that vanished are left.
    void setNetwork(const LocalNetwork &network);

    /// The content may be peered: announce it and listen for it. `hashes`: its names, the v1 info-hash first (older
    /// programs read one hash per datagram); at least one, at most 3. Adding it again changes nothing but the hashes.
    void add(const ContentId &content, std::vector<SwarmHash> hashes);
    /// It is no longer spoken of. BEP 14 has no farewell.
    void remove(const ContentId &content);

    [[nodiscard]] std::vector<LanLink> links() const;
    [[nodiscard]] LanIgnored ignored() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace freshet
