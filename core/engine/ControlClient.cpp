// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/ControlClient.h"

#include <QDeadlineTimer>

#include <poll.h>

#include <cerrno>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maximumReply = 17 << 20;
constexpr std::chrono::seconds sendTimeout{10};

std::unexpected<Error> lost(const QString &detail, NextStep next = NextStep::RunAgain)
{
    return std::unexpected(Error{.code = ErrorCode::EngineLost,
                                 .operation = u"talk to the engine"_s,
                                 .detail = detail,
                                 .kept = Kept::VerifiedPieces,
                                 .next = next});
}

bool waitFor(int fd, short events, const QDeadlineTimer &deadline)
{
    pollfd state{.fd = fd, .events = events, .revents = 0};
    while (true) {
        const int n = ::poll(&state, 1, static_cast<int>(deadline.remainingTime()));
        if (n > 0)
            return true;
        if (n == 0 || errno != EINTR)
            return false;
    }
}

} // namespace

ControlClient::ControlClient(UniqueFd socket)
    : m_socket(std::move(socket))
    , m_input(maximumReply)
{
}

Result<ControlClient> ControlClient::connect(const QString &cacheDirectory)
{
    auto socket = control::connectTo(cacheDirectory);
    if (!socket)
        return std::unexpected(socket.error());
    return ControlClient(std::move(*socket));
}

Result<void> ControlClient::send(const QString &method, const QJsonObject &params, std::vector<UniqueFd> descriptors)
{
    const QByteArray line = jsonrpc::encodeRequest(++m_lastId, method, params);
    const QDeadlineTimer deadline(sendTimeout);
    QByteArrayView rest = line;
    while (!rest.isEmpty()) {
        const control::Sent sent = control::send(m_socket.get(), rest, descriptors);
        if (sent.outcome == control::Outcome::Done) {
            rest = rest.sliced(sent.bytes);
            descriptors.clear(); // they went with the first byte
        } else if (sent.outcome != control::Outcome::WouldBlock || !waitFor(m_socket.get(), POLLOUT, deadline)) {
            return lost(u"it takes no requests"_s);
        }
    }
    return {};
}

Result<std::optional<QJsonObject>> ControlClient::receive()
{
    const control::Received received = control::receive(m_socket.get());
    if (received.outcome == control::Outcome::WouldBlock)
        return std::nullopt;
    if (received.outcome != control::Outcome::Done)
        return lost(u"it has ended"_s);
    if (!m_input.append(received.bytes))
        return lost(u"the answer is too long"_s);
    const auto line = m_input.next();
    if (!line)
        return std::nullopt;
    const auto reply = jsonrpc::parseReply(*line);
    if (!reply || (reply->id && *reply->id != m_lastId))
        return lost(u"the answer is not understood"_s, NextStep::Upgrade);
    if (reply->outcome)
        return *reply->outcome;
    const jsonrpc::Fault &fault = reply->outcome.error();
    if (fault.error)
        return std::unexpected(*fault.error);
    const bool unknown = fault.code == jsonrpc::MethodNotFound;
    return lost(fault.message, unknown ? NextStep::Upgrade : NextStep::RetryLater);
}

Result<QJsonObject> ControlClient::call(const QString &method, const QJsonObject &params,
                                        std::vector<UniqueFd> descriptors, std::chrono::milliseconds timeout)
{
    if (const auto sent = send(method, params, std::move(descriptors)); !sent)
        return std::unexpected(sent.error());
    const QDeadlineTimer deadline(timeout);
    while (waitFor(m_socket.get(), POLLIN, deadline)) {
        auto answer = receive();
        if (!answer)
            return std::unexpected(answer.error());
        if (*answer)
            return **answer;
    }
    return lost(u"it does not answer"_s, NextStep::RetryLater);
}

} // namespace freshet
