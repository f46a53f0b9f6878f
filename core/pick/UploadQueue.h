// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"
#include "core/pick/PeerKey.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace freshet {

/// What peers asked of a content, and whom to answer next. Pure.
///
/// A peer is served a piece's worth of requests before the next peer's turn, so that it soon has something whole to pass on, rather
/// than all getting everything late. Nearer classes go first, then who was given least lately. At most `slots` peers are being
/// served (have unsent bytes) at a time. Invariant: at most `maximumQueued` requests per peer are held.
/// Non-duty: reading, sending, bandwidth.
class UploadQueue {
public:
    struct Settings {
        std::uint32_t slots = 3;
        std::uint32_t batch = 16; ///< blocks that are handed over at a time
        /// Blocks that a peer is given before somebody else of its class has a turn: a piece, so that there is soon somebody else to ask for it.
        std::uint32_t turn = 64;
        std::uint32_t maximumQueued = 250;
    };
    struct Batch {
        PeerKey peer;
        std::vector<BlockIndex> blocks;
    };

    UploadQueue() = default;
    explicit UploadQueue(const Settings &settings)
        : m_settings(settings)
    {
    }

    /// `distance`: 0 for the LAN, growing with the class. `served`: blocks that it was given on earlier connections, so that coming anew is no way
    /// to the front; it counts up to what others of now have been given.
    void onPeer(PeerKey peer, std::uint8_t distance, std::uint64_t served = 0);
    /// How many peers are being served at a time.
    void setSlots(std::uint32_t slots) { m_settings.slots = slots; }
    void onPeerGone(PeerKey peer);
    /// False if it is one too many (BEP 6: to be rejected).
    [[nodiscard]] bool onRequest(PeerKey peer, BlockIndex block);
    /// True if it had been waiting.
    bool onCancel(PeerKey peer, BlockIndex block);
    /// Drops all requests of the peer; they are given back for rejection.
    std::vector<BlockIndex> onChoked(PeerKey peer);
    /// The peer's connection takes no more at the moment, or is ready again.
    void onBusy(PeerKey peer, bool busy);
    /// Nothing may be sent to the peer at the moment: others are served meanwhile. Until allowAll().
    void onHeld(PeerKey peer);
    void allowAll();
    /// Blocks of the last batch, its last ones, that were not sent after all: they are the next ones again.
    void putBack(PeerKey peer, std::span<const BlockIndex> blocks);

    /// The next batch to send; its blocks have left the queue. None: nothing to do now.
    [[nodiscard]] std::optional<Batch> next();

    [[nodiscard]] std::size_t queued(PeerKey peer) const;
    [[nodiscard]] bool isEmpty() const { return m_queued == 0; }

private:
    struct Peer {
        std::uint8_t distance = 0;
        bool busy = false;
        bool held = false;
        std::uint32_t turnLeft = 0; ///< blocks; 0: not its turn
        std::uint64_t served = 0;   ///< in blocks; ages, see next()
        std::deque<BlockIndex> waiting{};
    };

    Settings m_settings;
    std::unordered_map<PeerKey, Peer> m_peers;
    std::size_t m_queued = 0;
    std::uint32_t m_busy = 0; ///< peers
    std::uint64_t m_sinceAging = 0;
};

} // namespace freshet
