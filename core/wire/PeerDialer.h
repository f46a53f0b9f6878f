// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/wire/PeerAdmission.h"

#include <QObject>

#include <map>
#include <memory>

namespace freshet {

class PeerLobby;
class DialAttempt;

struct DialerOptions {
    std::chrono::milliseconds connectTime{5'000};
    std::size_t maximumAttempts = 100; ///< connecting at the same time
    /// Local address to connect from; null: the system chooses.
    QHostAddress from{};
};

/// Connects to peers without blocking and hands the connections to the lobby. Non-duty: whom to dial and how often.
class PeerDialer final : public QObject {
    Q_OBJECT

public:
    /// `lobby`, `admission` and `clock` must outlive it; `admission` is the lobby's.
    PeerDialer(PeerLobby &lobby, PeerAdmission &admission, const Clock &clock, DialerOptions options = {});
    ~PeerDialer() override;

    /// Begins to connect to `to` about `content`. PeerAdmission::onPeerReady or onDialFailed follows from the event loop, unless it is
    /// abandoned. Errors: PeerRefused (maximumAttempts), InvalidArgument (no address or no port).
    Result<DialId> dial(const PeerEndpoint &to, const PeerContent &content);
    /// Forgets an attempt that has not become a peer; nothing is told.
    void abandon(DialId dial);
    [[nodiscard]] std::size_t attempts() const { return m_attempts.size(); }

private:
    friend class DialAttempt;
    void connected(DialAttempt &attempt);
    void ended(DialAttempt &attempt, const Error &error);

    PeerLobby &m_lobby;
    PeerAdmission &m_admission;
    const Clock &m_clock;
    DialerOptions m_options;
    std::uint64_t m_nextId = 1;
    std::map<DialId, std::unique_ptr<DialAttempt>> m_attempts;
};

} // namespace freshet
