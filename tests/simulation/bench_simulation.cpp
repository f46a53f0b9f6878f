// SPDX-License-Identifier: GPL-3.0-or-later
#include "SimMachine.h"
#include "SimSwarm.h"
#include "SimTopologies.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace freshet;
using namespace std::chrono_literals;

int main(int argc, char **argv)
{
    const char *which = argc > 1 ? argv[1] : "";
    const std::uint64_t first = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
    const std::uint64_t count = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 20;
    for (const auto &[name, make] : topologies()) {
        if (*which && name != which)
            continue;
        std::vector<double> ratio, copies, port, waste;
        const auto began = std::chrono::steady_clock::now();
        for (std::uint64_t seed = first; seed < first + count; ++seed) {
            SwarmSpec spec = make();
            spec.seed = seed;
            if (const char *e = std::getenv("QA"))
                spec.pick.queuedAfter = std::chrono::milliseconds{std::atoi(e)};
            if (const char *e = std::getenv("SB"))
                spec.pick.slowBlock = std::chrono::milliseconds{std::atoi(e)};
            if (const char *e = std::getenv("SL"))
                spec.uploads.slots = std::atoi(e);
            if (const char *e = std::getenv("BA"))
                spec.uploads.batch = std::atoi(e);
            if (const char *e = std::getenv("TU"))
                spec.uploads.turn = std::atoi(e);
            if (const char *e = std::getenv("DT"))
                spec.depthTime = std::atof(e);
            if (const char *e = std::getenv("RD"))
                spec.pick.siteReaders = std::atoi(e);
            SimSwarm swarm(spec);
            swarm.startAll();
            if (std::getenv("TL"))
                for (int i = 1; i < 400; ++i)
                    swarm.at(MonotonicTime{} + i * 250ms, [&swarm, i, last = std::uint64_t{0}]() mutable {
                        std::uint64_t v = 0, readers = 0, conns = 0;
                        PieceSet any(swarm.geometry().pieceCount());
                        for (std::size_t h = 0; h < swarm.hostCount(); ++h) {
                            auto &x = swarm.host(h);
                            if (!x.machine)
                                continue;
                            v += x.machine->verified().count();
                            readers += x.machine->isReading();
                            conns += x.machine->connections();
                            x.machine->verified().forEach([&](PieceIndex p) { any.insert(p); });
                        }
                        std::printf("%.2f wan %.1f MiB, any %u, mean %.1f, readers %lu conns %lu\n", i * 0.25,
                                    double(swarm.site(0).wanDown.carried) / 1048576, any.count(),
                                    double(v) / double(swarm.hostCount()), readers, conns);
                    });
            const bool done = swarm.run(1h);
            if (count == 1 || !done)
                std::printf("%s seed %llu: %s %s\n", name.c_str(), (unsigned long long)seed, done ? "" : "NOT FINISHED",
                            swarm.summary().c_str());
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
        const auto show = [](std::vector<double> v) {
            std::sort(v.begin(), v.end());
            static char text[4][60];
            static int at = 0;
            at = (at + 1) % 4;
            std::snprintf(text[at], 60, "%.3f (%.3f..%.3f)", v[v.size() / 2], v.front(), v.back());
            return text[at];
        };
        std::printf("%-12s x bound %s  WAN %s F  port %s F  waste %s  %.2f s/run\n", name.c_str(), show(ratio),
                    show(copies), show(port), show(waste), took / static_cast<double>(count));
    }
}
