// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/PeerConnection.h"
#include "core/wire/PeerDialer.h"
#include "core/wire/PeerListener.h"
#include "core/wire/PeerLobby.h"
#include "tests/support/WireContent.h"

#include <functional>
#include <memory>
#include <vector>

namespace freshet::test {

/// One machine of a test: listens on loopback, dials, makes connections of a host. Everybody may knock.
class WireEnd final : public PeerAdmission {
public:
    /// `host` must outlive it. `have`: what is told to every peer.
    WireEnd(const WireContent &content, PeerHost &host, PieceSet have, LobbyOptions options = {},
            PeerOptions peerOptions = {});
    ~WireEnd() override;

    /// On 127.0.0.1 and a free port, or elsewhere.
    PeerEndpoint listen(const QHostAddress &address = QHostAddress(QHostAddress::LocalHost));
    void dial(const PeerEndpoint &to);
    void dial(const PeerEndpoint &to, const PeerContent &about);

    [[nodiscard]] PeerLobby &lobby() { return *m_lobby; }
    [[nodiscard]] PeerDialer &dialer() { return *m_dialer; }
    [[nodiscard]] std::vector<PeerConnection *> peers() const;
    /// The last one that came.
    [[nodiscard]] PeerConnection *peer() const;
    void forget(PeerConnection *peer);

    bool knocksAreWelcome = true;
    int knocks = 0;
    int readies = 0;
    std::vector<Error> failures;

    [[nodiscard]] bool mayKnock(const PeerEndpoint &from) override;
    [[nodiscard]] std::optional<PeerContent> contentFor(const WireInfoHash &infoHash,
                                                        const PeerEndpoint &from) override;
    void onPeerReady(ReadyPeer peer) override;
    void onDialFailed(DialId dial, const PeerEndpoint &to, const Error &error) override;

private:
    SystemClock m_clock;
    const WireContent &m_content;
    PeerHost &m_host;
    PieceSet m_have;
    PeerOptions m_peerOptions;
    ReceiveBuffer m_buffer;
    std::unique_ptr<PeerLobby> m_lobby;
    std::unique_ptr<PeerListener> m_listener;
    std::unique_ptr<PeerDialer> m_dialer;
    std::vector<std::unique_ptr<PeerConnection>> m_peers;
};

PieceSet nothingOf(const WireContent &content);
PieceSet allOf(const WireContent &content);

} // namespace freshet::test
