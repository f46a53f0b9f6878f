// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "SimHost.h"
#include "SimRandom.h"
#include "VirtualTime.h"
#include "core/meta/Geometry.h"
#include "core/pick/SwarmPicker.h"
#include "core/pick/UploadQueue.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace freshet {

/// What a simulated swarm consists of. Rates in Mbit/s, as in the names of lines.
struct SwarmSpec {
    struct Site {
        /// One letter per machine: 'h' honest, 's' seed, 'l' liar, 'z' sleeps (stalls), 'c' claims everything and fetches nothing.
        std::string machines;
        double wanDown = 60;
        double wanUp = 20;
    };
    std::vector<Site> sites;
    Bytes content = 64_MiB;
    Bytes piece = 1_MiB;
    double originUp = 400;
    double originPerConnection = 0; ///< 0: no limit
    double lanUp = 200;
    double lanDown = 200;
    std::chrono::nanoseconds lanLatency = std::chrono::microseconds{200};
    std::chrono::nanoseconds wanLatency = std::chrono::milliseconds{5}; ///< one way
    std::chrono::milliseconds discoveryFastest{5};
    std::chrono::milliseconds discoverySlowest{150};
    std::uint32_t maximumConnections = 50; ///< of a machine
    bool tracker = false;                  ///< sites find each other
    bool leafProofs = true;                ///< somebody tells the block hashes of a piece that failed its proof
    double depthTime = 0.010;              ///< seconds of a peer's rate that are asked for beyond two round trips
    bool useHttp = true;
    std::uint64_t seed = 1;
    PickSettings pick{.discoveryTime = std::chrono::milliseconds{500}};
    UploadQueue::Settings uploads{};
};

/// A swarm in virtual time: machines that run the real brains on made-up ports, lines, disks and processes.
///
/// Everything that happens follows from the spec and its seed. What must always hold is checked while it runs; the first breach ends up in
/// violation(), with the time and the seed.
class SimSwarm {
public:
    explicit SimSwarm(const SwarmSpec &spec);
    ~SimSwarm();

    [[nodiscard]] const SwarmSpec &spec() const { return m_spec; }
    [[nodiscard]] const Geometry &geometry() const { return m_geometry; }
    [[nodiscard]] VirtualTime &time() { return m_time; }
    [[nodiscard]] MonotonicTime now() const { return m_time.now(); }
    [[nodiscard]] SimRandom &random() { return m_random; }
    [[nodiscard]] SimHost &host(std::size_t number) { return *m_hosts[number]; }
    [[nodiscard]] std::size_t hostCount() const { return m_hosts.size(); }
    [[nodiscard]] SimSite &site(std::size_t number) { return *m_sites[number]; }
    [[nodiscard]] std::size_t siteCount() const { return m_sites.size(); }
    [[nodiscard]] SimLink &origin() { return m_origin; }

    // The script.
    void start(SimHost &host);
    void startAt(MonotonicTime at, SimHost &host);
    void startAll();
    /// kill -9: its connections are reset.
    void kill(SimHost &host);
    /// The power is gone: the others hear nothing any more, not even that.
    void vanish(SimHost &host);
    void at(MonotonicTime when, VirtualTime::Action action) { m_time.at(when, std::move(action)); }
    /// The LAN of a site falls into two halves (host.half), or is one again.
    void setSplit(SimSite &site, bool split);

    /// Runs until every machine that is on and fetches is finished, or `limit`. True: all finished.
    bool run(std::chrono::nanoseconds limit);
    /// Runs on, finished or not.
    void runFor(std::chrono::nanoseconds duration);
    [[nodiscard]] bool isFinished() const;

    // What machines ask of their world.
    /// Whether packets go from one to the other.
    [[nodiscard]] bool reaches(const SimHost &a, const SimHost &b) const;
    void violate(const std::string &what);
    [[nodiscard]] const std::string &violation() const { return m_violation; }
    void expectMore(int change) { m_unfinished += change; }
    /// A machine begins (+1) or ends (-1) to fetch a piece over HTTP. Two that can hear each other may do so with the same piece only for as long as
    /// a claim takes to lapse, unless one of them helps the other on purpose.
    void keepHttpCopy(SimHost &host, PieceIndex piece, int change);
    /// What a machine received is useful, wasted or still to be judged. Asked at every step of the machine that changes it.
    void checkBooks(const SimHost &host);

    // Results.
    /// From the first start to the last machine's end, in seconds.
    [[nodiscard]] double slowest() const;
    /// Payload that came into the site, in contents.
    [[nodiscard]] double copiesInto(std::size_t site) const;
    /// The largest number of contents that one machine's port sent.
    [[nodiscard]] double mostUploaded() const;
    [[nodiscard]] double wastedShare() const; ///< of all that machines received
    [[nodiscard]] std::uint64_t messages() const;
    /// The fluid lower bound in seconds if all start at once: every cut of sites without exchange between them.
    [[nodiscard]] double bound() const;
    [[nodiscard]] std::string summary() const;

private:
    void discover(SimHost &host);
    void connect(SimHost &a, SimHost &b);
    void stop(SimHost &host);
    void checkBooks();
    struct Copy {
        SimHost *host;
        MonotonicTime since;
    };
    void checkCopies(PieceIndex piece, const std::vector<Copy> &copies);
    void forgetCopies(const SimHost &host);

    SwarmSpec m_spec;
    Geometry m_geometry;
    VirtualTime m_time;
    SimRandom m_random;
    SimLink m_origin;
    std::vector<std::unique_ptr<SimSite>> m_sites;
    std::vector<std::unique_ptr<SimHost>> m_hosts;
    std::set<const SimSite *> m_split;
    std::map<std::pair<const SimSite *, PieceIndex>, std::vector<Copy>> m_copies; ///< under way over HTTP
    std::string m_violation;
    int m_unfinished = 0;
    int m_waitingStarts = 0; ///< planned by startAt
};

} // namespace freshet
