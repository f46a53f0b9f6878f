// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/base/Error.h"
#include "core/base/Units.h"
#include "core/meta/HashSpan.h"
#include "core/wire/ClaimMessage.h"
#include "core/wire/ExtensionHandshake.h"

#include <cstddef>
#include <span>

namespace freshet {

class PeerConnection;

/// Who owns peer connections and decides. One host may serve any number of connections: each call names its own.
///
/// Rules: calls come from the event loop of the connection's thread only, never from inside a method of the connection, and only
/// between PeerConnection::start and onPeerClosed, which comes at most once and last. In every call the host may use, close or
/// destroy this connection and others. Everything told was checked against the protocol and the geometry of the content; nothing
/// was checked against a digest but onPeerHashes.
class PeerHost {
public:
    virtual ~PeerHost() = default;

    /// The peer's extension handshake. Before it nothing is known of claims. A peer may send it again.
    virtual void onPeerExtensions(PeerConnection &peer, const ExtensionHandshake &handshake) = 0;

    /// What the peer said it has at the beginning (bitfield, have all, have none): see PeerConnection::pieces. A peer that has
    /// nothing may leave it out.
    virtual void onPeerPieces(PeerConnection &peer) = 0;
    /// A piece the peer did not have before.
    virtual void onPeerHave(PeerConnection &peer, PieceIndex piece) = 0;

    /// The peer does not serve us (any more). Everything outstanding that will not come was told to onPeerRejected before, or will be
    /// by the peer itself where both speak the fast extension.
    virtual void onPeerChoked(PeerConnection &peer) = 0;
    virtual void onPeerUnchoked(PeerConnection &peer) = 0;
    virtual void onPeerInterest(PeerConnection &peer, bool interested) = 0;

    /// A block we asked for, of exactly its size. `bytes` lies in the receive buffer and is gone after the call. Ask for the next
    /// one here: requests made in this call leave together with those of the same batch.
    virtual void onPeerBlock(PeerConnection &peer, BlockIndex block, std::span<const std::byte> bytes) = 0;
    /// A block we asked for will not come from this peer. Also for all that is dropped by a choke without the fast extension.
    virtual void onPeerRejected(PeerConnection &peer, BlockIndex block) = 0;

    /// A block came after it had been cancelled, and was thrown away: so many bytes were paid for in vain.
    virtual void onPeerWasted(PeerConnection &, Bytes) {}

    /// The peer asks for a block; it is in PeerConnection::theirRequests until it is answered by sendBlock or rejectBlock, cancelled,
    /// or dropped by a choke. Never called while the peer is choked by us. Serve when it suits, best in onPeerBatchEnd.
    virtual void onPeerRequest(PeerConnection &peer, BlockIndex block) = 0;
    /// The peer does not want the block any more; it has left theirRequests.
    virtual void onPeerCancelled(PeerConnection &peer, BlockIndex block) = 0;

    /// BEP 6: the peer would like us to fetch this piece. A hint.
    virtual void onPeerSuggested(PeerConnection &peer, PieceIndex piece) = 0;

    /// The peer asks for hashes that exist in the content's tree: answer with sendHashes or rejectHashes.
    virtual void onPeerHashRequest(PeerConnection &peer, const HashSpan &span) = 0;
    /// The block hashes of a piece we asked for, proven up to the pieces root, without padding.
    virtual void onPeerHashes(PeerConnection &peer, PieceIndex piece, std::span<const Sha256Digest> blockHashes) = 0;
    virtual void onPeerHashesRejected(PeerConnection &peer, PieceIndex piece) = 0;

    /// What the peer says it fetches from beyond the LAN. A hint: nothing proves it.
    virtual void onPeerClaims(PeerConnection &peer, const ClaimMessage &claims) = 0;

    /// Everything that was received together has been told: the place to refill request windows and to serve what was asked. All that
    /// is sent until the end of this call leaves in as few system calls as possible.
    virtual void onPeerBatchEnd(PeerConnection &peer) = 0;
    /// The bytes waiting to be sent have fallen below PeerOptions::sendBufferLow after having been above it.
    virtual void onPeerSendSpace(PeerConnection &peer) = 0;

    /// The connection is over; outstandingBlocks and counters can still be read. Codes: ConnectionLost (the peer or the network),
    /// Timeout, PeerProtocol (the peer broke a rule: detail says which), DiskIo (a file to be sent could not be read), TlsFailed, and
    /// whatever the owner gave to close().
    virtual void onPeerClosed(PeerConnection &peer, const Error &error) = 0;
};

} // namespace freshet
