// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/FastSet.h"

#include "core/meta/Sha1.h"
#include "core/wire/WireIntegers.h"

#include <algorithm>

namespace freshet {

std::vector<PieceIndex> allowedFastSet(const QHostAddress &address, const WireInfoHash &infoHash,
                                       std::uint32_t pieceCount, std::size_t count)
{
    std::vector<PieceIndex> pieces;
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    if (!isV4 || pieceCount == 0)
        return pieces;
    count = std::min<std::size_t>(count, pieceCount);
    std::vector<std::byte> seed;
    appendBigEndian(seed, std::uint32_t{v4 & 0xffff'ff00U});
    seed.insert(seed.end(), infoHash.bytes().begin(), infoHash.bytes().end());
    Sha1Digest x = Sha1::of(seed);
    while (pieces.size() < count) {
        for (std::size_t i = 0; i < 5 && pieces.size() < count; ++i) {
            const PieceIndex piece{readBigEndian<std::uint32_t>(x.bytes().subspan(4 * i)) % pieceCount};
            if (std::ranges::find(pieces, piece) == pieces.end())
                pieces.push_back(piece);
        }
        x = Sha1::of(x.bytes());
    }
    return pieces;
}

} // namespace freshet
