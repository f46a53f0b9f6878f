// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/MatchChains.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace freshet::delta {

namespace {

/// What is shorter has few places of one hash.
constexpr std::size_t shortData = 8192;
constexpr unsigned few = 4;  ///< bytes of the second hash
constexpr unsigned many = 6; ///< and of the third

std::uint16_t get16(const std::uint8_t *at)
{
    std::uint16_t value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

unsigned matchLength(const std::uint8_t *there, const std::uint8_t *here)
{
    for (unsigned length = 0; length < MatchChains::longestMatch; length += 8)
        if (const std::uint64_t differs = get64(there + length) ^ get64(here + length))
            return std::min(length + static_cast<unsigned>(std::countr_zero(differs)) / 8, MatchChains::longestMatch);
    return MatchChains::longestMatch;
}

} // namespace

const MatchChains::Level &MatchChains::level(unsigned number)
{
    static constexpr std::array<Level, 6> levels{Level{4, 4, 16, 16},       Level{8, 16, 32, 32},
                                                 Level{8, 16, 128, 128},    Level{8, 32, 128, 256},
                                                 Level{32, 128, 258, 1024}, Level{32, 258, 258, 4096}};
    return levels[number - 4];
}

MatchChains::MatchChains(std::size_t size)
    : m_isLong(size > shortData)
{
    for (Chain *chain : {&m_three, &m_four, &m_six}) {
        chain->heads.resize(buckets);
        chain->previous.resize(std::min<std::size_t>(size, windowSize));
        if (!m_isLong)
            return;
    }
    m_numbers.resize(windowSize);
}

void MatchChains::Chain::slide()
{
    const auto older = [](std::uint16_t &place) {
        place = place >= windowSize ? static_cast<std::uint16_t>(place - windowSize) : std::uint16_t{0};
    };
    std::ranges::for_each(heads, older);
    std::ranges::for_each(previous, older);
}

void MatchChains::slide()
{
    m_three.slide();
    m_four.slide();
    m_six.slide();
}

unsigned MatchChains::search(const std::uint8_t *window, unsigned at, unsigned head, unsigned best, const Level &level,
                             unsigned nice, unsigned &start) const
{
    const unsigned places = best >= level.good ? level.chain >> 2 : level.chain;
    const unsigned limit = at > farthest ? at - farthest : 0;
    const std::uint8_t *here = window + at;
    const std::uint16_t front = m_isLong ? m_numbers[head % windowSize] : 0;
    Found found{.length = best, .start = start};
    // Looks along a chain for what is longer, and at least as long as what its hash is of, until something is long enough. False: there are
    // more places than may be looked at.
    const auto walk = [&](const Chain &chain, unsigned place, unsigned least, unsigned enough) {
        unsigned left = places;
        for (; place > limit || (place != 0 && place == head); place = chain.previous[place % windowSize]) {
            if (left-- == 0)
                return false;
            const std::uint8_t *there = window + place;
            if (get16(there + found.length - 1) != get16(here + found.length - 1))
                continue;
            const unsigned length = matchLength(there, here);
            if (length <= found.length || length < least)
                continue;
            // What has three bytes in common is in one chain of three: so many before it were looked at there.
            if (m_isLong && static_cast<std::uint16_t>(front - m_numbers[place % windowSize]) >= places)
                break;
            found = {.length = length, .start = place};
            if (length >= enough)
                break;
        }
        return true;
    };
    const std::size_t slot = at % windowSize;
    // Few places, or so near to the end that less is enough, or one hash of very many strings: then as gzip and zlib do it.
    const bool isPlain = !m_isLong || nice < many;
    if (isPlain || !walk(m_six, m_six.previous[slot], many, nice)
        || (found.length < many - 1 && !walk(m_four, m_four.previous[slot], few, many - 1))) {
        found = {.length = best, .start = start};
        walk(m_three, head, shortestMatch, nice);
    } else if (found.length < shortestMatch) {
        walk(m_three, head, shortestMatch, shortestMatch);
    }
    start = found.start;
    return found.length;
}

} // namespace freshet::delta
