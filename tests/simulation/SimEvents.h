// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "SimMachine.h"
#include "SimSwarm.h"

#include <utility>

namespace freshet {

/// Does something with the process of a host after a while, unless that life of it is over by then.
template <typename Act>
void simLater(SimSwarm &swarm, SimHost &host, std::chrono::nanoseconds delay, Act act)
{
    swarm.time().after(delay, [&host, life = host.lives, act = std::move(act)]() mutable {
        if (host.machine && host.lives == life)
            act(*host.machine);
    });
}

template <typename Act>
void SimMachine::later(std::chrono::nanoseconds delay, Act act)
{
    simLater(m_swarm, m_host, delay, std::move(act));
}

template <typename Say>
void SimMachine::tell(PeerKey key, Say say)
{
    const Peer &peer = m_peers[key.value()];
    if (!peer.open)
        return;
    ++m_host.totals.messages;
    const FarEnd far = peer.far;
    const SimHost &from = m_host;
    m_swarm.at(peer.flow->messageArrival(), [&swarm = m_swarm, &from, far, say = std::move(say)]() mutable {
        SimMachine *other = far.host->machine.get();
        if (other && other->m_life == far.life && other->m_peers[far.key.value()].open
            && swarm.reaches(from, *far.host))
            say(*other, far.key);
    });
}

} // namespace freshet
