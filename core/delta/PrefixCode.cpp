// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/PrefixCode.h"

#include <algorithm>

namespace freshet::delta {

namespace {

/// The tree that is grown bottom-up out of the two lightest, again and again.
class CodeTree {
public:
    CodeTree(std::span<const std::uint32_t> counts, unsigned longest)
        : m_symbols(counts.size())
        , m_longest(longest)
    {
        for (std::size_t i = 0; i < m_symbols; ++i)
            m_keys[i] = std::uint64_t{counts[i]} << depthBits;
    }

    /// Symbols that had to be given a code although they do not occur are counted among those with a code.
    std::vector<std::uint8_t> lengths()
    {
        std::size_t end = 0; // behind the last symbol that occurs
        for (std::size_t i = 0; i < m_symbols; ++i)
            if (m_keys[i] > 0) {
                m_heap[++m_heapSize] = static_cast<Node>(i);
                end = i + 1;
            }
        // A code has at least two symbols: decoders of old want it so.
        while (m_heapSize < 2) {
            const std::size_t added = end < 3 ? end++ : 0;
            m_keys[added] = std::uint64_t{1} << depthBits;
            m_heap[++m_heapSize] = static_cast<Node>(added);
        }
        grow();
        shorten();
        return {m_lengths.begin(), m_lengths.begin() + static_cast<std::ptrdiff_t>(m_symbols)};
    }

private:
    using Node = std::uint16_t;
    static constexpr std::size_t mostSymbols = 288;
    static constexpr std::size_t mostNodes = 2 * mostSymbols + 1;
    static constexpr unsigned depthBits = 16;
    static constexpr std::uint64_t depthMask = (1U << depthBits) - 1;

    /// Lets the node at `at`, counted from 1, sink to its place. Of two nodes alike the one that comes first stays above.
    void sink(std::size_t at)
    {
        const Node node = m_heap[at];
        for (std::size_t child = 2 * at; child <= m_heapSize; child = 2 * at) {
            if (child < m_heapSize && m_keys[m_heap[child + 1]] <= m_keys[m_heap[child]])
                ++child;
            if (m_keys[node] <= m_keys[m_heap[child]])
                break;
            m_heap[at] = m_heap[child];
            at = child;
        }
        m_heap[at] = node;
    }
    void grow()
    {
        for (std::size_t i = m_heapSize / 2; i >= 1; --i)
            sink(i);
        std::size_t next = m_symbols;
        do {
            const Node lightest = m_heap[1];
            m_heap[1] = m_heap[m_heapSize--];
            sink(1);
            const Node second = m_heap[1];
            m_order[m_orderSize++] = lightest;
            m_order[m_orderSize++] = second;
            const std::uint64_t depth = std::max(m_keys[lightest] & depthMask, m_keys[second] & depthMask) + 1;
            m_keys[next] = (m_keys[lightest] & ~depthMask) + (m_keys[second] & ~depthMask) + depth;
            m_parents[lightest] = m_parents[second] = static_cast<Node>(next);
            m_heap[1] = static_cast<Node>(next++);
            sink(1);
        } while (m_heapSize >= 2);
        m_order[m_orderSize++] = m_heap[1];
    }
    void shorten()
    {
        std::array<std::uint32_t, 17> ofLength{};
        std::ptrdiff_t tooLong = 0;
        m_lengths[m_order[m_orderSize - 1]] = 0;
        for (std::size_t i = m_orderSize - 1; i-- > 0;) {
            const std::size_t node = m_order[i];
            unsigned length = m_lengths[m_parents[node]] + 1U;
            if (length > m_longest) {
                length = m_longest;
                ++tooLong;
            }
            m_lengths[node] = static_cast<std::uint8_t>(length);
            if (node < m_symbols)
                ++ofLength[length];
        }
        if (tooLong == 0)
            return;
        while (tooLong > 0) {
            unsigned length = m_longest - 1;
            while (ofLength[length] == 0)
                --length;
            --ofLength[length];
            ofLength[length + 1] += 2;
            --ofLength[m_longest];
            tooLong -= 2;
        }
        // The lightest get the longest codes again.
        auto node = m_order.begin();
        for (unsigned length = m_longest; length > 0; --length)
            for (std::uint32_t left = ofLength[length]; left > 0; ++node)
                if (*node < m_symbols) {
                    m_lengths[*node] = static_cast<std::uint8_t>(length);
                    --left;
                }
    }

    std::size_t m_symbols;
    unsigned m_longest;
    std::array<std::uint64_t, mostNodes>
        m_keys{}; ///< weight, and below it the depth: the lighter, then the shallower, comes first
    std::array<Node, mostNodes> m_parents{};
    std::array<std::uint8_t, mostNodes> m_lengths{};
    std::array<Node, mostNodes + 1> m_heap{}; ///< from 1 on
    std::size_t m_heapSize = 0;
    std::array<Node, mostNodes> m_order{}; ///< as they were taken from the heap: the lightest first
    std::size_t m_orderSize = 0;
};

} // namespace

PrefixCode::PrefixCode(std::vector<std::uint8_t> lengths)
    : m_lengths(std::move(lengths))
    , m_codes(m_lengths.size())
{
    std::array<std::uint32_t, 17> ofLength{};
    for (std::size_t i = 0; i < m_lengths.size(); ++i)
        if (m_lengths[i] > 0) {
            ++ofLength[m_lengths[i]];
            m_used = i + 1;
        }
    std::array<std::uint32_t, 17> next{};
    for (std::size_t length = 1; length < next.size(); ++length)
        next[length] = (next[length - 1] + (length > 1 ? ofLength[length - 1] : 0)) << 1;
    for (std::size_t i = 0; i < m_lengths.size(); ++i) {
        if (m_lengths[i] == 0)
            continue;
        std::uint32_t code = next[m_lengths[i]]++;
        std::uint32_t turned = 0;
        for (unsigned bit = 0; bit < m_lengths[i]; ++bit, code >>= 1)
            turned = turned << 1 | (code & 1);
        m_codes[i] = static_cast<std::uint16_t>(turned);
    }
}

PrefixCode PrefixCode::ofLengths(std::vector<std::uint8_t> lengths)
{
    return PrefixCode(std::move(lengths));
}

PrefixCode PrefixCode::ofCounts(std::span<const std::uint32_t> counts, unsigned longest)
{
    return PrefixCode(CodeTree(counts, longest).lengths());
}

std::vector<std::uint8_t> PrefixCode::usedLengths() const
{
    return {m_lengths.begin(), m_lengths.begin() + static_cast<std::ptrdiff_t>(m_used)};
}

std::uint64_t PrefixCode::cost(std::span<const std::uint32_t> counts) const
{
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < counts.size(); ++i)
        bits += std::uint64_t{counts[i]} * m_lengths[i];
    return bits;
}

} // namespace freshet::delta
