// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/PlainTransport.h"

#include "core/wire/SendQueue.h"

#include <sys/socket.h>

#include <cerrno>

namespace freshet {

Transport::Received PlainTransport::receive(std::span<std::byte> into)
{
    for (;;) {
        const ssize_t n = ::recv(descriptor(), into.data(), into.size(), 0);
        if (n > 0)
            return {Outcome::Done, static_cast<std::size_t>(n)};
        if (n == 0)
            return {Outcome::Ended};
        if (errno == EINTR)
            continue;
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            return {Outcome::Blocked};
        return {failErrno(errno)};
    }
}

void PlainTransport::readAtLeast(std::size_t bytes)
{
    // What is nearly there costs more to tell than to wait for.
    const int wanted = bytes < 2048 ? 1 : static_cast<int>(bytes);
    if (wanted != m_readAtLeast && ::setsockopt(descriptor(), SOL_SOCKET, SO_RCVLOWAT, &wanted, sizeof wanted) == 0)
        m_readAtLeast = wanted;
}

Transport::Outcome PlainTransport::send(SendQueue &queue)
{
    for (;;) {
        if (m_stage.isEmpty()) {
            if (queue.isEmpty()) {
                m_stage.release();
                return Outcome::Done;
            }
            if (const int error = m_stage.fill(queue))
                return failRead(error);
        }
        // What is left in the queue belongs into the same packets.
        const ssize_t n = ::send(descriptor(), m_stage.bytes().data(), m_stage.bytes().size(),
                                 MSG_NOSIGNAL | (queue.isEmpty() ? 0 : MSG_MORE));
        if (n >= 0) {
            m_stage.consume(static_cast<std::size_t>(n));
            continue;
        }
        if (errno == EINTR)
            continue;
        return errno == EAGAIN || errno == EWOULDBLOCK ? Outcome::Blocked : failErrno(errno);
    }
}

} // namespace freshet
