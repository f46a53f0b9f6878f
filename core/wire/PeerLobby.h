// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/wire/GroupCredential.h"
#include "core/wire/KnockSlots.h"
#include "core/wire/PeerAdmission.h"
#include "core/wire/SocketPoller.h"

#include <QObject>

#include <expected>
#include <functional>
#include <list>
#include <memory>

namespace freshet {

class PendingPeer;

struct LobbyOptions {
    PeerTls tls = PeerTls::Off;
    std::optional<GroupCredential> credential{};     ///< needed unless tls is Off
    std::chrono::milliseconds handshakeTime{10'000}; ///< TLS included
    KnockSlots::Limits slots{};
};

/// Where connections wait until their handshake is done, whoever dialled: encryption, the 68 bytes, whom they are for. What comes out
/// is a ReadyPeer for the admission, or nothing. Connections to ourselves and second connections to the same peer end here. Invariant:
/// a connection in here holds at most 68 bytes of the peer's, and not longer than handshakeTime; strangers' half-open connections
/// are counted by address and prefix.
class PeerLobby final : public QObject {
    Q_OBJECT

public:
    using Outcome = std::expected<ReadyPeer, Error>;

    /// `admission` and `clock` must outlive it. `ourId` is what makePeerId gave for this run.
    PeerLobby(PeerAdmission &admission, const PeerId &ourId, const Clock &clock, LobbyOptions options = {});
    ~PeerLobby() override;

    [[nodiscard]] const LobbyOptions &options() const { return m_options; }
    [[nodiscard]] const PeerId &ourId() const { return m_ourId; }
    /// Connections in here.
    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }
    /// Connections that came out of here and live.
    [[nodiscard]] std::size_t livePeers() const { return m_live.count(); }

    /// Takes over an accepted, non-blocking socket, or closes it at once when the address has no slot or may not knock.
    void takeIncoming(UniqueFd socket, const PeerEndpoint &from);
    /// Takes over a connected, non-blocking socket and speaks first, encrypted or not. `done` is called from the event loop, unless it
    /// is abandoned.
    void takeOutgoing(UniqueFd socket, const PeerEndpoint &to, const PeerContent &content, DialId dial, bool encrypted,
                      std::function<void(Outcome)> done);
    void abandon(DialId dial);

private:
    using Place = std::list<std::unique_ptr<PendingPeer>>::iterator;

    [[nodiscard]] std::unique_ptr<LivePeers::Ticket> admit(const PeerContent &content, const PeerId &peer,
                                                           const PeerEndpoint &endpoint, PeerDirection direction);

    PeerAdmission &m_admission;
    PeerId m_ourId;
    const Clock &m_clock;
    LobbyOptions m_options;
    std::shared_ptr<SocketPoller> m_poller; ///< of all its connections, also of those that came out of here
    KnockSlots m_slots;
    LivePeers m_live;
    std::list<std::unique_ptr<PendingPeer>> m_waiting;
};

} // namespace freshet
