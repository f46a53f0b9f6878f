// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/Bitfield.h"

namespace freshet {

namespace {

constexpr std::byte bitOf(std::uint32_t piece)
{
    return std::byte{0x80} >> (piece % 8);
}

} // namespace

std::vector<std::byte> bitfieldOf(const PieceSet &pieces)
{
    std::vector<std::byte> bits((std::size_t{pieces.size()} + 7) / 8);
    pieces.forEach([&bits](PieceIndex piece) { bits[piece.value() / 8] |= bitOf(piece.value()); });
    return bits;
}

std::optional<PieceSet> piecesOf(std::span<const std::byte> bitfield, std::uint32_t pieceCount)
{
    if (bitfield.size() != (std::size_t{pieceCount} + 7) / 8)
        return std::nullopt;
    if (pieceCount % 8 != 0 && (bitfield.back() & (std::byte{0xff} >> (pieceCount % 8))) != std::byte{})
        return std::nullopt;
    PieceSet pieces(pieceCount);
    for (std::uint32_t i = 0; i < pieceCount; ++i)
        if ((bitfield[i / 8] & bitOf(i)) != std::byte{})
            pieces.insert(PieceIndex{i});
    return pieces;
}

} // namespace freshet
