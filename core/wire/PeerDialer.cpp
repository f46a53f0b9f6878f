// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/PeerDialer.h"

#include "core/wire/PeerLobby.h"
#include "core/wire/SocketAddress.h"

#include <sys/socket.h>

#include <cerrno>
#include <cstring>

namespace freshet {

using namespace Qt::StringLiterals;

PeerDialer::PeerDialer(PeerLobby &lobby, PeerAdmission &admission, DialerOptions options)
    : m_lobby(lobby)
    , m_admission(admission)
    , m_options(std::move(options))
{
}

PeerDialer::~PeerDialer()
{
    for (const auto &[id, attempt] : m_attempts)
        m_lobby.abandon(id);
}

Result<DialId> PeerDialer::dial(const PeerEndpoint &to, const PeerContent &content)
{
    const auto refused = [&](ErrorCode code, const QString &detail) {
        return std::unexpected(
            Error{.code = code, .operation = u"dial peer"_s, .object = to.toString(), .detail = detail});
    };
    if (to.port == 0 || !SocketAddress::from(to))
        return refused(ErrorCode::InvalidArgument, u"no address or no port"_s);
    if (m_attempts.size() >= m_options.maximumAttempts)
        return refused(ErrorCode::PeerRefused, u"too many attempts at the same time"_s);
    const DialId id{m_nextId++};
    auto attempt = std::make_unique<Attempt>();
    attempt->id = id;
    attempt->to = to;
    attempt->content = content;
    attempt->encrypted = m_lobby.options().tls == PeerTls::Require;
    Attempt &begun = *m_attempts.emplace(id, std::move(attempt)).first->second;
    connectSocket(begun);
    return id;
}

void PeerDialer::abandon(DialId dial)
{
    if (m_attempts.erase(dial) != 0)
        m_lobby.abandon(dial);
}

void PeerDialer::connectSocket(Attempt &attempt)
{
    const SocketAddress to = *SocketAddress::from(attempt.to);
    attempt.connected.reset();
    attempt.deadline = std::make_unique<QTimer>();
    attempt.deadline->setSingleShot(true);
    connect(attempt.deadline.get(), &QTimer::timeout, this,
            [this, &attempt] { failSoon(attempt, ErrorCode::Timeout, u"no answer"_s); });

    attempt.socket.reset(::socket(to.get()->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!attempt.socket) {
        failSoon(attempt, ErrorCode::ConnectFailed, QString::fromLocal8Bit(std::strerror(errno)));
        return;
    }
    if (const auto from = SocketAddress::from({.address = m_options.from, .port = 0});
        from && from->get()->sa_family == to.get()->sa_family
        && ::bind(attempt.socket.get(), from->get(), from->length) != 0) {
        failSoon(attempt, ErrorCode::ConnectFailed, QString::fromLocal8Bit(std::strerror(errno)));
        return;
    }
    if (::connect(attempt.socket.get(), to.get(), to.length) != 0 && errno != EINPROGRESS && errno != EINTR) {
        failSoon(attempt, ErrorCode::ConnectFailed, QString::fromLocal8Bit(std::strerror(errno)));
        return;
    }
    attempt.connected = std::make_unique<QSocketNotifier>(attempt.socket.get(), QSocketNotifier::Write);
    connect(attempt.connected.get(), &QSocketNotifier::activated, this, [this, &attempt] { onConnected(attempt); });
    attempt.deadline->start(m_options.connectTime);
}

void PeerDialer::onConnected(Attempt &attempt)
{
    attempt.connected->setEnabled(false);
    attempt.deadline->stop();
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(attempt.socket.get(), SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) {
        failSoon(attempt, error == ETIMEDOUT ? ErrorCode::Timeout : ErrorCode::ConnectFailed,
                 QString::fromLocal8Bit(std::strerror(error)));
        return;
    }
    // The notifier is in use by its own signal: it goes later, but before another one may watch the descriptor.
    attempt.connected.release()->deleteLater();
    m_lobby.takeOutgoing(
        std::move(attempt.socket), attempt.to, attempt.content, attempt.id, attempt.encrypted,
        [this, id = attempt.id](std::expected<ReadyPeer, Error> outcome) { onHandshakeDone(id, std::move(outcome)); });
}

void PeerDialer::onHandshakeDone(DialId id, std::expected<ReadyPeer, Error> outcome)
{
    const auto it = m_attempts.find(id);
    if (it == m_attempts.end())
        return;
    if (outcome) {
        m_attempts.erase(it);
        m_admission.onPeerReady(std::move(*outcome));
        return;
    }
    Attempt &attempt = *it->second;
    if (outcome.error().code == ErrorCode::ConnectionLost && m_lobby.options().tls == PeerTls::Allow
        && !attempt.encrypted) {
        attempt.encrypted = true;
        connectSocket(attempt);
        return;
    }
    fail(id, outcome.error());
}

void PeerDialer::failSoon(Attempt &attempt, ErrorCode code, const QString &detail)
{
    if (attempt.connected)
        attempt.connected->setEnabled(false);
    attempt.deadline->stop();
    const Error error{.code = code,
                      .operation = u"connect to peer"_s,
                      .object = attempt.to.toString(),
                      .detail = detail,
                      .next = NextStep::NextSource};
    QMetaObject::invokeMethod(this, [this, id = attempt.id, error] { fail(id, error); }, Qt::QueuedConnection);
}

void PeerDialer::fail(DialId id, const Error &error)
{
    const auto it = m_attempts.find(id);
    if (it == m_attempts.end())
        return;
    const PeerEndpoint to = it->second->to;
    m_attempts.erase(it);
    m_admission.onDialFailed(id, to, error);
}

} // namespace freshet
