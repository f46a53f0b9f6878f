// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"
#include "core/wire/PeerEndpoint.h"
#include "core/wire/WireMessage.h"

#include <vector>

namespace freshet {

/// The pieces that a choking peer may give to whoever has `address`, in the order of BEP 6: made from the /24 of an IPv4 address and the
/// info-hash, so that both sides know them and nobody gains by reconnecting. Empty for other addresses; at most `count` and at most
/// all pieces.
std::vector<PieceIndex> allowedFastSet(const QHostAddress &address, const WireInfoHash &infoHash,
                                       std::uint32_t pieceCount, std::size_t count);

} // namespace freshet
