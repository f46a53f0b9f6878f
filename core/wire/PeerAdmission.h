// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/wire/Handshake.h"
#include "core/wire/LivePeers.h"
#include "core/wire/PeerContent.h"
#include "core/wire/PeerDirection.h"
#include "core/wire/PeerEndpoint.h"
#include "core/wire/Transport.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace freshet {

/// Names one attempt to dial.
using DialId = Strong<struct DialIdTag, std::uint64_t>;

/// A peer whose handshake was fine and whom the admission wants: everything a PeerConnection is made from.
struct ReadyPeer {
    std::unique_ptr<Transport> transport;
    PeerContent content;
    PeerDirection direction = PeerDirection::Incoming;
    PeerEndpoint endpoint; ///< where the connection leads; of incoming ones the port is the peer's choice of the moment
    PeerId peerId;
    WireFeatures features;                       ///< what both sides offer
    WireInfoHash infoHash;                       ///< the one the peer named last; the fast set of BEP 6 is made from it
    std::optional<DialId> dial{};                ///< of outgoing ones
    std::unique_ptr<LivePeers::Ticket> ticket{}; ///< held by the connection as long as it lives
};

/// Who decides which connections become peers. Called from the event loop. Addresses, bans, classes and slots of admitted peers are
/// its matter; half-open connections, ourselves and double connections are dealt with before.
class PeerAdmission {
public:
    virtual ~PeerAdmission() = default;

    /// Whether anything may come from this address at all, before a byte is read. `direction` Incoming only.
    [[nodiscard]] virtual bool mayKnock(const PeerEndpoint &from) = 0;
    /// The content an incoming handshake names, if it may be shared with this address; nullopt closes without an answer.
    [[nodiscard]] virtual std::optional<PeerContent> contentFor(const WireInfoHash &infoHash,
                                                                const PeerEndpoint &from) = 0;
    /// A new peer, outgoing or incoming. Make a PeerConnection of it now, or let it go.
    virtual void onPeerReady(ReadyPeer peer) = 0;
    /// An outgoing attempt ended without a peer. Codes: ConnectFailed, Timeout, ConnectionLost, PeerProtocol, PeerRefused (ourselves, or
    /// a connection to the same peer exists), TlsFailed.
    virtual void onDialFailed(DialId dial, const PeerEndpoint &to, const Error &error) = 0;
};

} // namespace freshet
