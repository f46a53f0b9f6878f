// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/TreeListing.h"

namespace freshet::delta {

/// For each entry of `to` that is a file: the file of `from` that it most likely came from: of the same path; of the same path but for
/// numbers ("lib/6.1.0-54/a.ko" and "lib/6.1.0-55/a.ko"); of the same name but for numbers, and the nearest size.
std::vector<std::optional<std::size_t>> pairFiles(const TreeListing &from, const TreeListing &to);

} // namespace freshet::delta
