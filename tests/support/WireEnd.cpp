// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/WireEnd.h"

#include <QtGlobal>

namespace freshet::test {

WireEnd::WireEnd(const WireContent &content, PeerHost &host, PieceSet have, LobbyOptions options,
                 PeerOptions peerOptions)
    : m_content(content)
    , m_host(host)
    , m_have(std::move(have))
    , m_peerOptions(peerOptions)
    , m_lobby(std::make_unique<PeerLobby>(*this, makePeerId(), m_clock, std::move(options)))
    , m_listener(std::make_unique<PeerListener>(*m_lobby))
    , m_dialer(std::make_unique<PeerDialer>(*m_lobby, *this))
{
}

WireEnd::~WireEnd() = default;

PeerEndpoint WireEnd::listen(const QHostAddress &address)
{
    const auto at = m_listener->listen({.address = address, .port = 0});
    if (!at)
        qFatal("cannot listen: %s", qPrintable(at.error().detail));
    return *at;
}

void WireEnd::dial(const PeerEndpoint &to)
{
    dial(to, m_content.peerContent());
}

void WireEnd::dial(const PeerEndpoint &to, const PeerContent &about)
{
    const auto begun = m_dialer->dial(to, about);
    if (!begun)
        failures.push_back(begun.error());
}

std::vector<PeerConnection *> WireEnd::peers() const
{
    std::vector<PeerConnection *> out;
    for (const auto &peer : m_peers)
        out.push_back(peer.get());
    return out;
}

PeerConnection *WireEnd::peer() const
{
    return m_peers.empty() ? nullptr : m_peers.back().get();
}

void WireEnd::forget(PeerConnection *peer)
{
    std::erase_if(m_peers, [peer](const auto &each) { return each.get() == peer; });
}

bool WireEnd::mayKnock(const PeerEndpoint &)
{
    ++knocks;
    return knocksAreWelcome;
}

std::optional<PeerContent> WireEnd::contentFor(const WireInfoHash &infoHash, const PeerEndpoint &)
{
    const PeerContent content = m_content.peerContent();
    if (infoHash == truncated(content.id) || (content.v1InfoHash && infoHash == wireInfoHash(*content.v1InfoHash)))
        return content;
    return std::nullopt;
}

void WireEnd::onPeerReady(ReadyPeer peer)
{
    ++readies;
    m_peers.push_back(std::make_unique<PeerConnection>(std::move(peer), m_host, m_buffer, m_clock, m_peerOptions));
    m_peers.back()->start(m_have);
}

void WireEnd::onDialFailed(DialId, const PeerEndpoint &, const Error &error)
{
    failures.push_back(error);
}

PieceSet nothingOf(const WireContent &content)
{
    return PieceSet(content.geometry().pieceCount());
}

PieceSet allOf(const WireContent &content)
{
    PieceSet all(content.geometry().pieceCount(), true);
    return all;
}

} // namespace freshet::test
