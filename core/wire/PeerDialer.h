// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/PeerAdmission.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <map>
#include <memory>

namespace freshet {

class PeerLobby;

struct DialerOptions {
    std::chrono::milliseconds connectTime{5'000};
    std::size_t maximumAttempts = 100; ///< under way at the same time, handshakes included
    QHostAddress from{};               ///< local address to connect from; null: the system chooses
};

/// Connects to peers without blocking and hands the connections to the lobby. With PeerTls::Allow a peer that closes a plain
/// connection without a word is dialled once more with TLS; with Require nothing is ever dialled plain. Non-duty: whom to
/// dial and how often.
class PeerDialer final : public QObject {
    Q_OBJECT

public:
    /// `lobby` and `admission` must outlive it; `admission` is the lobby's.
    PeerDialer(PeerLobby &lobby, PeerAdmission &admission, DialerOptions options = {});
    /// Abandons what is under way.
    ~PeerDialer() override;

    /// Begins to connect to `to` about `content`. PeerAdmission::onPeerReady or onDialFailed follows from the event loop, unless it is
    /// abandoned. Errors: PeerRefused (maximumAttempts), InvalidArgument (no address or no port).
    Result<DialId> dial(const PeerEndpoint &to, const PeerContent &content);
    /// Forgets an attempt that has not become a peer; nothing is told.
    void abandon(DialId dial);
    [[nodiscard]] std::size_t attempts() const { return m_attempts.size(); }

private:
    struct Attempt {
        DialId id;
        PeerEndpoint to;
        PeerContent content;
        bool encrypted = false;
        UniqueFd socket;
        std::unique_ptr<QSocketNotifier> connected;
        std::unique_ptr<QTimer> deadline;
    };
    void connectSocket(Attempt &attempt);
    void onConnected(Attempt &attempt);
    void onHandshakeDone(DialId id, std::expected<ReadyPeer, Error> outcome);
    void fail(DialId id, const Error &error);
    void failSoon(Attempt &attempt, ErrorCode code, const QString &detail);

    PeerLobby &m_lobby;
    PeerAdmission &m_admission;
    DialerOptions m_options;
    std::uint64_t m_nextId = 1;
    std::map<DialId, std::unique_ptr<Attempt>> m_attempts;
};

} // namespace freshet
