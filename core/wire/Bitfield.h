// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/PieceSet.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace freshet {

/// The bitfield message of BEP 3: high bit first, spare bits zero.
std::vector<std::byte> bitfieldOf(const PieceSet &pieces);
/// nullopt when the size is not exact or a spare bit is set (attack A5).
std::optional<PieceSet> piecesOf(std::span<const std::byte> bitfield, std::uint32_t pieceCount);

} // namespace freshet
