// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Octets.h"

#include <array>

namespace freshet::delta {

/// Bits into bytes, the lowest first (RFC 1951, 3.1.1).
class BitWriter {
public:
    /// At most 32 bits.
    void put(std::uint32_t value, unsigned count)
    {
        m_bits |= static_cast<std::uint64_t>(value) << m_count;
        m_count += count;
        if (m_count >= 32)
            pass(4);
    }
    void align()
    {
        m_count = (m_count + 7) / 8 * 8;
        pass(m_count / 8);
    }
    /// Whole bytes, some bits of which may still be held back until align().
    Octets octets;

private:
    void pass(unsigned bytes)
    {
        const std::size_t size = octets.size();
        octets.resize(size + bytes);
        for (unsigned i = 0; i < bytes; ++i)
            octets[size + i] = static_cast<std::uint8_t>(m_bits >> 8 * i);
        m_bits >>= 8 * bytes;
        m_count -= 8 * bytes;
    }

    std::uint64_t m_bits = 0;
    unsigned m_count = 0; ///< fewer than 32 between calls
};

/// The literals and matches of one block, and the block made of them in the shortest of the three forms of RFC 1951. Where codes of equal
/// cost could be chosen, it chooses as GNU gzip and zlib do.
class DeflateBlock {
public:
    static constexpr std::size_t capacity = 0x8000; ///< symbols, as of GNU gzip

    DeflateBlock() { clear(); }
    void literal(std::uint8_t byte);
    /// `length` 3 to 258, `distance` 1 to 32768.
    void match(unsigned length, unsigned distance);

    [[nodiscard]] std::size_t symbols() const { return m_symbols.size(); }
    [[nodiscard]] std::size_t matches() const { return m_matches; }
    /// Bits that the distances take at five bits per code.
    [[nodiscard]] std::uint64_t roughDistanceBits() const;

    /// Writes the block and begins a new one. `stored`: the bytes it stands for, empty where they are no longer at hand.
    void flush(OctetView stored, std::size_t storedSize, bool isLast, BitWriter &out);

private:
    struct Symbol {
        std::uint16_t distance; ///< 0: a literal
        std::uint8_t value;     ///< the literal, or the length less 3
    };
    void clear();
    template <typename Literals, typename Distances>
    void write(const Literals &literals, const Distances &distances, BitWriter &out) const;

    std::vector<Symbol> m_symbols;
    std::size_t m_matches = 0;
    std::array<std::uint32_t, 286> m_literalCounts{};
    std::array<std::uint32_t, 30> m_distanceCounts{};
};

} // namespace freshet::delta
