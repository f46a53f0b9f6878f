// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/SuffixIndex.h"

#include <divsufsort.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <new>
#include <numeric>

namespace freshet::delta {

namespace {

/// Says of most strings of `gram` bytes that are not in a text that they are not.
class GramFilter {
public:
    GramFilter() = default;
    GramFilter(OctetView text, std::size_t gram)
        : m_gram(gram)
        , m_bits(std::bit_width(text.size() | 0xfff) + 1)
        , m_filter((std::size_t{1} << m_bits) / 64)
    {
        for (std::size_t i = 0; i + gram <= text.size(); ++i) {
            const std::uint64_t bit = hash(text.data() + i);
            m_filter[bit / 64] |= std::uint64_t{1} << bit % 64;
        }
    }
    [[nodiscard]] std::size_t gram() const { return m_gram; }
    /// Whether the front of `wanted` may be in the text.
    [[nodiscard]] bool mayHave(OctetView wanted) const
    {
        if (wanted.size() < m_gram)
            return false;
        const std::uint64_t bit = hash(wanted.data());
        return m_filter[bit / 64] >> bit % 64 & 1;
    }

private:
    [[nodiscard]] std::uint64_t hash(const std::uint8_t *at) const
    {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < m_gram; i += 8)
            value = (std::rotl(value, 29) ^ get64(at + i)) * 0x9e3779b97f4a7c15ULL;
        return value >> (64 - m_bits);
    }

    std::size_t m_gram = 0; ///< a multiple of 8
    int m_bits = 0;
    std::vector<std::uint64_t> m_filter;
};

/// A sorted suffix array, behind a filter of the strings of the text: most searches for what is not there end in it. The others
/// begin among the suffixes with the same first bits: the first steps of a search in all of them wait for memory.
class SortedSuffixes final : public SuffixIndex {
public:
    explicit SortedSuffixes(OctetView text)
        : m_text(text)
        , m_suffixes(text.size())
        , m_filter(text, shortGram)
        , m_frontBits(std::clamp(std::bit_width(text.size()) - 5, 1, 22))
        , m_starts((std::size_t{1} << m_frontBits) + 1)
    {
        for (std::size_t i = 0; i < text.size(); ++i)
            ++m_starts[front(text.subspan(i)) + 1];
        std::partial_sum(m_starts.begin(), m_starts.end(), m_starts.begin());
    }

    [[nodiscard]] bool sort()
    {
        return divsufsort(m_text.data(), m_suffixes.data(), static_cast<saidx_t>(m_text.size())) == 0;
    }

    void expect(std::size_t shortest) override
    {
        const std::size_t gram = shortest >= longGram ? longGram : shortGram;
        if (m_filter.gram() == gram)
            return;
        m_filter = GramFilter(); // before there is another: they are large
        m_filter = GramFilter(m_text, gram);
    }

    [[nodiscard]] Match longest(OctetView wanted, std::size_t cap) const override
    {
        if (m_suffixes.empty() || !m_filter.mayHave(wanted))
            return {};
        wanted = wanted.first(std::min(cap, wanted.size()));
        const std::size_t bucket = front(wanted);
        std::size_t low = std::max(m_starts[bucket], 1U) - 1;
        std::size_t high = std::min<std::size_t>(m_starts[bucket + 1], m_suffixes.size() - 1);
        std::size_t lowLength = common(low, wanted, 0);
        std::size_t highLength = common(high, wanted, 0);
        while (high - low > 1) {
            const std::size_t middle = low + (high - low) / 2;
            const std::size_t length = common(middle, wanted, std::min(lowLength, highLength));
            if (length == wanted.size())
                return {static_cast<std::size_t>(m_suffixes[middle]), length};
            const std::size_t position = static_cast<std::size_t>(m_suffixes[middle]) + length;
            const bool before = position >= m_text.size() || m_text[position] < wanted[length];
            (before ? low : high) = middle;
            (before ? lowLength : highLength) = length;
        }
        return lowLength > highLength ? Match{static_cast<std::size_t>(m_suffixes[low]), lowLength}
                                      : Match{static_cast<std::size_t>(m_suffixes[high]), highLength};
    }

private:
    static constexpr std::size_t shortGram = 8;
    static constexpr std::size_t longGram = 32;

    /// The first bits of a string; ascending in the order of the suffixes.
    [[nodiscard]] std::size_t front(OctetView string) const
    {
        std::size_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = bits << 8 | (i < string.size() ? string[i] : 0U);
        return bits >> (24 - m_frontBits);
    }
    /// How many bytes the suffix of rank `rank` has in common with `wanted`, of which `known` are known to agree.
    [[nodiscard]] std::size_t common(std::size_t rank, OctetView wanted, std::size_t known) const
    {
        const std::size_t position = static_cast<std::size_t>(m_suffixes[rank]);
        const std::size_t limit = std::min(wanted.size(), m_text.size() - position);
        const std::uint8_t *text = m_text.data() + position;
        std::size_t length = std::min(known, limit);
        while (length + 8 <= limit) {
            const std::uint64_t difference = get64(text + length) ^ get64(wanted.data() + length);
            if (difference)
                return length + static_cast<std::size_t>(std::countr_zero(difference)) / 8;
            length += 8;
        }
        while (length < limit && text[length] == wanted[length])
            ++length;
        return length;
    }

    OctetView m_text;
    std::vector<saidx_t> m_suffixes;
    GramFilter m_filter;
    int m_frontBits;
    std::vector<std::uint32_t> m_starts; ///< of each front: the rank of its first suffix; and one behind the last
};

} // namespace

std::unique_ptr<SuffixIndex> SuffixIndex::make(OctetView text)
{
    if (text.size() >= static_cast<std::size_t>(std::numeric_limits<saidx_t>::max()))
        return nullptr;
    try {
        auto index = std::make_unique<SortedSuffixes>(text);
        if (text.empty() || index->sort())
            return index;
    } catch (const std::bad_alloc &) {
        // A file that does not fit is published without copies.
    }
    return nullptr;
}

} // namespace freshet::delta
