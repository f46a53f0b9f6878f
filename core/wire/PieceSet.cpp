// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/PieceSet.h"

#include <bit>
#include <cassert>

namespace freshet {

namespace {

constexpr std::byte bitOf(PieceIndex piece)
{
    return std::byte{0x80} >> (piece.value() % 8);
}

} // namespace

bool PieceSet::has(PieceIndex piece) const
{
    assert(piece.value() < m_pieceCount);
    if (m_bits.empty())
        return m_count != 0;
    return (m_bits[piece.value() / 8] & bitOf(piece)) != std::byte{};
}

bool PieceSet::insert(PieceIndex piece)
{
    if (has(piece))
        return false;
    if (m_bits.empty())
        m_bits.resize((m_pieceCount + 7) / 8);
    m_bits[piece.value() / 8] |= bitOf(piece);
    if (++m_count == m_pieceCount)
        insertAll();
    return true;
}

void PieceSet::insertAll()
{
    m_count = m_pieceCount;
    m_bits = {};
}

void PieceSet::clear()
{
    m_count = 0;
    m_bits = {};
}

std::vector<std::byte> PieceSet::toBitfield() const
{
    if (!m_bits.empty())
        return m_bits;
    std::vector<std::byte> bits((m_pieceCount + 7) / 8);
    if (m_count != 0) {
        bits.assign(bits.size(), std::byte{0xff});
        if (m_pieceCount % 8 != 0)
            bits.back() <<= 8 - m_pieceCount % 8;
    }
    return bits;
}

bool PieceSet::assignBitfield(std::span<const std::byte> bitfield)
{
    if (bitfield.size() != (m_pieceCount + 7) / 8)
        return false;
    if (m_pieceCount % 8 != 0 && (bitfield.back() & (std::byte{0xff} >> (m_pieceCount % 8))) != std::byte{})
        return false;
    std::uint32_t count = 0;
    for (const std::byte b : bitfield)
        count += static_cast<std::uint32_t>(std::popcount(static_cast<unsigned char>(b)));
    m_count = count;
    if (count == 0 || count == m_pieceCount)
        m_bits = {};
    else
        m_bits.assign(bitfield.begin(), bitfield.end());
    return true;
}

} // namespace freshet
