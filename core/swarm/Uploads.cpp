// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/swarm/Uploads.h"

#include <QPointer>

#include <fcntl.h>

namespace freshet {

Uploads::Uploads(const Geometry &geometry, const UploadQueue::Settings &settings, Prover prover)
    : m_geometry(geometry)
    , m_queue(settings)
    , m_prover(std::move(prover))
    , m_offered(geometry.pieceCount())
    , m_proven(geometry.pieceCount())
{
}

Uploads::~Uploads()
{
    if (m_throttle)
        m_throttle->forget(*this);
}

void Uploads::setThrottle(Throttle &throttle, const Clock &clock)
{
    m_throttle = &throttle;
    m_clock = &clock;
}

void Uploads::onThrottleOpen()
{
    m_queue.allowAll();
    serve();
}

bool Uploads::maySend(const SwarmPeer &peer, BlockIndex block)
{
    return !m_throttle
           || m_throttle->takeUpload(peer.classified.peerClass, m_geometry.blockSize(block), *this,
                                     m_clock->monotonic());
}

void Uploads::setFile(std::shared_ptr<const UniqueFd> file, const PieceSet &old)
{
    m_file = std::move(file);
    old.forEach([this](PieceIndex piece) { m_offered.insert(piece); });
}

void Uploads::onReadable(PieceIndex piece)
{
    m_proven.insert(piece);
    m_offered.insert(piece);
}

void Uploads::onLost(PieceIndex piece)
{
    m_proven.remove(piece);
    m_offered.remove(piece);
}

void Uploads::onPeer(SwarmPeer &peer, Bytes given)
{
    m_peers.insert_or_assign(peer.key, &peer);
    m_queue.onPeer(peer.key, static_cast<std::uint8_t>(peer.classified.peerClass), given.value() / blockLength.value());
}

void Uploads::onChoked(SwarmPeer &peer)
{
    (void)m_queue.onChoked(peer.key);
    for (auto &[piece, waiting] : m_proving)
        std::erase_if(waiting, [&peer](const Waiting &w) { return w.peer == peer.key; });
}

void Uploads::onPeerGone(SwarmPeer &peer)
{
    m_peers.erase(peer.key);
    m_queue.onPeerGone(peer.key);
    for (auto &[piece, waiting] : m_proving)
        std::erase_if(waiting, [&peer](const Waiting &w) { return w.peer == peer.key; });
}

void Uploads::onRequest(SwarmPeer &peer, BlockIndex block)
{
    if (!m_file || !m_offered.contains(m_geometry.pieceOf(block)) || !m_queue.onRequest(peer.key, block)) {
        peer.link->rejectBlock(block);
        return;
    }
    // Tells the kernel to bring the piece into its cache, so that sending does not wait for the disk.
    const PieceIndex piece = m_geometry.pieceOf(block);
    if (block == m_geometry.firstBlockOf(piece))
        (void)::posix_fadvise(m_file->get(), static_cast<off_t>(m_geometry.pieceOffset(piece).value()),
                              static_cast<off_t>(m_geometry.pieceSize(piece).value()), POSIX_FADV_WILLNEED);
}

void Uploads::onCancelled(SwarmPeer &peer, BlockIndex block)
{
    if (m_queue.onCancel(peer.key, block))
        return;
    if (const auto it = m_proving.find(m_geometry.pieceOf(block)); it != m_proving.end())
        std::erase_if(it->second, [&](const Waiting &w) { return w.peer == peer.key && w.block == block; });
}

void Uploads::onSendSpace(SwarmPeer &peer)
{
    m_queue.onBusy(peer.key, false);
    serve();
}

void Uploads::serve()
{
    while (const auto batch = m_queue.next()) {
        const auto it = m_peers.find(batch->peer);
        if (it == m_peers.end())
            continue;
        SwarmPeer &peer = *it->second;
        for (std::size_t i = 0; i < batch->blocks.size(); ++i) {
            if (!maySend(peer, batch->blocks[i])) {
                m_queue.putBack(batch->peer, std::span(batch->blocks).subspan(i));
                m_queue.onHeld(batch->peer);
                break;
            }
            answer(peer, batch->blocks[i]);
        }
        if (!peer.link->hasSendSpace())
            m_queue.onBusy(peer.key, true);
    }
}

void Uploads::answer(SwarmPeer &peer, BlockIndex block)
{
    const PieceIndex piece = m_geometry.pieceOf(block);
    if (!m_offered.contains(piece)) {
        peer.link->rejectBlock(block);
        return;
    }
    if (!m_proven.contains(piece)) {
        m_proving[piece].push_back({peer.key, block});
        if (m_proving[piece].size() == 1)
            prove(piece);
        return;
    }
    if (!peer.link->sendBlock(block, m_file, m_geometry.blockOffset(block)))
        return;
    if (m_throttle)
        m_throttle->onSent(peer.classified.peerClass, m_geometry.blockSize(block), m_clock->monotonic());
    Q_EMIT sent(peer.key, m_geometry.blockSize(block));
}

void Uploads::prove(PieceIndex piece)
{
    m_prover(m_file, piece, [self = QPointer(this), piece](bool isGood) {
        if (self)
            self->onProven(piece, isGood);
    });
}

void Uploads::onProven(PieceIndex piece, bool isGood)
{
    auto node = m_proving.extract(piece);
    if (isGood)
        m_proven.insert(piece);
    else
        onLost(piece);
    if (node) {
        for (const Waiting &waiting : node.mapped())
            if (const auto it = m_peers.find(waiting.peer); it != m_peers.end()) {
                answer(*it->second, waiting.block);
                if (!it->second->link->hasSendSpace())
                    m_queue.onBusy(waiting.peer, true);
            }
    }
    if (!isGood)
        Q_EMIT damaged(piece);
}

} // namespace freshet
