// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "SimSwarm.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace freshet {

/// The networks of the swarm benchmark, by name: ports of 200 Mbit/s, an origin of 400.
inline std::vector<std::pair<std::string, std::function<SwarmSpec()>>> topologies()
{
    return {
        {"A", [] { return SwarmSpec{.sites = {{"hhhhhhhh", 60, 20}}, .content = 128_MiB}; }},
        {"B",
         [] {
             return SwarmSpec{.sites = {{"hhhh", 40, 20}, {"hhhh", 40, 20}, {"hhhh", 40, 20}, {"hhhh", 40, 20}},
                              .content = 128_MiB};
         }},
        {"B2",
         [] {
             return SwarmSpec{.sites = {{"hhhh", 40, 20}, {"hhhh", 40, 20}, {"hhhh", 40, 20}, {"hhhh", 40, 20}},
                              .content = 128_MiB,
                              .piece = 256_KiB,
                              .originUp = 80,
                              .tracker = true};
         }},
        {"C", [] { return SwarmSpec{.sites = {{std::string(24, 'h'), 20, 10}}}; }},
        {"one", [] { return SwarmSpec{.sites = {{"h", 60, 20}}}; }},
        {"fast", [] { return SwarmSpec{.sites = {{std::string(24, 'h'), 200, 100}}}; }},
        {"300", [] { return SwarmSpec{.sites = {{std::string(300, 'h'), 100, 50}}}; }},
        {"1000", [] { return SwarmSpec{.sites = {{std::string(1000, 'h'), 100, 50}}}; }},
        {"throttled", [] { return SwarmSpec{.sites = {{std::string(24, 'h'), 100, 50}}, .originPerConnection = 8}; }},
    };
}

inline SwarmSpec topology(const std::string &name)
{
    for (const auto &[known, make] : topologies())
        if (known == name)
            return make();
    return {};
}

} // namespace freshet
