// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/WireMessage.h"

#include <array>
#include <optional>
#include <span>

namespace freshet {

/// What the reserved bits of a handshake offer.
struct WireFeatures {
    bool extensions = false; ///< BEP 10: 0x10 in byte 5
    bool fast = false;       ///< BEP 6: 0x04 in byte 7
    bool v2 = false;         ///< BEP 52: 0x10 in byte 7; speaks of a hybrid content by its v2 hash when it is asked to

    bool operator==(const WireFeatures &) const = default;
};

/// The first 68 bytes of a connection in either direction (BEP 3): 19, "BitTorrent protocol", 8 reserved bytes, info-hash, peer id.
struct Handshake {
    static constexpr std::size_t size = 68;

    WireFeatures features;
    WireInfoHash infoHash;
    PeerId peerId;

    [[nodiscard]] std::array<std::byte, size> encode() const;
    /// nullopt when the first 20 bytes are not the protocol's name. Unknown reserved bits are ignored.
    static std::optional<Handshake> decode(std::span<const std::byte, size> bytes);
    /// Whether `bytes`, however few, may become a handshake: what a stranger says is judged as it comes.
    static bool mayBegin(std::span<const std::byte> bytes);

    bool operator==(const Handshake &) const = default;
};

WireInfoHash wireInfoHash(const Sha1Digest &v1);

/// A fresh peer id: "-FR", version, "-", 12 random bytes (from the system's generator). One per process and run.
PeerId makePeerId();

} // namespace freshet
