// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/StoreTypes.h"

#include <QByteArray>

#include <cstdint>
#include <optional>

namespace freshet {

/// A PieceSet as the ledger keeps it: "FPB1", piece count (u32), generation (u64), bits (piece 0 is the highest bit of
/// the first byte, trailing zero bytes left out), CRC-32 of all before. Integers are little endian.
QByteArray encodePieceBitmap(const PieceSet &pieces, std::uint64_t generation);

/// nullopt when anything is wrong: checksum, length, piece count, generation, or a bit beyond the last piece.
std::optional<PieceSet> decodePieceBitmap(const QByteArray &bytes, std::uint32_t pieceCount, std::uint64_t generation);

} // namespace freshet
