// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Octets.h"

namespace freshet::delta {

/// Where strings of a window of deflate began, and the search for the longest match as GNU gzip and zlib do it at their levels 4 to 9: among the
/// places of the same hash of three bytes, the nearest first and a bounded number of them. Where there are many they are found much sooner by
/// hashes of six and of four bytes; which of them the search of three bytes would have looked at is told by their numbers within its chain.
class MatchChains {
public:
    static constexpr unsigned windowSize = 0x8000;
    static constexpr unsigned shortestMatch = 3;
    static constexpr unsigned longestMatch = 258;
    static constexpr unsigned farthest = windowSize - (longestMatch + shortestMatch + 1);
    /// Bytes that are read behind the place that is searched or entered.
    static constexpr unsigned readAhead = longestMatch + 16;

    struct Level {
        unsigned good;  ///< a match of this length makes the search for a better one shorter
        unsigned lazy;  ///< and none is searched from this length on
        unsigned nice;  ///< a match of this length ends the search
        unsigned chain; ///< places that are looked at
    };
    /// Of 4 to 9.
    static const Level &level(unsigned number);

    /// `size`: of the data, if less than windowSize.
    explicit MatchChains(std::size_t size);
    /// Enters the string at `at`, up to 2 · windowSize; returns where the last one of the same hash began, 0 for none.
    unsigned insert(const std::uint8_t *window, unsigned at)
    {
        const unsigned head = m_three.insert(hashOfThree(window + at), at);
        if (m_isLong) {
            m_four.insert(hashOfFour(window + at), at);
            m_six.insert(hashOfSix(window + at), at);
            // Where the head is too far away its number is another's: then nobody asks how many lie between.
            m_numbers[at % windowSize] = static_cast<std::uint16_t>(m_numbers[head % windowSize] + 1);
        }
        return head;
    }
    /// The window has moved: places are smaller by windowSize, 0 where that cannot be.
    void slide();

    /// `head`: what insert(at) returned, not 0. The length of the longest match longer than `best`, whose start goes to `start`; `best` when there
    /// is none. `nice` as in Level.
    unsigned search(const std::uint8_t *window, unsigned at, unsigned head, unsigned best, const Level &level,
                    unsigned nice, unsigned &start) const;

private:
    static constexpr unsigned hashBits = 15;
    static constexpr std::size_t buckets = std::size_t{1} << hashBits;

    struct Chain {
        unsigned insert(std::size_t bucket, unsigned at)
        {
            const unsigned head = heads[bucket];
            previous[at % windowSize] = static_cast<std::uint16_t>(head);
            heads[bucket] = static_cast<std::uint16_t>(at);
            return head;
        }
        void slide();
        std::vector<std::uint16_t> heads;
        std::vector<std::uint16_t> previous; ///< by the place modulo windowSize
    };
    struct Found {
        unsigned length;
        unsigned start;
    };

    /// As of gzip and zlib: places that it throws together count in the bounded number.
    static std::size_t hashOfThree(const std::uint8_t *at)
    {
        return (static_cast<unsigned>(at[0]) << 10 ^ static_cast<unsigned>(at[1]) << 5 ^ at[2]) % buckets;
    }
    static std::size_t hashOfFour(const std::uint8_t *at) { return get32(at) * 2'654'435'761U >> (32 - hashBits); }
    static std::size_t hashOfSix(const std::uint8_t *at)
    {
        return (get64(at) << 16) * 0x9E37'79B1'85EB'CA87U >> (64 - hashBits);
    }

    bool m_isLong; ///< the chains of four and six bytes are kept
    Chain m_three;
    Chain m_four;
    Chain m_six;
    std::vector<std::uint16_t> m_numbers; ///< of a place within the chain of its three bytes, modulo 65536
};

} // namespace freshet::delta
