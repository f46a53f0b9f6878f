// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"

namespace freshet {

/// The 20 bytes by which handshakes, LAN announces and trackers name a content: the v1 info-hash of a hybrid content
/// (BEP 3), or the first 20 bytes of its ContentId (BEP 52). Only ever a name to look up: it proves nothing.
using SwarmHash = Digest<struct SwarmHashTag, 20>;

/// The name of a v2 content where 20 bytes are all there is room for (BEP 52).
inline SwarmHash truncated(const ContentId &content)
{
    return *SwarmHash::fromBytes(content.bytes().first<SwarmHash::size>());
}

} // namespace freshet
