// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/PlainTransport.h"

#include "core/wire/SendQueue.h"

#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace freshet {

using namespace Qt::StringLiterals;

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

Transport::Outcome PlainTransport::send(SendQueue &queue)
{
    while (!queue.isEmpty()) {
        const Outcome outcome = queue.parts().front().file ? sendFile(queue) : sendMemory(queue);
        if (outcome != Outcome::Done)
            return outcome;
    }
    return Outcome::Done;
}

Transport::Outcome PlainTransport::sendMemory(SendQueue &queue)
{
    std::array<iovec, 64> vectors{};
    std::size_t count = 0;
    const auto &parts = queue.parts();
    while (count < vectors.size() && count < parts.size() && !parts[count].file) {
        const auto bytes = queue.memory(count);
        vectors[count++] = {.iov_base = const_cast<std::byte *>(bytes.data()), .iov_len = bytes.size()};
    }
    msghdr message{};
    message.msg_iov = vectors.data();
    message.msg_iovlen = count;
    // What follows belongs into the same packets: above all a block in a file to its head.
    const int flags = MSG_NOSIGNAL | (count < parts.size() ? MSG_MORE : 0);
    for (;;) {
        const ssize_t n = ::sendmsg(descriptor(), &message, flags);
        if (n >= 0) {
            queue.consume(static_cast<std::size_t>(n));
            return Outcome::Done;
        }
        if (errno == EINTR)
            continue;
        return errno == EAGAIN || errno == EWOULDBLOCK ? Outcome::Blocked : failErrno(errno);
    }
}

Transport::Outcome PlainTransport::sendFile(SendQueue &queue)
{
    const SendQueue::Part &part = queue.parts().front();
    auto offset = static_cast<off_t>(part.offset.value());
    for (;;) {
        const ssize_t n = ::sendfile(descriptor(), part.file->get(), &offset, part.size);
        if (n > 0) {
            queue.consume(static_cast<std::size_t>(n));
            return Outcome::Done;
        }
        if (n == 0)
            return failSend(ErrorCode::DiskIo, u"the file ends before the block"_s);
        switch (errno) {
        case EINTR:
            continue;
        case EAGAIN:
            return Outcome::Blocked;
        case EPIPE:
        case ECONNRESET:
        case ETIMEDOUT:
        case ENOTCONN:
        case ENETDOWN:
        case ENETUNREACH:
        case EHOSTUNREACH:
            return failErrno(errno);
        default:
            return failSend(ErrorCode::DiskIo, QString::fromLocal8Bit(std::strerror(errno)));
        }
    }
}

} // namespace freshet
