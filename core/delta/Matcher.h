// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/SuffixIndex.h"

#include <functional>
#include <optional>

namespace freshet::delta {

/// `length` bytes of a new file at `to` that resemble those of the old file at `from`.
struct Copy {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    std::uint64_t length = 0;
    bool operator==(const Copy &) const = default;
};

/// More copies than this are never made of one file, nor read.
inline constexpr std::size_t maximumCopies = std::size_t{1} << 20;

/// Bytes that a copy has to explain better than the one before it would.
inline constexpr std::size_t usualGain = 8;

/// Approximate copies out of `old`, which `index` is of and which expects no more than `gain`, that cover as much of `fresh` as pays; ascending by `to`, not overlapping there.
/// nullopt when more than a bounded amount of work per byte, or more than `most` copies, would be needed. `rest` is called now and then: what
/// was read of `fresh` is mostly not read again.
std::optional<std::vector<Copy>> findCopies(OctetView old, OctetView fresh, const SuffixIndex &index,
                                            std::size_t gain = usualGain, std::size_t most = maximumCopies,
                                            const std::function<void()> &rest = {});

/// The same copies seen from the other side: what of the old file can be had from the new one. Ascending by the old file's positions,
/// which are now `to`; where several copies read the same bytes, the earlier one keeps them.
std::vector<Copy> inverted(std::vector<Copy> copies);

} // namespace freshet::delta
