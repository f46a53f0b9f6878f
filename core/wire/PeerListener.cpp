// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/PeerListener.h"

#include "core/wire/PeerLobby.h"
#include "core/wire/SocketAddress.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr int backlog = 512;
constexpr int acceptsAtOnce = 64; ///< then others have their turn
constexpr std::chrono::milliseconds restTime{250};

std::unexpected<Error> refused(int number, const PeerEndpoint &at)
{
    const bool forbidden = number == EACCES || number == EPERM;
    return std::unexpected(Error{.code = forbidden ? ErrorCode::OutputUnwritable : ErrorCode::InvalidArgument,
                                 .operation = u"listen for peers"_s,
                                 .object = at.toString(),
                                 .detail = QString::fromLocal8Bit(std::strerror(number)),
                                 .next = forbidden ? NextStep::FixPermissions : NextStep::CorrectInput});
}

} // namespace

PeerListener::PeerListener(PeerLobby &lobby)
    : m_lobby(lobby)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(restTime);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        for (const auto &socket : m_sockets)
            socket->notifier->setEnabled(true);
    });
}

Result<PeerEndpoint> PeerListener::listen(const PeerEndpoint &at)
{
    const auto address = SocketAddress::from(at);
    if (!address)
        return refused(EAFNOSUPPORT, at);
    auto socket = std::make_unique<Socket>();
    socket->fd.reset(::socket(address->get()->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket->fd)
        return refused(errno, at);
    const int on = 1;
    ::setsockopt(socket->fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (address->get()->sa_family == AF_INET6)
        ::setsockopt(socket->fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (::bind(socket->fd.get(), address->get(), address->length) != 0 || ::listen(socket->fd.get(), backlog) != 0)
        return refused(errno, at);
    socket->at = SocketAddress::localOf(socket->fd.get());
    socket->notifier = std::make_unique<QSocketNotifier>(socket->fd.get(), QSocketNotifier::Read);
    connect(socket->notifier.get(), &QSocketNotifier::activated, this,
            [this, raw = socket.get()] { acceptFrom(*raw); });
    m_sockets.push_back(std::move(socket));
    return m_sockets.back()->at;
}

Result<std::vector<PeerEndpoint>> PeerListener::listenOnAll(std::uint16_t port)
{
    constexpr int tries = 16; // a free port of one family may be taken in the other
    for (int i = 0;; ++i) {
        const auto v6 = listen({.address = QHostAddress(QHostAddress::AnyIPv6), .port = port});
        const std::uint16_t second = v6 ? v6->port : port;
        const auto v4 = listen({.address = QHostAddress(QHostAddress::AnyIPv4), .port = second});
        if (v4)
            return v6 ? std::vector{*v4, *v6} : std::vector{*v4};
        if (v6 && v4.error().detail != QString::fromLocal8Bit(std::strerror(EADDRINUSE)))
            return std::vector{*v6};
        if (v6)
            m_sockets.pop_back();
        if (!v6 || port != 0 || i == tries)
            return std::unexpected(v4.error());
    }
}

std::vector<PeerEndpoint> PeerListener::addresses() const
{
    std::vector<PeerEndpoint> out;
    for (const auto &socket : m_sockets)
        out.push_back(socket->at);
    return out;
}

void PeerListener::close()
{
    m_rest.stop();
    m_sockets.clear();
}

void PeerListener::acceptFrom(const Socket &socket)
{
    for (int i = 0; i < acceptsAtOnce; ++i) {
        SocketAddress from;
        from.length = sizeof from.storage;
        UniqueFd fd(::accept4(socket.fd.get(), from.get(), &from.length, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (fd) {
            m_lobby.takeIncoming(std::move(fd), from.toEndpoint());
            continue;
        }
        if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            // The connection stays in the queue and would wake us for ever.
            for (const auto &each : m_sockets)
                each->notifier->setEnabled(false);
            m_rest.start();
        }
        if (errno != EINTR && errno != ECONNABORTED)
            return;
    }
}

} // namespace freshet
