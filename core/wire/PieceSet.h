// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace freshet {

/// Which pieces of a content somebody has. Nothing and everything cost no memory, anything between one bit per piece.
/// Indices must be below pieceCount().
class PieceSet {
public:
    explicit PieceSet(std::uint32_t pieceCount = 0)
        : m_pieceCount(pieceCount)
    {
    }

    [[nodiscard]] std::uint32_t pieceCount() const { return m_pieceCount; }
    [[nodiscard]] std::uint32_t count() const { return m_count; }
    [[nodiscard]] bool isEmpty() const { return m_count == 0; }
    [[nodiscard]] bool isComplete() const { return m_count == m_pieceCount; }
    [[nodiscard]] bool has(PieceIndex piece) const;

    /// False when it was in the set before.
    bool insert(PieceIndex piece);
    void insertAll();
    void clear();

    /// The bitfield of BEP 3: high bit first, spare bits zero.
    [[nodiscard]] std::vector<std::byte> toBitfield() const;
    /// False, and nothing changed, when the size is not exact or a spare bit is set.
    bool assignBitfield(std::span<const std::byte> bitfield);

private:
    std::uint32_t m_pieceCount;
    std::uint32_t m_count = 0;
    std::vector<std::byte> m_bits; ///< as on the wire; empty when nothing or everything is in the set
};

} // namespace freshet
