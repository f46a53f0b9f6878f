// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/SwarmHash.h"
#include "core/meta/Metainfo.h"
#include "core/wire/PeerContent.h"

#include <memory>
#include <vector>

namespace freshet {

/// A content as its peers know it.
struct SwarmContent {
    std::shared_ptr<const Metainfo> metainfo;
    PeerContent wire;
    std::vector<SwarmHash> names; ///< v1 info-hash first, if there is one; then the truncated v2 one

    static SwarmContent of(std::shared_ptr<const Metainfo> metainfo);
};

} // namespace freshet
