// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace freshet {

/// HTTP(S) tracker URLs of a metainfo file, in order and without duplicates: `announce-list` tier by tier (BEP 12), else
/// `announce` (BEP 3). They are no part of a content's identity: hints that anybody could have written there.
/// At most 16; other schemes (udp, wss), URLs of more than 2048 bytes and control bytes are left out.
/// Errors: those of BencodeTape, MetaWrongType when the file is no dictionary.
Result<std::vector<std::string>> trackersOf(std::span<const std::byte> metainfoFile);

} // namespace freshet
