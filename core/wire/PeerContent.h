// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/meta/Geometry.h"

#include <optional>

namespace freshet {

/// What a connection has to know of the content it is about.
struct PeerContent {
    ContentId id;
    std::optional<Sha1Digest> v1InfoHash{}; ///< of a hybrid content: v1 peers know it by this
    Geometry geometry;
    PiecesRoot piecesRoot;
};

} // namespace freshet
