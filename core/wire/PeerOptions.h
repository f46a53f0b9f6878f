// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace freshet {

/// Limits of one connection. The defaults are what ships; tests make times shorter.
struct PeerOptions {
    std::chrono::milliseconds handshakeTime{10'000}; ///< from the connection to the end of the handshake, TLS included
    std::chrono::milliseconds messageTime{30'000};   ///< from the first byte of a message to its last
    std::chrono::milliseconds idleTime{120'000};     ///< without any message from the peer, keep-alives counted
    std::chrono::milliseconds keepAliveTime{90'000}; ///< without any message of ours
    std::chrono::milliseconds sendStallTime{60'000}; ///< with bytes to send of which the peer takes none

    std::size_t maximumTheirRequests = 250; ///< queued by the peer; announced as reqq
    std::size_t maximumOurRequests = 250;   ///< outstanding at the peer; its reqq lowers it
    std::size_t maximumRefusals = 300;      ///< requests refused in a row: excess, while choked, twice the same
    std::size_t maximumUnaskedRejects = 50;
    std::size_t maximumHashRequests = 16; ///< of the peer, unanswered
    std::size_t flipBurst = 40;           ///< choke and interest changes at once …
    std::size_t flipsPerSecond = 4;       ///< … and in the long run

    std::size_t receiveBuffer = 256 * 1024; ///< bytes taken from the socket and parsed at a time
    std::size_t sendBufferLow = 256 * 1024; ///< below it the owner is asked for more blocks
    std::size_t sendBufferCap =
        1024 * 1024; ///< queued bytes, blocks in files counted; beyond it nothing is queued or the peer is closed
    std::uint16_t listenPort = 0; ///< told to the peer so that it can call back; 0: not told
};

} // namespace freshet
