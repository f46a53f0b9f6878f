// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Units.h"

#include <cstdint>
#include <optional>

namespace freshet {

/// A run of neighbouring pieces.
struct PieceRun {
    PieceIndex first;
    std::uint32_t count = 0;
    bool operator==(const PieceRun &) const = default;
};

/// What sources of byte ranges (HTTP) ask a brain: which run next, and is this piece still wanted. Each piece is missing, requested
/// (a ranged source is fetching it), received (handed to proof and disk), durable, or somebody else's.
class RunPicker {
public:
    virtual ~RunPicker() = default;

    /// A run of missing pieces to fetch now, at most `maximumCount` long, for one of `lanes` that work side by side; none: nothing
    /// now, though pieces may be missing.
    [[nodiscard]] virtual std::optional<PieceRun> nextRun(std::uint32_t maximumCount, std::uint32_t lanes,
                                                          MonotonicTime now) = 0;
    virtual void onRequested(PieceRun run) = 0;
    /// The source gave up: pieces of it that are requested are missing again.
    virtual void onAbandoned(PieceRun run) = 0;
    virtual void onReceived(PieceIndex piece) = 0;
    /// Failed its proof, or was lost before it was durable.
    virtual void onLost(PieceIndex piece) = 0;
    virtual void onDurable(PieceIndex piece) = 0;

    /// Whether others of the site read at the same time over the same link.
    [[nodiscard]] virtual bool sharesLink() const { return false; }
    /// May a ranged source go on to receive it?
    [[nodiscard]] virtual bool isWanted(PieceIndex piece) const = 0;
    [[nodiscard]] virtual bool isDurable(PieceIndex piece) const = 0;
    [[nodiscard]] virtual std::uint32_t missing() const = 0;
    [[nodiscard]] virtual std::uint32_t requested() const = 0;
};

} // namespace freshet
