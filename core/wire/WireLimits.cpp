// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/WireLimits.h"

#include "core/base/Digest.h"

#include <algorithm>

namespace freshet {

WireLimits WireLimits::forContent(const Geometry &geometry)
{
    return {.bitfieldBytes = (geometry.pieceCount() + 7) / 8,
            .hashCount =
                (std::size_t{1} << geometry.pieceTreeHeight()) + static_cast<std::size_t>(geometry.layerTreeHeight())};
}

std::size_t WireLimits::longest() const
{
    return std::max({1 + bitfieldBytes, 9 + static_cast<std::size_t>(blockLength.value()),
                     1 + 48 + hashCount * Sha256Digest::size, 2 + extendedBytes, 1 + unknownBytes});
}

} // namespace freshet
