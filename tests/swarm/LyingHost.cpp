// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/swarm/LyingHost.h"

namespace freshet::test {

LyingHost::LyingHost(const WireContent &content)
    : SeedHost(content)
    , m_content(content)
    , m_rubbish(std::make_shared<const QByteArray>(static_cast<qsizetype>(blockLength.value()), '\x5a'))
{
}

void LyingHost::onPeerHashRequest(PeerConnection &peer, const HashSpan &span)
{
    if (hashes == Hashes::Told)
        SeedHost::onPeerHashRequest(peer, span);
    else
        hashRequests.push_back(span);
    if (hashes == Hashes::Rejected)
        peer.rejectHashes(span);
}

void LyingHost::onPeerBatchEnd(PeerConnection &peer)
{
    lie(peer);
    RecordingHost::onPeerBatchEnd(peer);
}

void LyingHost::onPeerSendSpace(PeerConnection &peer)
{
    lie(peer);
}

void LyingHost::lie(PeerConnection &peer)
{
    while (serves && !peer.isClosed() && !peer.theirRequests().empty() && peer.hasSendSpace()) {
        const BlockIndex block = peer.theirRequests().front();
        const auto size = static_cast<std::size_t>(m_content.geometry().blockSize(block).value());
        const bool spoil = spoils(block);
        const bool said = spoil
                              ? peer.sendBlock(block, std::as_bytes(std::span(m_rubbish->constData(), size)), m_rubbish)
                              : peer.sendBlock(block, m_content.block(block), m_content.keeper());
        if (!said)
            return;
        ++sent;
        spoilt += spoil ? 1 : 0;
        if (leavesAfter(sent)) {
            peer.flush();
            peer.close({.code = ErrorCode::Cancelled});
        }
    }
}

} // namespace freshet::test
