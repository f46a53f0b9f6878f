// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace freshet::delta {

/// A pack as the planner sees it: an edge between two releases.
struct RouteEdge {
    std::uint64_t from = 0; ///< number of a release; 0: nothing installed, or nothing that is used
    std::uint64_t to = 0;
    std::uint64_t bytes = 0;
};

/// What a client downloads, one after the other, to get from one release to another.
struct Route {
    std::vector<std::size_t> edges; ///< in their order; empty: nothing to do
    std::uint64_t bytes = 0;
};

enum class RouteReason {
    NothingToDo,
    OnlyOne,  ///< there is no other
    Cheapest, ///< fewer bytes than the alternatives
};

struct RoutePlan {
    Route best;
    RouteReason reason = RouteReason::OnlyOne;
    std::vector<Route> alternatives; ///< ascending by bytes: each other single pack, the cheapest chain
};

/// What the installed files are good for.
enum class InstalledUse {
    None,     ///< only a full pack helps
    All,      ///< they are what they should be
    Repaired, ///< some are not: what they would be needed for is taken out of a full pack
};

/// The cheapest route in bytes; of two equal ones, the one of fewer packs. Repaired: one pack, and about `repairBytes` of the full one
/// besides. nullopt: no pack leads there.
std::optional<RoutePlan> planRoute(const std::vector<RouteEdge> &edges, std::uint64_t installed, std::uint64_t wanted,
                                   InstalledUse use, std::uint64_t repairBytes = 0);

} // namespace freshet::delta
