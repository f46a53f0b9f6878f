// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Opened.h"

namespace freshet::delta {

/// Where the compressed members of a .zip, .gz, .xz or .lz4 file or of a Linux kernel lie, as the file says: in order, not overlapping,
/// inside of it. A packed size of 0: as long as it turns out to be. Empty: none of these.
std::vector<Member> findMembers(OctetView file);

} // namespace freshet::delta
