// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/PeerBook.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace freshet {

/// The peers of one content × group × scope, in one flat vector with an index over it and a ring per site. About 100 bytes per peer.
/// Invariant: one entry per (observed address, reported address, port); entries of one observed address form one ring.
struct PeerBook::Set {
    static constexpr std::uint32_t none = UINT32_MAX;

    struct Peer {
        std::array<std::byte, 16> observed{};
        std::array<std::byte, 16> reported{}; ///< zeros: none
        std::array<std::byte, 20> id{};
        std::uint32_t until = 0;    ///< second in which the lease ends
        std::uint32_t nextSite = 0; ///< ring of those with the same observed address
        std::uint32_t lastSite = 0;
        std::uint16_t port = 0;
        bool complete = false;
        bool observedIsV4 = false;
        bool reportedIsV4 = false;
    };
    struct Site {
        std::uint32_t head = none;
        std::uint32_t count = 0;
    };

    std::vector<Peer> peers{};
    std::vector<std::uint32_t> index{}; ///< open addressing over `peers`; `none`: free
    std::unordered_map<std::uint64_t, Site> sites{};
    std::array<std::byte, 20> content{};
    PeerScope scope{};
    std::uint32_t complete = 0;
    std::uint32_t expireAt = 0; ///< cursor of the expiry walk over `peers`

    [[nodiscard]] std::uint32_t find(const Peer &peer) const;
    /// The entry is not there yet.
    std::uint32_t add(const Peer &peer);
    void remove(std::uint32_t slot);
    [[nodiscard]] Site *siteOf(const std::array<std::byte, 16> &observed);

private:
    [[nodiscard]] std::size_t place(const Peer &peer) const;
    void rebuildIndex(std::size_t size);
    [[nodiscard]] std::size_t positionOf(std::uint32_t slot) const;
    void eraseIndex(std::size_t at);
    void join(std::uint32_t slot);
    void leave(std::uint32_t slot);
};

} // namespace freshet
