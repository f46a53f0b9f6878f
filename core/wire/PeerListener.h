// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/base/UniqueFd.h"
#include "core/wire/PeerEndpoint.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <memory>
#include <vector>

namespace freshet {

class PeerLobby;

/// Accepts connections on any number of TCP addresses and hands them to the lobby. IPv6 sockets take IPv6 only, so that every address
/// family is listened to on purpose. Non-duty: handshakes.
class PeerListener final : public QObject {
    Q_OBJECT

public:
    static constexpr std::uint16_t defaultPort = 7680;

    /// `lobby` must outlive it.
    explicit PeerListener(PeerLobby &lobby);

    /// Begins to accept on `at`; port 0 takes any free port. The address with its port, or InvalidArgument (no address, an address of no
    /// interface, or in use) or OutputUnwritable (a port that needs privileges).
    Result<PeerEndpoint> listen(const PeerEndpoint &at);
    /// Every IPv4 and every IPv6 address, on the same port; a machine without one of the two families listens on the other.
    /// Port 0 takes a port that is free in both.
    Result<std::vector<PeerEndpoint>> listenOnAll(std::uint16_t port = defaultPort);
    /// What is listened on.
    [[nodiscard]] std::vector<PeerEndpoint> addresses() const;
    void close();

private:
    struct Socket {
        PeerEndpoint at;
        UniqueFd fd;
        std::unique_ptr<QSocketNotifier> notifier; ///< before the descriptor goes
    };
    void acceptFrom(const Socket &socket);

    PeerLobby &m_lobby;
    std::vector<std::unique_ptr<Socket>> m_sockets;
    QTimer m_rest; ///< while there are no descriptors left to accept with
};

} // namespace freshet
