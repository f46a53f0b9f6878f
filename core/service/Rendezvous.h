// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace freshet {

/// Which of several instances is responsible for a key: rendezvous hashing (highest random weight). All who know the same instances agree; when
/// one goes, only its keys move, evenly to the others. Nothing when there are no instances.
std::optional<std::string> rendezvous(std::string_view key, const std::vector<std::string> &instances);

} // namespace freshet
