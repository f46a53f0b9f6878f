// SPDX-License-Identifier: GPL-3.0-or-later
#include "SimEvents.h"
#include "SimMachine.h"
#include "SimSwarm.h"

namespace freshet {

namespace {

using namespace std::chrono_literals;

constexpr std::uint32_t bodyParcel = 16 * 1024;
constexpr std::uint32_t longestRun = 64;
constexpr std::size_t relayedTo = 8;

} // namespace

void SimMachine::setUseHttp(bool use)
{
    m_useHttp = use;
    m_picker.setUseHttp(use);
    pumpAll();
}

void SimMachine::pumpHttp()
{
    if (m_paused || !m_host.fetches())
        return;
    std::erase_if(m_lanes, [](const auto &lane) { return !lane->active; });
    const std::uint32_t allowed = m_openNear == 0 ? 2 : 1;
    while (m_lanes.size() < allowed) {
        const auto run = m_picker.nextRun(longestRun, allowed, now());
        throwDropped();
        if (!run)
            break;
        startLane(*run);
    }
    sayClaims(false);
}

void SimMachine::startLane(PieceRun run)
{
    m_picker.onRequested(run);
    auto lane = std::make_unique<Lane>();
    lane->run = run;
    lane->piece = run.first;
    lane->since = now();
    lane->active = true;
    for (std::uint32_t i = 0; i < run.count; ++i)
        m_swarm.keepHttpCopy(m_host, PieceIndex{run.first.value() + i}, +1);
    SimHost *host = &m_host;
    SimPath path{&m_swarm.origin(), &m_host.site->wanDown, &m_host.down};
    Lane *raw = lane.get();
    // A new request begins with a small window, as after a pause on a kept connection.
    std::shared_ptr<SimLink> throttle;
    if (m_swarm.spec().originPerConnection > 0) {
        throttle = std::make_shared<SimLink>();
        throttle->bytesPerSecond = m_swarm.spec().originPerConnection * 125'000;
        path.insert(path.begin(), throttle.get());
    }
    lane->flow = std::make_shared<SimFlow>(m_swarm.time(), std::move(path), 0, &m_host.site->wanDown,
                                           SimFlow::Hooks{.arrived =
                                                              [host, life = m_life, raw](const SimParcel &parcel) {
                                                                  if (host->machine && host->machine->m_life == life)
                                                                      host->machine->onHttpBytes(*raw, parcel);
                                                              },
                                                          .hasRoom = {}},
                                           throttle);
    std::uint64_t bytes = 0;
    for (std::uint32_t i = 0; i < run.count; ++i)
        bytes += m_swarm.geometry().pieceSize(PieceIndex{run.first.value() + i}).value();
    m_lanes.push_back(std::move(lane));
    m_swarm.time().after(m_swarm.spec().wanLatency, [flow = raw->flow, bytes] {
        for (std::uint64_t done = 0; done < bytes; done += bodyParcel)
            flow->send({.bytes = static_cast<std::uint32_t>(std::min<std::uint64_t>(bodyParcel, bytes - done))});
    });
}

void SimMachine::onHttpBytes(Lane &lane, const SimParcel &parcel)
{
    m_host.totals.received += parcel.bytes;
    m_host.totals.overHttp += parcel.bytes;
    std::uint64_t left = parcel.bytes;
    while (left > 0 && lane.active) {
        const std::uint64_t size = m_swarm.geometry().pieceSize(lane.piece).value();
        const std::uint64_t take = std::min(left, size - lane.filled);
        left -= take;
        lane.filled += take;
        if (lane.filled < size)
            continue;
        const double seconds = std::chrono::duration<double>(now() - lane.since).count();
        const double fresh = static_cast<double>(size) / std::max(seconds, 1e-6);
        m_httpRate = m_httpRate == 0 ? fresh : 0.5 * (m_httpRate + fresh);
        m_picker.onHttpRate(BytesPerSecond{static_cast<std::uint64_t>(m_httpRate)});
        lane.since = now();
        lane.filled = 0;
        const PieceIndex piece = lane.piece;
        m_swarm.keepHttpCopy(m_host, piece, -1);
        m_picker.onReceived(piece);
        m_awaiting.insert(piece);
        later(1ms, [piece](SimMachine &self) { self.onProven(piece); });
        ++lane.piece;
        if (lane.piece.value() == lane.run.first.value() + lane.run.count)
            lane.active = false;
        else if (!m_picker.isWanted(lane.piece))
            cut(lane);
    }
    m_host.totals.wasted += left;
    m_swarm.checkBooks(m_host);
    if (!lane.active)
        pumpHttp();
    else
        sayClaims(false);
}

void SimMachine::cut(Lane &lane)
{
    if (!lane.active)
        return;
    lane.active = false;
    lane.flow->close();
    m_host.totals.wasted += std::exchange(lane.filled, 0);
    const std::uint32_t end = lane.run.first.value() + lane.run.count;
    for (std::uint32_t piece = lane.piece.value(); piece < end; ++piece)
        m_swarm.keepHttpCopy(m_host, PieceIndex{piece}, -1);
    m_picker.onAbandoned({lane.piece, end - lane.piece.value()});
}

void SimMachine::checkLanes()
{
    bool ended = false;
    for (const auto &lane : m_lanes) {
        if (!lane->active || m_picker.isWanted(lane->piece))
            continue;
        cut(*lane);
        ended = true;
    }
    if (ended)
        pumpHttp();
}

SiteClaim SimMachine::statement() const
{
    SiteClaim claim = m_picker.ownClaim();
    claim.sequence = m_said.sequence;
    claim.lapse = ClaimBook::longestLapse;
    return claim;
}

void SimMachine::sayClaims(bool renew)
{
    SiteClaim claim = m_picker.ownClaim();
    if (m_host.nature == SimHost::Nature::Hoarder) {
        claim.willing = true;
        claim.runs = {{PieceIndex{0}, m_swarm.geometry().pieceCount()}};
    } else if (!claim.isNewsAfter(m_said) && !(renew && !(claim.runs.empty() && claim.fetched.empty()))) {
        return;
    }
    claim.lapse = ClaimBook::longestLapse;
    claim.sequence = m_said.sequence + 1;
    m_said = claim;
    m_saidAt = now();
    const auto said = std::make_shared<const SiteClaim>(std::move(claim));
    for (std::size_t i = 0; i < m_peers.size(); ++i)
        if (m_peers[i].open && m_peers[i].near)
            tell(PeerKey{static_cast<std::uint32_t>(i)},
                 [said](SimMachine &other, PeerKey at) { other.onClaim(at, *said); });
}

void SimMachine::onClaim(PeerKey key, const SiteClaim &claim)
{
    if (!m_picker.claims().onClaim(key, claim, now()))
        return;
    if (claim.hops < ClaimBook::maximumHops) {
        auto relayed = std::make_shared<SiteClaim>(claim);
        ++relayed->hops;
        std::size_t told = 0;
        for (std::size_t i = 0; i < m_peers.size() && told < relayedTo; ++i) {
            const std::size_t at = (m_relayFrom + i) % m_peers.size();
            if (!m_peers[at].open || !m_peers[at].near || at == key.value())
                continue;
            tell(PeerKey{static_cast<std::uint32_t>(at)},
                 [relayed](SimMachine &other, PeerKey here) { other.onClaim(here, *relayed); });
            ++told;
        }
        m_relayFrom = (m_relayFrom + relayedTo) % m_peers.size();
    }
    if (!m_host.fetches() || m_paused)
        return;
    checkLanes();
    if (m_lanes.empty())
        pumpHttp();
}

} // namespace freshet
