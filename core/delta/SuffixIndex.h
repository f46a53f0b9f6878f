// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Octets.h"

#include <memory>

namespace freshet::delta {

/// Where the longest stretch of some bytes occurs in a text. Used by publishers alone.
class SuffixIndex {
public:
    struct Match {
        std::size_t position = 0; ///< in the text
        std::size_t length = 0;
    };
    virtual ~SuffixIndex() = default;
    /// The longest match of the front of `wanted`, looking at no more than `cap` bytes of it; perhaps none where it is shorter than `shortest`.
    [[nodiscard]] virtual Match longest(OctetView wanted, std::size_t cap, std::size_t shortest) const = 0;

    /// Takes 4 bytes per byte of `text`, plus one half to one. `text` outlives the index and is shorter than 2 GiB;
    /// nullptr when memory is lacking.
    static std::unique_ptr<SuffixIndex> make(OctetView text);
};

} // namespace freshet::delta
