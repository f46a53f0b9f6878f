// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace freshet {

/// How many bytes may be on their way on one connection that shares its link with others of the same site: what comes in a round trip
/// and 10 ms or a quarter more. So it grows while the queue in front of the link is short, and no further: what a full queue drops has
/// crossed the origin's link in vain. The receiver says it by its window (the idea of RFC 9840). Pure.
/// `rate`: of the last moments, above 0. `roundTrip`: the smallest seen. nullopt: so many that the kernel knows better.
[[nodiscard]] constexpr std::optional<std::size_t> shareWindow(BytesPerSecond rate, std::chrono::microseconds roundTrip)
{
    using namespace std::chrono_literals;
    constexpr std::uint64_t least = 28'000;
    constexpr std::uint64_t most = 160'000; // SO_RCVBUF reaches 208 KiB everywhere
    const auto span =
        static_cast<std::uint64_t>((roundTrip + std::max<std::chrono::microseconds>(10ms, roundTrip / 4)).count());
    if (rate.value() > most * 1'000'000 / span)
        return std::nullopt;
    return static_cast<std::size_t>(std::max(rate.value() * span / 1'000'000, least));
}

} // namespace freshet
