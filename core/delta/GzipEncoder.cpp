// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/GzipEncoder.h"

#include "core/delta/DeflateBlock.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace freshet::delta {

namespace {

constexpr unsigned windowSize = 0x8000; ///< of deflate; gzip keeps two of them
constexpr unsigned shortestMatch = 3;
constexpr unsigned longestMatch = 258;
constexpr unsigned lookaheadNeeded = longestMatch + shortestMatch + 1;
constexpr unsigned farthest = windowSize - lookaheadNeeded;
constexpr unsigned tooFar = 4096; ///< a match of three bytes from beyond it costs more than the literals
constexpr unsigned hashBits = 15;
constexpr unsigned hashShift = (hashBits + shortestMatch - 1) / shortestMatch;
constexpr unsigned hashMask = (1U << hashBits) - 1;

struct Level {
    unsigned good;  ///< a match of this length makes the search for a better one shorter
    unsigned lazy;  ///< and none is searched from this length on
    unsigned nice;  ///< a match of this length ends the search
    unsigned chain; ///< places that are looked at
};
constexpr std::array<Level, 6> levels{Level{4, 4, 16, 16},    Level{8, 16, 32, 32},      Level{8, 16, 128, 128},
                                      Level{8, 32, 128, 256}, Level{32, 128, 258, 1024}, Level{32, 258, 258, 4096}};

/// gzip's search for matches: one byte is looked ahead before a match is taken. The window is kept as gzip keeps it, with what lies behind the
/// end of the data, since a match is first measured without regard to that end.
class LazyMatcher {
public:
    LazyMatcher(OctetView input, const Level &level, OctetSink &sink)
        : m_input(input)
        , m_level(level)
        , m_sink(sink)
        , m_window(2 * windowSize + longestMatch + 16)
        , m_heads(std::size_t{1} << hashBits)
        , m_chain(windowSize)
    {
    }

    Result<void> run()
    {
        m_lookahead = take(0, 2 * windowSize);
        if (m_lookahead == 0)
            m_ended = true;
        while (m_lookahead < lookaheadNeeded && !m_ended)
            fill();
        m_hash = 0;
        for (unsigned i = 0; i < shortestMatch - 1; ++i)
            updateHash(m_window[i]);
        bool literalWaits = false;
        unsigned length = shortestMatch - 1;
        while (m_lookahead != 0) {
            const unsigned head = insert();
            const unsigned previousLength = length;
            const unsigned previousStart = m_start;
            length = shortestMatch - 1;
            if (head != 0 && previousLength < m_level.lazy && m_at - head <= farthest
                && m_at <= 2 * windowSize - lookaheadNeeded) {
                length = std::min(search(head, previousLength), m_lookahead);
                if (length == shortestMatch && m_at - m_start > tooFar)
                    --length;
            }
            bool isFull = false;
            if (previousLength >= shortestMatch && length <= previousLength) {
                m_block.match(previousLength, m_at - 1 - previousStart);
                isFull = blockEnds();
                m_lookahead -= previousLength - 1;
                for (unsigned left = previousLength - 2; left > 0; --left) {
                    ++m_at;
                    insert();
                }
                literalWaits = false;
                length = shortestMatch - 1;
                ++m_at;
                if (isFull)
                    flush(false);
            } else {
                if (literalWaits) {
                    m_block.literal(m_window[m_at - 1]);
                    if (blockEnds())
                        flush(false);
                }
                literalWaits = true;
                ++m_at;
                --m_lookahead;
            }
            if (auto passed = pass(); !passed)
                return passed;
            while (m_lookahead < lookaheadNeeded && !m_ended)
                fill();
        }
        if (literalWaits)
            m_block.literal(m_window[m_at - 1]);
        flush(true);
        return pass();
    }

private:
    /// Reads into the window.
    unsigned take(unsigned at, unsigned most)
    {
        const auto count = static_cast<unsigned>(std::min<std::size_t>(most, m_input.size()));
        if (count > 0)
            std::memcpy(m_window.data() + at, m_input.data(), count);
        m_input = m_input.subspan(count);
        return count;
    }
    void fill()
    {
        unsigned more = 2 * windowSize - m_lookahead - m_at;
        if (m_at >= windowSize + farthest) {
            std::memcpy(m_window.data(), m_window.data() + windowSize, windowSize);
            m_start -= windowSize; // wraps where it was of the window before: then nobody asks for it
            m_at -= windowSize;
            m_blockStart -= windowSize;
            const auto older = [](std::uint16_t &place) {
                place = place >= windowSize ? static_cast<std::uint16_t>(place - windowSize) : std::uint16_t{0};
            };
            std::ranges::for_each(m_heads, older);
            std::ranges::for_each(m_chain, older);
            more += windowSize;
        }
        if (m_ended)
            return;
        const unsigned count = take(m_at + m_lookahead, more);
        if (count == 0) {
            m_ended = true;
            std::memset(m_window.data() + m_at + m_lookahead, 0, shortestMatch - 1);
        }
        m_lookahead += count;
    }

    void updateHash(std::uint8_t byte) { m_hash = ((m_hash << hashShift) ^ byte) & hashMask; }
    /// Enters the string at m_at; returns where the last one of the same hash began, 0 for none.
    unsigned insert()
    {
        updateHash(m_window[m_at + shortestMatch - 1]);
        const unsigned head = m_heads[m_hash];
        m_chain[m_at % windowSize] = static_cast<std::uint16_t>(head);
        m_heads[m_hash] = static_cast<std::uint16_t>(m_at);
        return head;
    }

    static std::uint32_t get16(const std::uint8_t *at)
    {
        std::uint16_t value;
        std::memcpy(&value, at, sizeof value);
        return value;
    }
    /// Of two strings that begin with the same two bytes: the hashes agree, so the third one does, too.
    static unsigned matchLength(const std::uint8_t *there, const std::uint8_t *here)
    {
        for (unsigned length = shortestMatch; length < longestMatch; length += 8)
            if (const std::uint64_t differs = get64(there + length) ^ get64(here + length))
                return std::min(length + static_cast<unsigned>(std::countr_zero(differs)) / 8, longestMatch);
        return longestMatch;
    }

    /// The length of the longest match longer than `best`, whose start goes to m_start; `best` when there is none.
    unsigned search(unsigned candidate, unsigned best)
    {
        unsigned places = best >= m_level.good ? m_level.chain >> 2 : m_level.chain;
        const unsigned limit = m_at > farthest ? m_at - farthest : 0;
        const unsigned nice = m_level.nice;
        const std::uint8_t *window = m_window.data();
        const std::uint8_t *here = window + m_at;
        const std::uint16_t *chain = m_chain.data();
        const std::uint32_t front = get16(here);
        std::uint32_t end = get16(here + best - 1);
        do {
            const std::uint8_t *there = window + candidate;
            if (get16(there + best - 1) == end && get16(there) == front) {
                if (const unsigned length = matchLength(there, here); length > best) {
                    m_start = candidate;
                    best = length;
                    if (length >= nice)
                        break;
                    end = get16(here + best - 1);
                }
            }
            candidate = chain[candidate % windowSize];
        } while (candidate > limit && --places != 0);
        return best;
    }

    /// Whether the block is full, or its statistics say that it should end: few matches, and worth it.
    [[nodiscard]] bool blockEnds() const
    {
        const std::size_t symbols = m_block.symbols();
        if (symbols % 0x1000 == 0) {
            const std::uint64_t out = (symbols * 8 + m_block.roughDistanceBits()) >> 3;
            const auto in = static_cast<std::uint64_t>(static_cast<std::int64_t>(m_at) - m_blockStart);
            if (m_block.matches() < symbols / 2 && out < in / 2)
                return true;
        }
        return symbols == DeflateBlock::capacity - 1 || m_block.matches() == DeflateBlock::capacity;
    }
    void flush(bool isLast)
    {
        const auto size = static_cast<std::size_t>(static_cast<std::int64_t>(m_at) - m_blockStart);
        const OctetView stored =
            m_blockStart >= 0 ? OctetView(m_window).subspan(static_cast<std::size_t>(m_blockStart), size) : OctetView();
        m_block.flush(stored, size, isLast, m_out);
        m_blockStart = m_at;
    }
    Result<void> pass()
    {
        if (m_out.octets.empty())
            return {};
        auto passed = m_sink.append(m_out.octets);
        m_out.octets.clear();
        return passed;
    }

    OctetView m_input;
    const Level &m_level;
    OctetSink &m_sink;
    Octets m_window;
    std::vector<std::uint16_t> m_heads;
    std::vector<std::uint16_t> m_chain;
    DeflateBlock m_block;
    BitWriter m_out;
    unsigned m_hash = 0;
    unsigned m_at = 0;
    unsigned m_lookahead = 0;
    unsigned m_start = 0; ///< of the last match that was found
    std::int64_t m_blockStart = 0;
    bool m_ended = false;
};

} // namespace

Result<void> GzipEncoder::add(OctetView bytes, OctetSink &)
{
    if (bytes.size() > maximumHeldMember - m_member.size())
        return refuseDelta(UpdateError::DeltaTooLarge, QStringLiteral("member"));
    m_member.insert(m_member.end(), bytes.begin(), bytes.end());
    return {};
}

Result<void> GzipEncoder::finish(OctetSink &sink)
{
    return LazyMatcher(m_member, levels[m_level - lowestLevel], sink).run();
}

} // namespace freshet::delta
