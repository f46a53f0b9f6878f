// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/DeflateBlock.h"

namespace freshet::delta {

/// A Huffman code of bounded length, canonical as of RFC 1951, 3.2.2. Of equally good ones the one that GNU gzip and zlib make: a heap in
/// which of two equal weights the shallower tree comes first, and too long codes are shortened from the end.
class PrefixCode {
public:
    static PrefixCode ofLengths(std::vector<std::uint8_t> lengths);
    static PrefixCode ofCounts(std::span<const std::uint32_t> counts, unsigned longest);

    /// Lengths of all symbols up to the last one that has a code.
    [[nodiscard]] std::vector<std::uint8_t> usedLengths() const;
    [[nodiscard]] std::uint8_t length(std::size_t symbol) const { return m_lengths[symbol]; }
    /// Bits that so many of each symbol take.
    [[nodiscard]] std::uint64_t cost(std::span<const std::uint32_t> counts) const;
    void put(std::size_t symbol, BitWriter &out) const { out.put(m_codes[symbol], m_lengths[symbol]); }
    /// With so many bits behind it, at most 16.
    void put(std::size_t symbol, std::uint32_t extra, unsigned extraBits, BitWriter &out) const
    {
        out.put(m_codes[symbol] | extra << m_lengths[symbol], m_lengths[symbol] + extraBits);
    }

private:
    explicit PrefixCode(std::vector<std::uint8_t> lengths);

    std::vector<std::uint8_t> m_lengths;
    std::vector<std::uint16_t> m_codes; ///< with their first bit lowest
    std::size_t m_used = 0;
};

} // namespace freshet::delta
