// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace freshet {

/// Which pieces of a content somebody has: one bit per piece, and their number at hand. Made for asking "what does that peer have that is
/// missing here" of ten thousand pieces in well under a microsecond. Invariant: bits at and behind size() are 0.
class PieceSet {
public:
    PieceSet() = default;
    explicit PieceSet(std::uint32_t size, bool value = false)
        : m_words((std::size_t{size} + 63) / 64, value ? ~std::uint64_t{0} : 0)
        , m_size(size)
        , m_count(value ? size : 0)
    {
        if (value && size % 64 != 0)
            m_words.back() >>= 64 - size % 64;
    }

    /// Pieces of the content.
    [[nodiscard]] std::uint32_t size() const { return m_size; }
    /// Pieces in the set.
    [[nodiscard]] std::uint32_t count() const { return m_count; }
    [[nodiscard]] bool isEmpty() const { return m_count == 0; }
    [[nodiscard]] bool isComplete() const { return m_count == m_size; }
    [[nodiscard]] bool contains(PieceIndex piece) const
    {
        return piece.value() < m_size && (m_words[piece.value() / 64] >> (piece.value() % 64) & 1) != 0;
    }
    /// True if the set changed. A piece that the content does not have is ignored.
    bool insert(PieceIndex piece) { return set(piece, true); }
    bool remove(PieceIndex piece) { return set(piece, false); }
    bool set(PieceIndex piece, bool value)
    {
        if (piece.value() >= m_size || contains(piece) == value)
            return false;
        m_words[piece.value() / 64] ^= std::uint64_t{1} << (piece.value() % 64);
        value ? ++m_count : --m_count;
        return true;
    }

    /// 64 pieces from 64 × `index` on, the first one in the lowest bit.
    [[nodiscard]] std::uint64_t word(std::uint32_t index) const { return m_words[index]; }
    [[nodiscard]] std::uint32_t wordCount() const { return static_cast<std::uint32_t>(m_words.size()); }
    [[nodiscard]] bool intersects(const PieceSet &other) const
    {
        const std::size_t words = std::min(m_words.size(), other.m_words.size());
        for (std::size_t i = 0; i < words; ++i)
            if ((m_words[i] & other.m_words[i]) != 0)
                return true;
        return false;
    }
    /// Calls `visit(PieceIndex)` for every piece in the set, in ascending order.
    template <typename Visit>
    void forEach(Visit visit) const
    {
        for (std::uint32_t i = 0; i < m_words.size(); ++i)
            for (std::uint64_t rest = m_words[i]; rest != 0; rest &= rest - 1)
                visit(PieceIndex{i * 64 + static_cast<std::uint32_t>(std::countr_zero(rest))});
    }

    bool operator==(const PieceSet &) const = default;

private:
    std::vector<std::uint64_t> m_words;
    std::uint32_t m_size = 0;
    std::uint32_t m_count = 0;
};

} // namespace freshet
