// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

namespace freshet {

/// A peer that this process is connected with, as the brains name it: given out by their owner, never reused, never an identity.
using PeerKey = Strong<struct PeerKeyTag, std::uint32_t>;

/// A machine among those of a site: random, told to the others, and the same for as long as its process works on a content. Decides who
/// yields when two want the same; the lower one has the right of way. Lying about it gains nothing but work.
using SiteRank = Strong<struct SiteRankTag, std::uint64_t>;

} // namespace freshet
