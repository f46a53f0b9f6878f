// SPDX-License-Identifier: GPL-3.0-or-later
#include "SimSwarm.h"

#include "SimEvents.h"
#include "SimMachine.h"

#include <algorithm>
#include <cstdio>

namespace freshet {

namespace {

using namespace std::chrono_literals;

constexpr double megabit = 125'000; ///< bytes per second
/// For a claim to be heard everywhere, by way of others.
constexpr auto hearingTime = 500ms;

SimHost::Nature natureOf(char letter)
{
    switch (letter) {
    case 's':
        return SimHost::Nature::Seed;
    case 'l':
        return SimHost::Nature::Liar;
    case 'z':
        return SimHost::Nature::Staller;
    case 'c':
        return SimHost::Nature::Hoarder;
    default:
        return SimHost::Nature::Honest;
    }
}

} // namespace

SimSwarm::SimSwarm(const SwarmSpec &spec)
    : m_spec(spec)
    , m_geometry(spec.content, spec.piece)
    , m_random(spec.seed)
{
    m_origin.bytesPerSecond = spec.originUp * megabit;
    for (const SwarmSpec::Site &siteSpec : spec.sites) {
        auto site = std::make_unique<SimSite>();
        site->wanDown.bytesPerSecond = siteSpec.wanDown * megabit;
        site->wanDown.latency = spec.wanLatency;
        site->wanUp.bytesPerSecond = siteSpec.wanUp * megabit;
        site->wanUp.latency = spec.wanLatency;
        for (const char letter : siteSpec.machines) {
            auto host = std::make_unique<SimHost>();
            host->number = static_cast<std::uint32_t>(m_hosts.size());
            host->nature = natureOf(letter);
            host->site = site.get();
            host->half = static_cast<std::uint32_t>(site->hosts.size() % 2);
            host->up.bytesPerSecond = spec.lanUp * megabit;
            host->down.bytesPerSecond = spec.lanDown * megabit;
            host->down.latency = spec.lanLatency;
            host->disk = PieceSet(m_geometry.pieceCount(), host->nature == SimHost::Nature::Seed);
            site->hosts.push_back(host.get());
            m_hosts.push_back(std::move(host));
        }
        m_sites.push_back(std::move(site));
    }
}

SimSwarm::~SimSwarm()
{
    for (const auto &host : m_hosts)
        host->machine.reset();
}

// The script

void SimSwarm::start(SimHost &host)
{
    if (host.machine)
        return;
    if (host.lives++ == 0)
        host.firstStart = now();
    host.machine = std::make_unique<SimMachine>(*this, host, m_random.any());
    if (host.fetches() && !host.disk.isComplete())
        expectMore(+1);
    host.machine->begin();
    discover(host);
}

void SimSwarm::startAt(MonotonicTime when, SimHost &host)
{
    ++m_waitingStarts;
    at(when, [this, &host] {
        --m_waitingStarts;
        start(host);
    });
}

void SimSwarm::startAll()
{
    for (const auto &host : m_hosts)
        startAt(now(), *host);
}

void SimSwarm::kill(SimHost &host)
{
    if (host.machine) {
        host.machine->end(false);
        stop(host);
    }
}

void SimSwarm::vanish(SimHost &host)
{
    if (host.machine) {
        host.machine->end(true);
        stop(host);
    }
}

void SimSwarm::stop(SimHost &host)
{
    if (host.fetches() && !host.machine->verified().isComplete())
        expectMore(-1);
    host.totals.wasted += host.machine->pending();
    host.totals.useful -= host.machine->unsyncedBytes();
    host.totals.wasted += host.machine->unsyncedBytes();
    if (!host.disk.isComplete())
        host.finished = MonotonicTime::max();
    forgetCopies(host);
    host.machine.reset();
}

void SimSwarm::setSplit(SimSite &site, bool split)
{
    if (split)
        m_split.insert(&site);
    else
        m_split.erase(&site);
    // Halves that meet again tell each other first.
    for (auto &[key, copies] : m_copies)
        for (Copy &copy : copies)
            copy.since = now();
    for (SimHost *host : site.hosts)
        if (host->machine)
            split ? host->machine->disconnectFromOtherHalf() : discover(*host);
}

bool SimSwarm::reaches(const SimHost &a, const SimHost &b) const
{
    return a.site != b.site || a.half == b.half || !m_split.contains(a.site);
}

void SimSwarm::discover(SimHost &host)
{
    // Who has just come says so once; of a large site everybody dials a few at random and keeps room for those who dial it.
    std::vector<SimHost *> others;
    for (const auto &other : m_hosts)
        if (other->machine && other.get() != &host && (other->site == host.site || m_spec.tracker))
            others.push_back(other.get());
    const std::size_t most = others.size() < m_spec.maximumConnections ? others.size() : m_spec.maximumConnections / 2;
    for (std::size_t i = 0; i < most; ++i) {
        std::swap(others[i], others[i + m_random.below(others.size() - i)]);
        const auto span = std::chrono::nanoseconds{m_spec.discoverySlowest - m_spec.discoveryFastest};
        const auto delay = m_spec.discoveryFastest
                           + std::chrono::nanoseconds{
                               static_cast<std::int64_t>(m_random.fraction() * static_cast<double>(span.count()))};
        SimHost *other = others[i];
        simLater(*this, host, delay, [this, other](SimMachine &self) { connect(self.host(), *other); });
    }
}

void SimSwarm::connect(SimHost &a, SimHost &b)
{
    if (!a.machine || !b.machine || !reaches(a, b) || a.machine->isConnectedTo(b) || a.machine->isBanned(b)
        || b.machine->isBanned(a) || a.machine->connections() >= m_spec.maximumConnections
        || b.machine->connections() >= m_spec.maximumConnections)
        return;
    const PeerKey atA = a.machine->nextKey();
    const PeerKey atB = b.machine->nextKey();
    a.machine->onConnected({&b, b.lives, atB});
    b.machine->onConnected({&a, a.lives, atA});
}

bool SimSwarm::isFinished() const
{
    return m_unfinished == 0;
}

bool SimSwarm::run(std::chrono::nanoseconds limit)
{
    const MonotonicTime end = now() + limit;
    while (m_time.step(end)) {
        if ((m_time.steps() & 0xffff) == 0)
            checkBooks();
        if (m_unfinished == 0 && m_waitingStarts == 0)
            break;
    }
    checkBooks();
    return m_unfinished == 0;
}

void SimSwarm::runFor(std::chrono::nanoseconds duration)
{
    const MonotonicTime end = now() + duration;
    while (m_time.step(end))
        if ((m_time.steps() & 0xffff) == 0)
            checkBooks();
    checkBooks();
}

// Invariants

void SimSwarm::keepHttpCopy(SimHost &host, PieceIndex piece, int change)
{
    auto &copies = m_copies[{host.site, piece}];
    checkCopies(piece, copies);
    if (change > 0)
        copies.push_back({&host, now()});
    else if (const auto at = std::ranges::find(copies, &host, &Copy::host); at != copies.end())
        copies.erase(at);
    else
        violate("machine " + std::to_string(host.number) + " ends a request that it has not begun");
}

void SimSwarm::checkCopies(PieceIndex piece, const std::vector<Copy> &copies)
{
    for (std::size_t i = 0; i < copies.size(); ++i)
        for (std::size_t k = i + 1; k < copies.size(); ++k) {
            const Copy &a = copies[i];
            const Copy &b = copies[k];
            if (now() - std::max(a.since, b.since) <= ClaimBook::longestLapse + hearingTime
                || !reaches(*a.host, *b.host) || a.host->machine->picker().isHelping(piece)
                || b.host->machine->picker().isHelping(piece))
                continue;
            violate("machines " + std::to_string(a.host->number) + " and " + std::to_string(b.host->number)
                    + " both fetch piece " + std::to_string(piece.value())
                    + " over HTTP for longer than a claim holds");
        }
}

void SimSwarm::forgetCopies(const SimHost &host)
{
    for (auto &[key, copies] : m_copies)
        std::erase_if(copies, [&](const Copy &copy) { return copy.host == &host; });
}

void SimSwarm::violate(const std::string &what)
{
    if (m_violation.empty())
        m_violation = what + ", at " + std::to_string(std::chrono::duration<double>(now().time_since_epoch()).count())
                      + " s, seed " + std::to_string(m_spec.seed);
}

void SimSwarm::checkBooks(const SimHost &host)
{
    const SimHost::Totals &t = host.totals;
    const std::uint64_t pending = host.machine ? host.machine->pending() : 0;
    if (t.received != t.useful + t.wasted + pending)
        violate("machine " + std::to_string(host.number) + ": received " + std::to_string(t.received)
                + " bytes, but useful " + std::to_string(t.useful) + " + wasted " + std::to_string(t.wasted)
                + " + pending " + std::to_string(pending));
}

void SimSwarm::checkBooks()
{
    for (const auto &host : m_hosts)
        checkBooks(*host);
    for (const auto &[key, copies] : m_copies)
        checkCopies(key.second, copies);
}

// Results

double SimSwarm::slowest() const
{
    MonotonicTime first = MonotonicTime::max();
    MonotonicTime last{};
    for (const auto &host : m_hosts)
        if (host->fetches() && host->machine) {
            first = std::min(first, host->firstStart);
            last = std::max(last, host->finished);
        }
    return std::chrono::duration<double>(last - first).count();
}

double SimSwarm::copiesInto(std::size_t site) const
{
    return static_cast<double>(m_sites[site]->wanDown.carried) / static_cast<double>(m_spec.content.value());
}

double SimSwarm::mostUploaded() const
{
    std::uint64_t most = 0;
    for (const auto &host : m_hosts)
        if (host->fetches())
            most = std::max(most, host->totals.uploaded);
    return static_cast<double>(most) / static_cast<double>(m_spec.content.value());
}

double SimSwarm::wastedShare() const
{
    std::uint64_t wasted = 0;
    std::uint64_t received = 0;
    for (const auto &host : m_hosts) {
        wasted += host->totals.wasted;
        received += host->totals.received;
    }
    return received == 0 ? 0 : static_cast<double>(wasted) / static_cast<double>(received);
}

std::uint64_t SimSwarm::messages() const
{
    std::uint64_t messages = 0;
    for (const auto &host : m_hosts)
        messages += host->totals.messages;
    return messages;
}

double SimSwarm::bound() const
{
    const auto content = static_cast<double>(m_spec.content.value());
    double seconds = content * static_cast<double>(m_sites.size()) / m_origin.bytesPerSecond;
    for (const auto &site : m_sites) {
        const auto fetching = static_cast<double>(
            std::count_if(site->hosts.begin(), site->hosts.end(), [](const SimHost *h) { return h->fetches(); }));
        seconds = std::max(seconds, content / site->wanDown.bytesPerSecond);
        const double up = site->hosts.front()->up.bytesPerSecond;
        seconds =
            std::max(seconds, fetching * content
                                  / (site->wanDown.bytesPerSecond + up * static_cast<double>(site->hosts.size())));
        seconds = std::max(seconds, content / site->hosts.front()->down.bytesPerSecond);
    }
    return seconds;
}

std::string SimSwarm::summary() const
{
    double copies = 0;
    for (std::size_t i = 0; i < m_sites.size(); ++i)
        copies = std::max(copies, copiesInto(i));
    char text[200];
    std::snprintf(text, sizeof text,
                  "%.3f x bound (%.2f s), %.3f F into the worst site, a port sent at most %.2f F, %.2f %% wasted, %.1f "
                  "k messages",
                  slowest() / bound(), slowest(), copies, mostUploaded(), wastedShare() * 100,
                  static_cast<double>(messages()) / 1000);
    return text;
}

} // namespace freshet
