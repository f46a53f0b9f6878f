// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/ControlConnection.h"

#include <poll.h>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maximumReadAhead = 64 * 1024;

} // namespace

ControlConnection::ControlConnection(UniqueFd socket, const ControlOptions &options)
    : m_options(options)
    , m_socket(std::move(socket))
    , m_readable(m_socket.get(), QSocketNotifier::Read)
    , m_writable(m_socket.get(), QSocketNotifier::Write)
    , m_input(options.maximumRequest)
{
    m_writable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &ControlConnection::onReadable);
    connect(&m_writable, &QSocketNotifier::activated, this, [this] {
        flush();
        proceed();
    });
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &ControlConnection::close);
    m_deadline.start(m_options.idleTime);
}

void ControlConnection::onReadable()
{
    control::Received received = control::receive(m_socket.get());
    for (UniqueFd &descriptor : received.descriptors)
        m_descriptors.push_back(std::move(descriptor));
    switch (received.outcome) {
    case control::Outcome::WouldBlock:
        return;
    case control::Outcome::Failed:
        close();
        return;
    case control::Outcome::Ended:
        m_inputEnded = true;
        m_readable.setEnabled(false);
        if (isGone()) {
            close();
            return;
        }
        break;
    case control::Outcome::Done:
        if (m_descriptors.size() > control::maximumDescriptors) {
            close(); // nobody asked for so many: which belongs to what is anybody's guess
            return;
        }
        if (!m_input.append(received.bytes)) {
            m_lost = true;
            m_readable.setEnabled(false);
            if (!isBusy())
                answer(jsonrpc::encodeFault(
                    QJsonValue::Null, {.code = jsonrpc::InvalidRequest, .message = u"the request is too long"_s}));
        }
        break;
    }
    proceed();
}

void ControlConnection::proceed()
{
    if (m_proceeding)
        return; // called from within an answer that was given at once
    m_proceeding = true;
    while (!m_closed && !m_lost && !isBusy() && m_output.isEmpty()) {
        const auto line = m_input.next();
        if (!line)
            break;
        auto request = jsonrpc::parseRequest(*line);
        if (request) {
            m_current = request->id;
            m_deadline.stop();
            Q_EMIT requestArrived(*request);
        } else {
            // Descriptors may have come with it, and none of ours can tell whose they are now.
            m_lost = true;
            answer(jsonrpc::encodeFault(request.error().id, request.error().fault));
        }
    }
    m_proceeding = false;
    if (m_closed)
        return;
    if ((m_inputEnded || m_lost) && !isBusy() && m_output.isEmpty()) {
        close();
        return;
    }
    // Reading ahead shows that a client has vanished while its answer is awaited. Little, to bound the memory; and nothing
    // behind descriptors, so that those of several requests do not gather.
    const bool idle = !isBusy() && m_output.isEmpty();
    m_readable.setEnabled(!m_inputEnded && !m_lost
                          && (idle || (m_input.size() < maximumReadAhead && m_descriptors.empty())));
}

void ControlConnection::reply(const std::expected<QJsonObject, jsonrpc::Fault> &outcome)
{
    if (!m_current || m_closed)
        return;
    const QJsonValue id = *std::exchange(m_current, std::nullopt);
    m_deadline.start(m_options.idleTime);
    if (!id.isUndefined()) {
        QByteArray line = outcome ? jsonrpc::encodeResult(id, *outcome) : jsonrpc::encodeFault(id, outcome.error());
        if (line.size() > m_options.maximumReply)
            line = jsonrpc::encodeFault(
                id, {.message = u"the answer is too long"_s, .error = Error{.code = ErrorCode::ResponseTooLarge}});
        answer(line);
    }
    proceed();
}

void ControlConnection::answer(const QByteArray &line)
{
    m_output.append(line);
    flush();
}

void ControlConnection::flush()
{
    while (!m_output.isEmpty()) {
        const control::Sent sent = control::send(m_socket.get(), m_output);
        if (sent.outcome == control::Outcome::WouldBlock)
            break;
        if (sent.outcome != control::Outcome::Done) {
            close();
            return;
        }
        m_output.remove(0, sent.bytes);
    }
    m_writable.setEnabled(!m_output.isEmpty());
}

Result<std::vector<UniqueFd>> ControlConnection::takeDescriptors(std::size_t count)
{
    if (count > m_descriptors.size())
        return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                     .operation = u"take descriptors"_s,
                                     .detail = u"fewer descriptors came than were announced"_s});
    std::vector<UniqueFd> taken;
    for (std::size_t i = 0; i < count; ++i) {
        taken.push_back(std::move(m_descriptors.front()));
        m_descriptors.pop_front();
    }
    return taken;
}

bool ControlConnection::isGone() const
{
    pollfd state{.fd = m_socket.get(), .events = 0, .revents = 0};
    return ::poll(&state, 1, 0) == 1 && (state.revents & (POLLHUP | POLLERR)) != 0;
}

void ControlConnection::close()
{
    if (std::exchange(m_closed, true))
        return;
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    m_deadline.stop();
    m_descriptors.clear();
    m_socket.reset();
    Q_EMIT closed();
}

} // namespace freshet
