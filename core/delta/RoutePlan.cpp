// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/RoutePlan.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace freshet::delta {

namespace {

/// The cheapest sequence of edges between two releases of at least `fewest` packs.
std::optional<Route> cheapest(const std::vector<RouteEdge> &edges, std::uint64_t from, std::uint64_t to,
                              std::size_t fewest)
{
    // Releases only grow along an edge, so ascending order settles each before it is left. Kept per number of packs, up to `fewest`.
    std::map<std::pair<std::uint64_t, std::size_t>, Route> reached{{{from, 0}, {}}};
    std::vector<std::size_t> order(edges.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::ranges::sort(order, [&edges](std::size_t a, std::size_t b) {
        return std::tie(edges[a].from, edges[a].to, a) < std::tie(edges[b].from, edges[b].to, b);
    });
    for (const std::size_t i : order) {
        const RouteEdge &edge = edges[i];
        if (edge.to <= edge.from)
            continue;
        for (std::size_t packs = 0; packs <= fewest; ++packs) {
            const auto start = reached.find({edge.from, packs});
            if (start == reached.end())
                continue;
            Route next = start->second;
            next.edges.push_back(i);
            next.bytes += edge.bytes;
            const auto [it, isNew] = reached.try_emplace({edge.to, std::min(packs + 1, fewest)}, next);
            if (!isNew
                && std::tuple(next.bytes, next.edges.size()) < std::tuple(it->second.bytes, it->second.edges.size()))
                it->second = std::move(next);
        }
    }
    const auto best = reached.find({to, fewest});
    return best == reached.end() ? std::nullopt : std::optional(best->second);
}

} // namespace

std::optional<RoutePlan> planRoute(const std::vector<RouteEdge> &edges, std::uint64_t installed, std::uint64_t wanted,
                                   InstalledUse use, std::uint64_t repairBytes)
{
    RoutePlan plan;
    if (installed == wanted && use == InstalledUse::All) {
        plan.reason = RouteReason::NothingToDo;
        return plan;
    }
    std::vector<Route> routes;
    const bool isFull =
        std::ranges::any_of(edges, [wanted](const RouteEdge &edge) { return edge.from == 0 && edge.to == wanted; });
    for (std::size_t i = 0; i < edges.size(); ++i) {
        if (edges[i].to != wanted)
            continue;
        if (edges[i].from == 0 || (edges[i].from == installed && use == InstalledUse::All))
            routes.push_back({{i}, edges[i].bytes});
        else if (edges[i].from == installed && use == InstalledUse::Repaired && isFull)
            routes.push_back({{i}, edges[i].bytes + repairBytes});
    }
    if (use == InstalledUse::All && installed != 0)
        if (auto chain = cheapest(edges, installed, wanted, 2))
            routes.push_back(std::move(*chain));
    if (routes.empty())
        return std::nullopt;
    std::ranges::stable_sort(routes, {},
                             [](const Route &route) { return std::tuple(route.bytes, route.edges.size()); });
    plan.best = routes.front();
    plan.alternatives.assign(routes.begin() + 1, routes.end());
    plan.reason = plan.alternatives.empty() ? RouteReason::OnlyOne : RouteReason::Cheapest;
    return plan;
}

} // namespace freshet::delta
