// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pick/SwarmPicker.h"
#include "core/swarm/SwarmPeer.h"

#include <functional>
#include <unordered_map>

namespace freshet {

/// Tells the machines of the site what this one fetches from beyond the LAN, and passes on what they tell where not everybody is
/// connected with everybody. Invariants: something new is said at once, anything else at most every `renewal`; nothing is said while
/// there is nothing to say. Non-duty: what follows from claims (ClaimBook).
class ClaimExchange {
public:
    static constexpr std::chrono::milliseconds renewal{500};
    static constexpr std::chrono::milliseconds lapse{2000};
    /// With so many neighbours not every machine of the site is one of them: claims are passed on.
    static constexpr std::size_t relayFrom = 40;

    ClaimExchange(SwarmPicker &board, const Clock &clock);

    [[nodiscard]] bool hasListeners() const;
    void onPeer(SwarmPeer &peer);
    void onPeerGone(SwarmPeer &peer);
    /// Its extension handshake came: it may understand claims. It is told what there is to tell.
    void onExtensions(SwarmPeer &peer);
    void onClaims(SwarmPeer &peer, const ClaimMessage &message);
    /// What is under way has changed, or (`renew`) time has passed.
    void update(bool renew);

private:
    void tellAll(const SiteClaim &claim, const SwarmPeer *except);

    SwarmPicker &m_board;
    const Clock &m_clock;
    std::unordered_map<PeerKey, SwarmPeer *> m_neighbours; ///< of the site
    SiteClaim m_said;
    MonotonicTime m_saidAt;
    std::uint32_t m_sequence = 0;
};

} // namespace freshet
