// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Digest.h"
#include "core/base/PeerAddress.h"
#include "core/base/SwarmHash.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace freshet {

/// The contents that are spoken of on the LAN, and who was heard for each. Pure.
/// Invariant: memory is bounded by the limits whatever is heard (attack A17).
class LanContents {
public:
    struct Limits {
        std::size_t perContent = 0;
        std::size_t total = 0;
        std::size_t portsPerHost = 0;
    };
    struct Heard {
        bool isNew = false;    ///< not known, or silent for long, or started anew: it deserves an answer
        bool isReport = false; ///< not reported within the last minute
    };
    struct Sender {
        PeerAddress address{};
        std::uint32_t interface = 0;
        std::uint64_t machine = 0;
        bool isOwnMachine = false; ///< many programs may share its addresses
    };
    struct Gone {
        ContentId content{};
        std::vector<PeerAddress> peers{};
    };

    explicit LanContents(const Limits &limits)
        : m_limits(limits)
    {
    }

    /// True if the content is new here.
    bool add(const ContentId &content, std::vector<SwarmHash> hashes);
    /// True if it was here.
    bool remove(const ContentId &content);
    [[nodiscard]] const std::vector<SwarmHash> &hashes(const ContentId &content) const;
    [[nodiscard]] std::vector<ContentId> all() const;

    /// The contents that hashes of one announce name, each once; unknown hashes name nothing.
    [[nodiscard]] std::vector<ContentId> named(const std::vector<SwarmHash> &hashes) const;
    /// nullopt: there is no room for one more.
    std::optional<Heard> onHeard(const ContentId &content, const Sender &sender, MonotonicTime now);
    [[nodiscard]] std::size_t peerCount(const ContentId &content) const;
    [[nodiscard]] std::size_t totalPeers() const { return m_total; }

    /// Forgets those whose interface or subnet is gone, and tells who they were.
    template <typename IsHere> // bool(std::uint32_t interface, const IpAddress &)
    std::vector<Gone> forgetUnless(IsHere isHere)
    {
        std::vector<Gone> gone;
        for (auto &[content, entry] : m_contents) {
            Gone those{.content = content};
            for (auto peer = entry.peers.begin(); peer != entry.peers.end();) {
                if (isHere(peer->second.interface, peer->first.ip)) {
                    ++peer;
                    continue;
                }
                those.peers.push_back(peer->first);
                peer = entry.peers.erase(peer);
                --m_total;
            }
            if (!those.peers.empty())
                gone.push_back(std::move(those));
        }
        return gone;
    }

private:
    struct Peer {
        std::uint32_t interface = 0;
        std::uint64_t machine = 0;
        MonotonicTime heard{};
        MonotonicTime reported{};
    };
    struct Content {
        std::vector<SwarmHash> hashes{};
        std::unordered_map<PeerAddress, Peer> peers{};
    };

    void forgetHashes(const Content &entry);
    bool makeRoom(Content &entry, MonotonicTime now);

    Limits m_limits;
    std::map<ContentId, Content> m_contents;
    std::map<SwarmHash, ContentId> m_byHash;
    std::size_t m_total = 0;
};

} // namespace freshet
