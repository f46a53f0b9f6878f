// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/Transport.h"

#include "core/base/RoundTrip.h"
#include "core/wire/SendStage.h"

#include <QPointer>

#include <sys/socket.h>

#include <cerrno>
#include <csignal>
#include <cstring>

namespace freshet {

namespace {

/// OpenSSL cannot be told to spare us the signal of a connection that is gone. Like Qt's own sockets, for the process.
void ignoreBrokenPipes()
{
    static const auto once = std::signal(SIGPIPE, SIG_IGN);
    static_cast<void>(once);
}

} // namespace

Transport::Transport(UniqueFd socket, std::shared_ptr<SocketPoller> poller)
    : m_socket(std::move(socket))
    , m_watch(std::move(poller), m_socket.get(), [this](SocketPoller::Watch::Ready ready) { onReady(ready); })
{
    ignoreBrokenPipes();
}

Transport::~Transport() = default;

void Transport::setCallbacks(std::function<void()> readable, std::function<void()> writable)
{
    m_readable = std::move(readable);
    m_writable = std::move(writable);
}

void Transport::wantRead(bool wanted)
{
    m_wantsRead = wanted;
    updateWatch();
    if (wanted && hasBuffered())
        callReadableSoon();
}

void Transport::wantWrite(bool wanted)
{
    m_wantsWrite = wanted;
    updateWatch();
}

void Transport::abort()
{
    m_readable = nullptr;
    m_writable = nullptr;
    wantRead(false);
    wantWrite(false);
    ::shutdown(m_socket.get(), SHUT_RDWR);
}

void Transport::setReadNeedsWrite(bool needs)
{
    m_readNeedsWrite = needs;
    updateWatch();
}

void Transport::setWriteNeedsRead(bool needs)
{
    m_writeNeedsRead = needs;
    updateWatch();
}

void Transport::updateWatch()
{
    const bool read = m_wantsRead || (m_wantsWrite && m_writeNeedsRead);
    const bool write = (m_wantsWrite && !m_writeNeedsRead) || (m_wantsRead && m_readNeedsWrite);
    m_watch.want(read, write);
}

void Transport::onReady(SocketPoller::Watch::Ready ready)
{
    const QPointer<QObject> alive(&m_alive);
    if (ready.read)
        onReadReady();
    if (alive && ready.write && m_watch.wantsWrite())
        onWriteReady();
}

void Transport::onReadReady()
{
    const QPointer<QObject> alive(&m_alive);
    if (m_writeNeedsRead) {
        setWriteNeedsRead(false);
        if (m_wantsWrite && m_writable) {
            const auto writable = m_writable; // the call may replace it
            writable();
            if (!alive)
                return;
        }
    }
    if (!m_wantsRead || !m_readable)
        return;
    const auto readable = m_readable;
    readable();
    if (alive && m_wantsRead && hasBuffered())
        callReadableSoon();
}

void Transport::onWriteReady()
{
    const QPointer<QObject> alive(&m_alive);
    if (m_readNeedsWrite) {
        setReadNeedsWrite(false);
        if (m_wantsRead && m_readable) {
            const auto readable = m_readable;
            readable();
            if (!alive)
                return;
        }
    }
    if (m_wantsWrite && m_writable) {
        const auto writable = m_writable;
        writable();
    }
}

void Transport::callReadableSoon()
{
    if (std::exchange(m_callPosted, true))
        return;
    QMetaObject::invokeMethod(
        &m_alive,
        [this] {
            m_callPosted = false;
            onReadReady();
        },
        Qt::QueuedConnection);
}

Transport::Received Transport::failReceive(ErrorCode code, const QString &detail)
{
    return {failSend(code, detail)};
}

Transport::Outcome Transport::failSend(ErrorCode code, const QString &detail)
{
    m_error = {.code = code,
               .operation = {},
               .object = {},
               .detail = detail,
               .next = code == ErrorCode::DiskIo ? NextStep::RunAgain : NextStep::NextSource};
    return Outcome::Failed;
}

Transport::Outcome Transport::failRead(int error)
{
    return failSend(ErrorCode::DiskIo, error == SendStage::endOfFile ? QStringLiteral("the file ends before the block")
                                                                     : QString::fromLocal8Bit(std::strerror(error)));
}

Transport::Outcome Transport::failErrno(int number)
{
    return failSend(number == ETIMEDOUT ? ErrorCode::Timeout : ErrorCode::ConnectionLost,
                    QString::fromLocal8Bit(std::strerror(number)));
}

std::optional<std::chrono::microseconds> Transport::minimumRoundTrip() const
{
    return freshet::minimumRoundTrip(m_socket.get());
}

} // namespace freshet
