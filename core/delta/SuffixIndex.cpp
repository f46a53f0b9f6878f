// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/SuffixIndex.h"

#include <divsufsort.h>

#include <bit>
#include <limits>
#include <new>

namespace freshet::delta {

namespace {

/// A sorted suffix array, behind a filter of all eight-byte strings of the text: most searches for what is not there end in it.
class SortedSuffixes final : public SuffixIndex {
public:
    explicit SortedSuffixes(OctetView text)
        : m_text(text)
        , m_suffixes(text.size())
        , m_filterBits(std::bit_width(text.size() | 0xfff) + 1)
        , m_filter((std::size_t{1} << m_filterBits) / 64)
    {
        for (std::size_t i = 0; i + gram <= text.size(); ++i) {
            const std::uint64_t bit = hash(text.data() + i);
            m_filter[bit / 64] |= std::uint64_t{1} << bit % 64;
        }
    }

    [[nodiscard]] bool sort()
    {
        return divsufsort(m_text.data(), m_suffixes.data(), static_cast<saidx_t>(m_text.size())) == 0;
    }

    [[nodiscard]] Match longest(OctetView wanted, std::size_t cap) const override
    {
        if (wanted.size() < gram || m_suffixes.empty())
            return {};
        const std::uint64_t bit = hash(wanted.data());
        if (!(m_filter[bit / 64] >> bit % 64 & 1))
            return {};
        wanted = wanted.first(std::min(cap, wanted.size()));
        std::size_t low = 0;
        std::size_t high = m_suffixes.size() - 1;
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
    static constexpr std::size_t gram = 8;

    [[nodiscard]] std::uint64_t hash(const std::uint8_t *at) const
    {
        return get64(at) * 0x9e3779b97f4a7c15ULL >> (64 - m_filterBits);
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
    int m_filterBits;
    std::vector<std::uint64_t> m_filter;
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
