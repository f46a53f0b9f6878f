// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace freshet {

/// Who dialled.
enum class PeerDirection : std::uint8_t { Incoming, Outgoing };

} // namespace freshet
