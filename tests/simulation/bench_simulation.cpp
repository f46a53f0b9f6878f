// SPDX-License-Identifier: GPL-3.0-or-later
#include "SimMachine.h"
#include "SimSwarm.h"
#include "SimTopologies.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <format>

using namespace freshet;
using namespace std::chrono_literals;

/// bench_simulation [TOPOLOGY [FIRST_SEED [COUNT]]]: medians over seeds of the slowest machine's time by its bound, copies into the worst site,
/// bytes sent by the busiest machine, waste; "" is every topology.
int main(int argc, char **argv)
{
    const char *which = argc > 1 ? argv[1] : "";
    const std::uint64_t first = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
    const std::uint64_t count = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 20;
    for (const auto &[name, make] : topologies()) {
        if (*which && name != which)
            continue;
        std::vector<double> ratio;
        std::vector<double> copies;
        std::vector<double> port;
        std::vector<double> waste;
        const auto began = std::chrono::steady_clock::now();
        for (std::uint64_t seed = first; seed < first + count; ++seed) {
            SwarmSpec spec = make();
            spec.seed = seed;
            SimSwarm swarm(spec);
            swarm.startAll();
            const bool done = swarm.run(1h);
            if (count == 1 || !done)
                std::printf("%s seed %llu: %s%s\n", name.c_str(), static_cast<unsigned long long>(seed),
                            done ? "" : "NOT FINISHED ", swarm.summary().c_str());
            if (!swarm.violation().empty())
                std::printf("VIOLATION %s\n", swarm.violation().c_str());
            double worst = 0;
            for (std::size_t i = 0; i < swarm.siteCount(); ++i)
                worst = std::max(worst, swarm.copiesInto(i));
            ratio.push_back(swarm.slowest() / swarm.bound());
            copies.push_back(worst);
            port.push_back(swarm.mostUploaded());
            waste.push_back(swarm.wastedShare());
        }
        const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        const auto show = [](std::vector<double> values) {
            std::ranges::sort(values);
            return std::format("{:.3f} ({:.3f}..{:.3f})", values[values.size() / 2], values.front(), values.back());
        };
        std::printf("%-12s x bound %s  WAN %s F  port %s F  waste %s  %.2f s/run\n", name.c_str(), show(ratio).c_str(),
                    show(copies).c_str(), show(port).c_str(), show(waste).c_str(), took / static_cast<double>(count));
    }
}
