// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/DeflateBlock.h"
#include "core/delta/MatchChains.h"
#include "core/delta/MemberEncoder.h"

namespace freshet::delta {

/// Raw deflate (RFC 1951), bit for bit as GNU gzip or zlib makes it at levels 4 to 9: both look one byte ahead before they take a
/// match. gzip ends a block early where the statistics seem to change, and looks at what lies behind the end of its window, so
/// that all of the member is held; zlib's blocks are half as long.
class DeflateEncoder final : public MemberEncoder {
public:
    enum class Maker : std::uint8_t {
        Gzip, ///< of a regular file
        Zlib, ///< fed in portions of 64 KiB, memory level 8, window of 32 KiB
    };
    static constexpr std::uint8_t lowestLevel = 4;
    static constexpr std::uint8_t highestLevel = 9;

    DeflateEncoder(Maker maker, std::uint8_t level);
    Result<void> add(OctetView bytes, OctetSink &sink) override;
    Result<void> finish(OctetSink &sink) override;

private:
    Result<void> run(OctetView portion, bool isLast, OctetSink &sink);
    /// Whether there is enough to look at, or no more to come.
    bool refill(bool isLast);
    void slideWindow();
    void read();
    /// Length of the match at m_at, which starts at m_start; of shortestMatch - 1 or previousLength there is none.
    unsigned search(unsigned head, unsigned previousLength);
    /// The match found one byte before.
    void takeMatch(unsigned length, unsigned start);
    [[nodiscard]] bool blockEnds() const;
    void flush(bool isLast);
    Result<void> pass(OctetSink &sink);

    Maker m_maker;
    const MatchChains::Level &m_level;
    Octets m_held;     ///< what comes next, whole or less than a portion
    OctetView m_input; ///< what is taken from now
    Octets m_window;   ///< two windows of deflate, and what is read behind them
    std::optional<MatchChains> m_chains;
    DeflateBlock m_block;
    BitWriter m_out;
    unsigned m_at = 0;
    unsigned m_lookahead = 0;
    unsigned m_length = MatchChains::shortestMatch - 1; ///< of the match found one byte before, which starts at m_start
    unsigned m_start = 0;
    bool m_literalWaits = false;
    std::int64_t m_blockStart = 0;
    bool m_ended = false; ///< gzip has seen the end of the file
};

} // namespace freshet::delta
