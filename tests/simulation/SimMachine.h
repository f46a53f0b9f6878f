// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "SimHost.h"
#include "core/pick/SwarmPicker.h"
#include "core/pick/UploadQueue.h"

#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace freshet {

class SimSwarm;

/// One life of a machine's process: the brains of a content, and what their owner does with them.
///
/// The rules of the owner, which are those of any owner of these brains:
/// - Blocks: a peer is asked for as many blocks as it delivers in two round trips and 10 ms, at least 8 (32 while it is new), refilled on
///   every block that comes. A peer that has nothing to give is asked again when it has something new, when anything else changes that frees
///   pieces (a peer goes, a piece fails, a request is refused), and at each tick.
/// - Uploads: a peer is busy from when it is handed a batch until its socket says that it wants more (unsent bytes below a low-water mark);
///   every request, and everybody who is not busy any more, is an occasion to ask the queue again. Nothing unproven is sent.
/// - HAVE is said to everybody when a piece is proven, before the claim of it ends.
/// - Ranged sources: one request at a time in a site, two when alone. Before a piece of a run is begun, and whenever a peer's claims or pieces change,
///   the board is asked whether it may go on; if not, the request ends there.
/// - Claims are said to every peer of the site when they change and at least every 500 ms while there is something to claim, to a new peer at once, and
///   passed on once with one hop more, to eight others in turn.
/// - A piece that fails its proof: a single sender is banned at once; of several nobody is, and the piece is fetched again from one alone.
class SimMachine {
public:
    SimMachine(SimSwarm &swarm, SimHost &host, std::uint64_t rank);
    ~SimMachine();

    void begin();
    void end(bool silently);

    // Connections.
    /// The far end of a connection: who, which life of it, and how it names this one.
    struct FarEnd {
        SimHost *host = nullptr;
        std::uint32_t life = 0;
        PeerKey key;
    };
    [[nodiscard]] PeerKey nextKey() const { return PeerKey{static_cast<std::uint32_t>(m_peers.size())}; }
    void onConnected(const FarEnd &far);
    void onDisconnected(PeerKey key);
    [[nodiscard]] bool isConnectedTo(const SimHost &host) const;
    [[nodiscard]] std::size_t connections() const { return m_open; }
    [[nodiscard]] bool isBanned(const SimHost &host) const { return m_banned.contains(host.number); }
    void disconnectFromOtherHalf();

    /// The disk has room again.
    void resume();
    void setUseHttp(bool use);

    [[nodiscard]] std::uint32_t life() const { return m_life; }
    [[nodiscard]] const SwarmPicker &picker() const { return m_picker; }
    [[nodiscard]] const PieceSet &verified() const { return m_verified; }
    [[nodiscard]] bool isReading() const { return !m_lanes.empty(); }
    /// Bytes that have come and are neither useful nor wasted yet.
    [[nodiscard]] std::uint64_t pending() const;
    /// Of what is proven, lost if the process dies now.
    [[nodiscard]] std::uint64_t unsyncedBytes() const;
    [[nodiscard]] SimHost &host() const { return m_host; }

private:
    struct Peer {
        FarEnd far;
        bool open = false;
        bool near = false;
        std::shared_ptr<SimFlow> flow; ///< to it
        std::vector<BlockIndex> asked;
        MonotonicTime since{};
        MonotonicTime firstBlock = MonotonicTime::max();
        MonotonicTime rateSince{};
        std::uint64_t rateBytes = 0;
        double rate = 0; ///< bytes per second
        std::vector<BlockIndex> unsaidCancels;
    };
    struct Lane {
        std::shared_ptr<SimFlow> flow;
        PieceRun run;
        PieceIndex piece; ///< under way
        std::uint64_t filled = 0;
        MonotonicTime since{};
        bool active = false;
    };

    [[nodiscard]] MonotonicTime now() const;
    template <typename Say>
    void tell(PeerKey key, Say say);
    template <typename Act>
    void later(std::chrono::nanoseconds delay, Act act);
    void tick();

    // Downloading from peers.
    void onPieces(PeerKey key, const PieceSet &pieces);
    void onHave(PeerKey key, PieceIndex piece);
    void onParcel(PeerKey key, const SimParcel &parcel);
    void onRejected(PeerKey key, const std::vector<BlockIndex> &blocks);
    void pump(PeerKey key);
    void pumpAll();
    [[nodiscard]] std::size_t depth(const Peer &peer) const;
    void cancel(PeerKey key, BlockIndex block);
    void sayCancels();
    void forget(Peer &peer, BlockIndex block);

    // Proof and disk.
    void throwDropped();
    void onPieceComplete(PieceIndex piece);
    void onProven(PieceIndex piece);
    void onDisproven(PieceIndex piece);
    void onBlockHashes(PieceIndex piece);
    [[nodiscard]] std::vector<std::uint32_t> badBlocks(PieceIndex piece) const;
    void sync();
    void ban(PeerKey key);
    void pause();

    // Uploading.
    void onRequests(PeerKey key, const std::vector<BlockIndex> &blocks);
    void onCancels(PeerKey key, const std::vector<BlockIndex> &blocks);
    void pumpUploads();

    // HTTP and claims.
    void pumpHttp();
    void onHttpBytes(Lane &lane, const SimParcel &parcel);
    void startLane(PieceRun run);
    void cut(Lane &lane);
    void checkLanes();
    void onClaim(PeerKey key, const SiteClaim &claim);
    void sayClaims(bool renew);
    [[nodiscard]] SiteClaim statement() const;

    SimSwarm &m_swarm;
    SimHost &m_host;
    std::uint32_t m_life;
    SiteRank m_rank;
    SwarmPicker m_picker;
    UploadQueue m_uploads;
    std::vector<Peer> m_peers; ///< by key
    std::size_t m_open = 0;
    std::size_t m_openNear = 0;
    std::vector<std::unique_ptr<Lane>> m_lanes;
    PieceSet m_verified;
    std::vector<PieceIndex> m_unsynced;
    PieceSet m_spoilt;                    ///< by block: what came of it last is rubbish
    std::vector<std::uint64_t> m_filled;  ///< per piece of peers under way: bytes
    std::set<PieceIndex> m_awaiting;      ///< their proof
    std::vector<std::uint8_t> m_underWay; ///< per block: requests
    std::set<std::uint32_t> m_banned;
    std::vector<PeerKey> m_haveCancels;
    SiteClaim m_said;
    MonotonicTime m_saidAt{};
    std::size_t m_relayFrom = 0;
    double m_httpRate = 0;
    bool m_useHttp = true;
    bool m_paused = false;
    bool m_syncing = false;
};

} // namespace freshet
