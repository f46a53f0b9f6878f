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
        , m_weights(counts.begin(), counts.end())
    {
        m_weights.resize(2 * m_symbols + 1);
        m_depths.resize(m_weights.size());
        m_parents.resize(m_weights.size());
        m_lengths.resize(m_weights.size());
    }

    /// Symbols that had to be given a code although they do not occur are counted among those with a code.
    std::vector<std::uint8_t> lengths()
    {
        std::size_t end = 0; // behind the last symbol that occurs
        for (std::size_t i = 0; i < m_symbols; ++i)
            if (m_weights[i] > 0) {
                m_heap.push_back(i);
                end = i + 1;
            }
        // A code has at least two symbols: decoders of old want it so.
        while (m_heap.size() < 2) {
            const std::size_t added = end < 3 ? end++ : 0;
            m_weights[added] = 1;
            m_heap.push_back(added);
        }
        grow();
        shorten();
        m_lengths.resize(m_symbols);
        return std::move(m_lengths);
    }

private:
    [[nodiscard]] bool lighter(std::size_t a, std::size_t b) const
    {
        return m_weights[a] < m_weights[b] || (m_weights[a] == m_weights[b] && m_depths[a] <= m_depths[b]);
    }
    /// Lets the node at `at`, counted from 1, sink to its place.
    void sink(std::size_t at)
    {
        const std::size_t node = m_heap[at - 1];
        for (std::size_t child = 2 * at; child <= m_heap.size(); child = 2 * at) {
            if (child < m_heap.size() && lighter(m_heap[child], m_heap[child - 1]))
                ++child;
            if (lighter(node, m_heap[child - 1]))
                break;
            m_heap[at - 1] = m_heap[child - 1];
            at = child;
        }
        m_heap[at - 1] = node;
    }
    void grow()
    {
        for (std::size_t i = m_heap.size() / 2; i >= 1; --i)
            sink(i);
        std::size_t next = m_symbols;
        do {
            const std::size_t lightest = m_heap.front();
            m_heap.front() = m_heap.back();
            m_heap.pop_back();
            sink(1);
            const std::size_t second = m_heap.front();
            m_order.push_back(lightest);
            m_order.push_back(second);
            m_weights[next] = m_weights[lightest] + m_weights[second];
            m_depths[next] = std::max(m_depths[lightest], m_depths[second]) + 1;
            m_parents[lightest] = m_parents[second] = next;
            m_heap.front() = next++;
            sink(1);
        } while (m_heap.size() >= 2);
        m_order.push_back(m_heap.front());
    }
    void shorten()
    {
        std::vector<std::size_t> ofLength(m_longest + 1);
        std::ptrdiff_t tooLong = 0;
        m_lengths[m_order.back()] = 0;
        for (std::size_t i = m_order.size() - 1; i-- > 0;) {
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
            for (std::size_t left = ofLength[length]; left > 0; ++node)
                if (*node < m_symbols) {
                    m_lengths[*node] = static_cast<std::uint8_t>(length);
                    --left;
                }
    }

    std::size_t m_symbols;
    unsigned m_longest;
    std::vector<std::uint32_t> m_weights;
    std::vector<std::uint32_t> m_depths;
    std::vector<std::size_t> m_parents;
    std::vector<std::uint8_t> m_lengths;
    std::vector<std::size_t> m_heap;
    std::vector<std::size_t> m_order; ///< as they were taken from the heap: the lightest first
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
