// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <vector>

namespace freshet {

/// What a machine tells its site about what it fetches from beyond the LAN, as a message of the BEP 10 extension "freshet".
///
/// Layout, integers big-endian: u8 version (1), u8 HTTP readers, u64 WAN bytes per second, u16 number of claims, u16 number of
/// withdrawals, then the claims {u32 first piece, u32 pieces, u32 milliseconds until it lapses}, then the withdrawals
/// {u32 first piece, u32 pieces}. Non-duty: what follows from a claim.
struct ClaimMessage {
    static constexpr std::uint8_t version = 1;
    static constexpr std::size_t maximumRuns = 1024; ///< of claims and of withdrawals each
    static constexpr std::chrono::milliseconds maximumLapse{600'000};

    /// Pieces first … first + count - 1; count ≥ 1.
    struct Run {
        PieceIndex first;
        std::uint32_t count = 0;
        bool operator==(const Run &) const = default;
    };
    struct Claim {
        Run run;
        std::chrono::milliseconds lapse{}; ///< from when the message was sent, 0 … maximumLapse
        bool operator==(const Claim &) const = default;
    };

    std::uint8_t httpReaders = 0; ///< HTTP requests for this content the sender has under way
    BytesPerSecond wanRate{};     ///< at which the sender receives this content from beyond the LAN
    std::vector<Claim> claims{};
    std::vector<Run> withdrawn{}; ///< claims given up before they lapse, fetched or not

    enum class Refusal {
        NewerVersion, ///< ignore the message
        Malformed,    ///< the sender breaks the protocol
    };

    /// Longer lists than maximumRuns are cut: send the rest in another message.
    [[nodiscard]] std::vector<std::byte> encode() const;
    /// Every run lies within `pieceCount` pieces, every lapse within its range, no byte is left over: else Malformed.
    static std::expected<ClaimMessage, Refusal> decode(std::span<const std::byte> bytes, std::uint32_t pieceCount);

    bool operator==(const ClaimMessage &) const = default;
};

} // namespace freshet
