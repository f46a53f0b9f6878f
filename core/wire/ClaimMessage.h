// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pick/ClaimBook.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <vector>

namespace freshet {

/// What machines of a site fetch from beyond the LAN, as a message of the BEP 10 extension "freshet": the sender's own statement, and what
/// it passes on of others.
///
/// Layout, integers big-endian: u8 version (2), u8 number of statements, then the statements: u64 rank of the origin, u32 sequence, u8 hops,
/// u8 flags (1: willing), u16 milliseconds until it lapses, u64 bytes per second, u8 number of runs being fetched, u8 of runs that wait for far peers,
/// u8 of runs fetched lately, then the runs {u32 first piece, u32 pieces}.
/// Non-duty: what follows from a claim (ClaimBook).
struct ClaimMessage {
    static constexpr std::uint8_t version = 2;
    static constexpr std::size_t maximumClaims = 16;

    std::vector<SiteClaim> claims{};

    enum class Refusal {
        OtherVersion, ///< ignore the message
        Malformed,    ///< the sender breaks the protocol
    };

    /// Longer lists than maximumClaims and ClaimBook::maximumRuns are cut, lapses too.
    [[nodiscard]] std::vector<std::byte> encode() const;
    /// Every run has pieces and lies within `pieceCount`, every number within its range, no byte is left over: else Malformed.
    static std::expected<ClaimMessage, Refusal> decode(std::span<const std::byte> bytes, std::uint32_t pieceCount);

    bool operator==(const ClaimMessage &) const = default;
};

} // namespace freshet
