// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/GroupCredential.h"
#include "core/wire/PeerAdmission.h"
#include "core/wire/SendQueue.h"
#include "core/wire/SocketPoller.h"

#include <QTimer>

#include <array>
#include <expected>
#include <functional>

namespace freshet {

/// One connection on its way through the handshake. Invariant: `done` comes exactly once, from the event loop, never from within the
/// constructor; afterwards there is nothing more to it. Reads not one byte beyond the handshake.
class PendingPeer {
public:
    struct Setup {
        UniqueFd socket;
        std::shared_ptr<SocketPoller> poller;
        PeerEndpoint endpoint;
        PeerDirection direction = PeerDirection::Incoming;
        std::optional<PeerContent> content{}; ///< of outgoing ones
        std::optional<DialId> dial{};
        bool encrypted = false; ///< of outgoing ones
        PeerTls tls = PeerTls::Off;
        const GroupCredential *credential = nullptr; ///< outlives the connection attempt; null when tls is Off
        PeerId ourId;
        std::chrono::milliseconds time{};
    };
    using Done = std::function<void(std::expected<ReadyPeer, Error>)>;
    /// The content an incoming handshake names and may have.
    using Lookup = std::function<std::optional<PeerContent>(const WireInfoHash &)>;
    /// A place among the peers, or null.
    using Admit = std::function<std::unique_ptr<LivePeers::Ticket>(const PeerContent &, const PeerId &)>;

    PendingPeer(Setup setup, Lookup lookup, Admit admit, Done done);
    PendingPeer(const PendingPeer &) = delete;
    PendingPeer &operator=(const PendingPeer &) = delete;

    [[nodiscard]] const PeerEndpoint &endpoint() const { return m_setup.endpoint; }
    [[nodiscard]] PeerDirection direction() const { return m_setup.direction; }
    [[nodiscard]] std::optional<DialId> dial() const { return m_setup.dial; }

private:
    void onFirstByte();
    void useTransport(bool encrypted);
    void queueHandshake(const WireInfoHash &infoHash);
    void onReadable();
    void onWritable();
    void onHandshake(const Handshake &theirs);
    void answer(const Handshake &theirs);
    void check(const Handshake &theirs);
    void accept(const Handshake &theirs, bool v2);
    void sendRest();
    void end(ErrorCode code, const QString &detail);
    void endOfTransport();

    Setup m_setup;
    Lookup m_lookup;
    Admit m_admit;
    Done m_done;
    std::unique_ptr<SocketPoller::Watch> m_firstByte; ///< incoming, until it is known whether the other side speaks TLS
    std::unique_ptr<Transport> m_transport;
    SendQueue m_queue;
    std::array<std::byte, Handshake::size> m_received{};
    std::size_t m_receivedSize = 0;
    std::optional<ReadyPeer> m_ready; ///< waits for the answer to leave
    QTimer m_deadline;
};

} // namespace freshet
