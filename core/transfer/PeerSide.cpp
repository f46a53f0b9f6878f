// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/PeerSide.h"

namespace freshet {

namespace {

PickSettings withDiscovery(PickSettings settings, const SwarmHub &hub)
{
    if (hub.findsPeers())
        settings.discoveryTime = PeerSide::discoveryTime;
    return settings;
}

} // namespace

PeerSide::PeerSide(SwarmHub &hub, Store &store, const Clock &clock, const StorageKey &key, SwarmContent content,
                   ContentHandle handle, const PieceSet &durable, const PickSettings &settings)
    : m_hub(hub)
    , m_id(content.wire.id)
    , m_finished(hub.find(m_id) != nullptr)
    , m_swarm(hub.open(std::move(content)))
{
    const Geometry &geometry = m_swarm.content().wire.geometry;
    m_board = std::make_unique<SwarmPicker>(geometry, hub.rank(), withDiscovery(settings, hub));
    durable.forEach([this](PieceIndex piece) { m_board->onDurable(piece); });
    m_fetch = std::make_unique<PeerFetch>(m_swarm, *m_board, store, handle, geometry, clock);
    store.openForReading(key,
                         [swarm = QPointer(&m_swarm), durable](const Result<std::shared_ptr<const UniqueFd>> &file) {
                             if (swarm && file)
                                 swarm->setFile(*file, durable);
                         });
}

PeerSide::~PeerSide()
{
    m_fetch.reset();
    if (!m_finished)
        m_hub.close(m_id);
}

void PeerSide::onFinished(bool whole)
{
    m_finished = true;
    m_fetch.reset();
    if (whole)
        m_hub.onComplete(m_id);
}

} // namespace freshet
