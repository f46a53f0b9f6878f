// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/meta/Geometry.h"

#include <cstddef>
#include <cstdint>

namespace freshet {

/// The longest message of each kind that a peer may send about one content, known from its signed geometry: what
/// bounds memory before a byte of a message is kept. Lengths without the 4 bytes of the length itself.
struct WireLimits {
    std::size_t bitfieldBytes = 0; ///< exact size of a bitfield, without the id
    std::size_t hashCount = 0;     ///< hashes in one "hashes" message: those of a piece and a proof to the root
    std::size_t extendedBytes = 64 * 1024;
    std::size_t unknownBytes = 16 * 1024; ///< messages of ids that nobody announced

    static WireLimits forContent(const Geometry &geometry);
    /// The longest message of any kind.
    [[nodiscard]] std::size_t longest() const;
};

} // namespace freshet
