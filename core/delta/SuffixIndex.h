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
    /// The longest match of the front of `wanted`, looking at no more than `cap` bytes of it; perhaps none where it is shorter than what is
    /// expected.
    [[nodiscard]] virtual Match longest(OctetView wanted, std::size_t cap) const = 0;
    /// From now on matches have at least this length, eight or more bytes: others need not be found.
    virtual void expect(std::size_t shortest) = 0;

    /// Expects eight bytes. Takes 4 bytes per byte of `text`, plus one quarter to three quarters. `text` outlives the index and is shorter than 2 GiB;
    /// nullptr when memory is lacking.
    static std::unique_ptr<SuffixIndex> make(OctetView text);
};

} // namespace freshet::delta
