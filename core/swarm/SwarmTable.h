// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/PeerRow.h"
#include "core/base/PeerAddress.h"
#include "core/policy/PeerCandidates.h"
#include "core/swarm/SwarmPeer.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <vector>

namespace freshet {

/// Why an address in this state is not used, as people see it.
PeerUnused unusedOf(CandidateState state);

/// The peers of one content as lines for people: one for each connection, each address that might become one, and for what is left of those
/// that ended. Invariants: one line per peer, under the same id as long as it is listed, whether it is connected or not; at most
/// `maximumCandidates` addresses without a connection and `maximumPast` ended connections; the table is made anew only when something happened, at most once per
/// `interval`. Non-duty: deciding anything.
class SwarmTable {
public:
    static constexpr std::size_t maximumCandidates = 100;
    static constexpr std::size_t maximumPast = 64;
    static constexpr std::chrono::milliseconds interval{500};

    /// An open connection and what only others know of it.
    struct Connection {
        const SwarmPeer *peer = nullptr;
        CandidateSource foundBy = CandidateSource::Incoming;
        std::optional<MonotonicTime> avoidedUntil{}; ///< it stalled
    };
    using BannedUntil = std::function<std::optional<MonotonicTime>(const PeerAddress &)>;

    /// Keeps the numbers of a connection that ended.
    void onClosed(const SwarmPeer &peer, ErrorCode error, MonotonicTime now);

    /// Whether latest() is out of date. `activity` counts what happened.
    [[nodiscard]] bool isDue(std::uint64_t activity, MonotonicTime now) const;
    /// `candidates`: best first. `isFull`: no further connection is wanted. `nextId`: of new lines, shared by all tables of the engine.
    const std::shared_ptr<const PeerTable> &build(std::span<const Connection> connections,
                                                  const std::vector<CandidateRow> &candidates, bool isFull,
                                                  const BannedUntil &bannedUntil, std::uint64_t &nextId,
                                                  std::uint64_t activity, MonotonicTime now);
    [[nodiscard]] const std::shared_ptr<const PeerTable> &latest() const { return m_latest; }
    /// It changes by itself: a rate falls, or a wait ends.
    [[nodiscard]] bool isLive() const { return m_isLive; }

private:
    /// What is left of a connection.
    struct Past {
        PeerRow row;
        MonotonicTime at{};
    };
    struct Ids {
        std::map<PeerKey, std::uint64_t> ofPeers;
        std::map<PeerAddress, std::uint64_t> ofAddresses;
    };

    std::map<PeerAddress, Past> m_past; ///< by where it listens
    Ids m_ids;                          ///< of the lines of `m_latest`
    std::shared_ptr<const PeerTable> m_latest;
    std::uint64_t m_activity = 0;
    MonotonicTime m_builtAt{};
    std::optional<MonotonicTime> m_changesAt; ///< a wait ends
    bool m_isLive = false;
};

} // namespace freshet
