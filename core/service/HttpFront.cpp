// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/HttpFront.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds sweepInterval{1000};
constexpr int acceptedAtOnce = 256;
constexpr std::size_t evictedAtOnce = 64;

IpAddress addressOf(const sockaddr_storage &from)
{
    if (from.ss_family == AF_INET) {
        const auto &v4 = reinterpret_cast<const sockaddr_in &>(from);
        return *IpAddress::fromBytes(std::as_bytes(std::span(&v4.sin_addr, 1)));
    }
    const auto &v6 = reinterpret_cast<const sockaddr_in6 &>(from);
    return *IpAddress::fromBytes(std::as_bytes(std::span(&v6.sin6_addr, 1)));
}

std::uint16_t portOf(const sockaddr_storage &at)
{
    return ntohs(at.ss_family == AF_INET ? reinterpret_cast<const sockaddr_in &>(at).sin_port
                                         : reinterpret_cast<const sockaddr_in6 &>(at).sin6_port);
}

} // namespace

HttpFront::HttpFront(Site site, const Clock &clock, const FrontSettings &settings)
    : m_site(std::move(site))
    , m_clock(clock)
    , m_settings(settings)
    , m_budget(settings.budget)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{
    m_notifier = std::make_unique<QSocketNotifier>(m_epoll.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &HttpFront::onReady);
    connect(&m_sweep, &QTimer::timeout, this, &HttpFront::sweep);
    m_sweep.start(sweepInterval);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_connections.clear();
        finishIfEmpty();
    });
}

HttpFront::~HttpFront() = default;

Result<PeerAddress> HttpFront::listen(const PeerAddress &at, const std::optional<ServerTls> &tls)
{
    const auto failed = [&at] {
        Error error = errorFromErrno(errno, u"listen"_s, QString::fromStdString(at.text()), Kept::Nothing);
        error.code = ErrorCode::ConnectFailed;
        error.next = NextStep::CorrectInput;
        return std::unexpected(error);
    };
    sockaddr_storage address{};
    socklen_t size = 0;
    if (at.ip.isV4()) {
        auto &v4 = reinterpret_cast<sockaddr_in &>(address);
        v4.sin_family = AF_INET;
        v4.sin_port = htons(at.port);
        std::memcpy(&v4.sin_addr, at.ip.bytes().data(), 4);
        size = sizeof v4;
    } else {
        auto &v6 = reinterpret_cast<sockaddr_in6 &>(address);
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(at.port);
        v6.sin6_scope_id = at.ip.scope();
        std::memcpy(&v6.sin6_addr, at.ip.bytes().data(), 16);
        size = sizeof v6;
    }
    UniqueFd fd(::socket(address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!fd && errno == EAFNOSUPPORT && at.ip.isUnspecified() && !at.ip.isV4())
        return listen({IpAddress::v4({0, 0, 0, 0}), at.port}, tls);
    const int on = 1;
    const int off = 0;
    if (!fd || ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0)
        return failed();
    if (!at.ip.isV4())
        (void)::setsockopt(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, at.ip.isUnspecified() ? &off : &on, sizeof on);
    if (::bind(fd.get(), reinterpret_cast<const sockaddr *>(&address), size) != 0 || ::listen(fd.get(), 4096) != 0)
        return failed();
    size = sizeof address;
    if (::getsockname(fd.get(), reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return failed();
    auto listener = std::make_unique<Listener>(std::move(fd), tls);
    epoll_event event{.events = EPOLLIN, .data = {.ptr = listener.get()}};
    if (::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, listener->fd.get(), &event) != 0)
        return failed();
    m_listeners.push_back(std::move(listener));
    return PeerAddress{at.ip, portOf(address)};
}

void HttpFront::onReady()
{
    std::array<epoll_event, 512> events{};
    const int count = ::epoll_wait(m_epoll.get(), events.data(), static_cast<int>(events.size()), 0);
    const MonotonicTime now = m_clock.monotonic();
    // Connections first: an accept may close others, whose events would then be about nothing.
    for (int i = 0; i < count; ++i) {
        const auto is = [&](const auto &listener) {
            return listener.get() == events[static_cast<std::size_t>(i)].data.ptr;
        };
        if (std::ranges::none_of(m_listeners, is))
            serve(*static_cast<HttpConnection *>(events[static_cast<std::size_t>(i)].data.ptr), now);
    }
    for (int i = 0; i < count; ++i)
        for (const auto &listener : m_listeners)
            if (listener.get() == events[static_cast<std::size_t>(i)].data.ptr)
                accept(*listener, now);
}

void HttpFront::accept(const Listener &listener, MonotonicTime now)
{
    for (int i = 0; i < acceptedAtOnce && !m_draining; ++i) {
        sockaddr_storage from{};
        socklen_t size = sizeof from;
        UniqueFd fd(
            ::accept4(listener.fd.get(), reinterpret_cast<sockaddr *>(&from), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (!fd) {
            if (errno != EMFILE && errno != ENFILE)
                return;
            closeOldest();
            continue;
        }
        const IpAddress address = addressOf(from);
        if (!m_budget.onConnect(address, now)) {
            ++m_counts.refused;
            continue;
        }
        if (m_connections.size() >= m_settings.connections)
            closeOldest();
        const int on = 1;
        (void)::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        const int number = fd.get();
        auto connection =
            std::make_unique<HttpConnection>(std::move(fd), address, listener.tls ? listener.tls->context() : nullptr,
                                             static_cast<HttpHandler &>(*this), now);
        epoll_event event{.events = EPOLLIN, .data = {.ptr = connection.get()}};
        ++m_counts.accepted;
        HttpConnection &opened = *connection;
        m_connections.emplace(number, std::move(connection));
        if (::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, number, &event) != 0)
            close(opened);
    }
}

void HttpFront::serve(HttpConnection &connection, MonotonicTime now)
{
    const HttpConnection::Wants wants = connection.onReady(now);
    if (wants == HttpConnection::Wants::Close)
        return close(connection);
    if (wants == connection.lastWants)
        return;
    connection.lastWants = wants;
    epoll_event event{.events = wants == HttpConnection::Wants::Write ? EPOLLOUT : EPOLLIN,
                      .data = {.ptr = &connection}};
    (void)::epoll_ctl(m_epoll.get(), EPOLL_CTL_MOD, connection.fd(), &event);
}

void HttpFront::close(HttpConnection &connection)
{
    m_budget.onDisconnect(connection.from());
    m_connections.erase(connection.fd());
    finishIfEmpty();
}

void HttpFront::closeOldest()
{
    // Many at once: looking through all of them for each newcomer would be what an attacker wants.
    std::vector<HttpConnection *> idle;
    for (const auto &[fd, connection] : m_connections)
        if (connection->isIdle())
            idle.push_back(connection.get());
    const std::size_t count = std::min({idle.size(), evictedAtOnce, m_settings.connections / 16 + 1});
    std::ranges::partial_sort(idle, idle.begin() + static_cast<std::ptrdiff_t>(count), {}, &HttpConnection::deadline);
    for (std::size_t i = 0; i < count; ++i)
        close(*idle[i]);
    m_counts.evicted += count;
}

void HttpFront::sweep()
{
    const MonotonicTime now = m_clock.monotonic();
    std::vector<HttpConnection *> late;
    for (const auto &[fd, connection] : m_connections)
        if (connection->deadline() <= now || (m_draining && connection->isIdle()))
            late.push_back(connection.get());
    m_counts.timedOut += m_draining ? 0 : late.size();
    for (HttpConnection *connection : late)
        close(*connection);
}

void HttpFront::drain(std::chrono::milliseconds patience)
{
    m_draining = true;
    m_listeners.clear();
    for (const auto &[fd, connection] : m_connections)
        connection->drain();
    sweep();
    m_patience.start(patience);
    finishIfEmpty();
}

void HttpFront::finishIfEmpty()
{
    if (m_draining && m_connections.empty() && m_patience.isActive()) {
        m_patience.stop();
        Q_EMIT drained();
    } else if (m_draining && m_connections.empty()) {
        QMetaObject::invokeMethod(this, &HttpFront::drained, Qt::QueuedConnection);
    }
}

std::uint64_t HttpFront::maximumBody(const ServedRequest &head)
{
    const std::uint64_t allowed = m_site.maximumBody(head);
    m_counts.tooLarge += head.bodySize > allowed ? 1 : 0;
    return allowed;
}

ServedAnswer HttpFront::answer(const ServedRequest &request)
{
    ++m_counts.requests;
    return m_site.answer(request);
}

bool HttpFront::mayAsk(const IpAddress &from)
{
    const bool may = m_budget.onRequest(from, m_clock.monotonic());
    m_counts.throttled += may ? 0 : 1;
    return may;
}

} // namespace freshet
