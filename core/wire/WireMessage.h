// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/base/SwarmHash.h"
#include "core/meta/Geometry.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace freshet {

/// What a handshake names a content by: a v1 info-hash, or the first 20 bytes of a v2 one (BEP 3, BEP 52).
using WireInfoHash = SwarmHash;
/// 20 bytes a peer chose for itself (BEP 3). Never an identity: anybody may send anybody's.
using PeerId = Digest<struct PeerIdTag, 20>;

/// The id byte of a message (BEP 3, 5, 6, 10, 52).
enum class WireMessageId : std::uint8_t {
    Choke = 0,
    Unchoke = 1,
    Interested = 2,
    NotInterested = 3,
    Have = 4,
    Bitfield = 5,
    Request = 6,
    Piece = 7,
    Cancel = 8,
    DhtPort = 9,
    Suggest = 13,
    HaveAll = 14,
    HaveNone = 15,
    Reject = 16,
    AllowedFast = 17,
    Extended = 20,
    HashRequest = 21,
    Hashes = 22,
    HashReject = 23,
};

/// One message as it came, decoded but not judged: whether it is legal now, and whether its numbers fit the content, is
/// decided by PeerConnection. `payload` lies inside the receive buffer and is valid only until more is received.
struct WireMessage {
    bool keepAlive = false; ///< a message of length 0; nothing else is set
    WireMessageId id = WireMessageId::Choke;
    std::uint32_t piece = 0;    ///< Have, Request, Piece, Cancel, Suggest, Reject, AllowedFast
    std::uint32_t begin = 0;    ///< Request, Piece, Cancel, Reject: offset in the piece, bytes
    std::uint32_t length = 0;   ///< Request, Cancel, Reject: bytes
    std::uint8_t extension = 0; ///< Extended: 0 is the extension handshake
    std::span<const std::byte>
        payload{}; ///< Bitfield, Piece (the block), Extended, HashRequest, Hashes, HashReject; unknown ids: all
    bool isUnknown = false; ///< an id of no known extension, to be ignored (BEP 3)
};

} // namespace freshet
