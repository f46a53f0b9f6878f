// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/PeerLobby.h"

#include "core/wire/PendingPeer.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>

namespace freshet {

namespace {

/// Small messages leave at once; what belongs together is gathered before.
void withoutDelay(const UniqueFd &socket)
{
    const int on = 1;
    ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

} // namespace

PeerLobby::PeerLobby(PeerAdmission &admission, const PeerId &ourId, const Clock &clock, LobbyOptions options)
    : m_admission(admission)
    , m_ourId(ourId)
    , m_clock(clock)
    , m_options(std::move(options))
    , m_poller(std::make_shared<SocketPoller>())
    , m_slots(m_options.slots)
    , m_live(ourId)
{
    Q_ASSERT(m_options.tls == PeerTls::Off || m_options.credential);
}

PeerLobby::~PeerLobby() = default;

std::unique_ptr<LivePeers::Ticket> PeerLobby::admit(const PeerContent &content, const PeerId &peer,
                                                    const PeerEndpoint &endpoint, PeerDirection direction)
{
    return m_live.admit(content.id, peer, endpoint, direction, m_clock.monotonic());
}

void PeerLobby::takeIncoming(UniqueFd socket, const PeerEndpoint &from)
{
    if (!m_admission.mayKnock(from) || !m_slots.take(from))
        return;
    withoutDelay(socket);
    PendingPeer::Setup setup{.socket = std::move(socket),
                             .poller = m_poller,
                             .endpoint = from,
                             .direction = PeerDirection::Incoming,
                             .tls = m_options.tls,
                             .credential = m_options.credential ? &*m_options.credential : nullptr,
                             .ourId = m_ourId,
                             .time = m_options.handshakeTime};
    const Place place = m_waiting.insert(m_waiting.end(), nullptr);
    *place = std::make_unique<PendingPeer>(
        std::move(setup), [this, from](const WireInfoHash &hash) { return m_admission.contentFor(hash, from); },
        [this, from](const PeerContent &content, const PeerId &peer) {
            return admit(content, peer, from, PeerDirection::Incoming);
        },
        [this, place, from](Outcome outcome) {
            const auto ended = std::move(*place); // lives until this call is over
            m_waiting.erase(place);
            m_slots.give(from);
            if (outcome)
                m_admission.onPeerReady(std::move(*outcome));
        });
}

void PeerLobby::takeOutgoing(UniqueFd socket, const PeerEndpoint &to, const PeerContent &content, DialId dial,
                             bool encrypted, std::function<void(Outcome)> done)
{
    withoutDelay(socket);
    PendingPeer::Setup setup{.socket = std::move(socket),
                             .poller = m_poller,
                             .endpoint = to,
                             .direction = PeerDirection::Outgoing,
                             .content = content,
                             .dial = dial,
                             .encrypted = encrypted,
                             .tls = m_options.tls,
                             .credential = m_options.credential ? &*m_options.credential : nullptr,
                             .ourId = m_ourId,
                             .time = m_options.handshakeTime};
    const Place place = m_waiting.insert(m_waiting.end(), nullptr);
    *place = std::make_unique<PendingPeer>(
        std::move(setup), nullptr,
        [this, to](const PeerContent &about, const PeerId &peer) {
            return admit(about, peer, to, PeerDirection::Outgoing);
        },
        [this, place, done = std::move(done)](Outcome outcome) {
            const auto ended = std::move(*place);
            m_waiting.erase(place);
            done(std::move(outcome));
        });
}

void PeerLobby::abandon(DialId dial)
{
    std::erase_if(m_waiting, [dial](const auto &pending) { return pending->dial() == dial; });
}

} // namespace freshet
