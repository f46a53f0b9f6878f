// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/ControlSocket.h"

#include <QFile>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace freshet::control {

using namespace Qt::StringLiterals;

namespace {

constexpr int backlog = 64;
constexpr std::size_t readSize = 64 * 1024;
constexpr int seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

Error failure(int number, const QString &operation, const QString &directory)
{
    return errorFromErrno(number, operation, directory + u'/' + QLatin1StringView(socketName), Kept::VerifiedPieces);
}

UniqueFd openDirectory(const QString &path)
{
    return UniqueFd(::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

/// The socket by way of its open directory: short whatever the path, and never through a link that was put in its place.
sockaddr_un addressIn(int directory)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::snprintf(address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d/%s", directory, socketName);
    return address;
}

UniqueFd newSocket()
{
    return UniqueFd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
}

Outcome outcomeOf(int number)
{
    return number == EAGAIN || number == EWOULDBLOCK || number == EINTR ? Outcome::WouldBlock : Outcome::Failed;
}

} // namespace

Result<Listener> listenIn(const QString &cacheDirectory)
{
    const QString operation = u"open control socket"_s;
    Listener listener{.directory = openDirectory(cacheDirectory), .socket = newSocket()};
    if (!listener.directory || !listener.socket)
        return std::unexpected(failure(errno, operation, cacheDirectory));
    const sockaddr_un address = addressIn(listener.directory.get());
    ::unlinkat(listener.directory.get(), socketName, 0);
    if (::bind(listener.socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        || ::fchmodat(listener.directory.get(), socketName, 0600, 0) != 0
        || ::listen(listener.socket.get(), backlog) != 0)
        return std::unexpected(failure(errno, operation, cacheDirectory));
    return listener;
}

Result<UniqueFd> connectTo(const QString &cacheDirectory)
{
    const QString operation = u"connect to the engine"_s;
    const UniqueFd directory = openDirectory(cacheDirectory);
    UniqueFd socket = directory ? newSocket() : UniqueFd();
    const sockaddr_un address = addressIn(directory.get());
    if (!socket || ::connect(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        const int number = errno;
        // No directory, no socket, a socket that a dead engine left, or a path that is no directory: nobody listens.
        if (number == ENOENT || number == ECONNREFUSED || number == ENOTDIR || number == ELOOP)
            return std::unexpected(Error{.code = ErrorCode::EngineNotRunning,
                                         .operation = operation,
                                         .object = cacheDirectory,
                                         .next = NextStep::StartEngine});
        if (number == EAGAIN)
            return std::unexpected(Error{.code = ErrorCode::EngineLost,
                                         .operation = operation,
                                         .object = cacheDirectory,
                                         .detail = u"too many others are waiting for it"_s,
                                         .next = NextStep::RetryLater});
        return std::unexpected(errorFromErrno(number, operation, cacheDirectory, Kept::Nothing, false));
    }
    if (!isOurUser(socket.get()))
        return std::unexpected(Error{.code = ErrorCode::EngineLost,
                                     .operation = operation,
                                     .object = cacheDirectory,
                                     .detail = u"it belongs to another user"_s,
                                     .next = NextStep::FixPermissions});
    return socket;
}

bool isOurUser(int socket)
{
    ucred credentials{};
    socklen_t size = sizeof credentials;
    return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0 && size == sizeof credentials
           && credentials.uid == ::geteuid();
}

Received receive(int socket)
{
    Received received{.bytes = QByteArray(readSize, Qt::Uninitialized)};
    iovec part{.iov_base = received.bytes.data(), .iov_len = readSize};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(maximumDescriptors * sizeof(int))> control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t n = ::recvmsg(socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    const int number = errno;
    received.bytes.truncate(std::max<ssize_t>(n, 0));
    if (n < 0) {
        received.outcome = outcomeOf(number);
        return received;
    }
    for (cmsghdr *item = CMSG_FIRSTHDR(&message); item; item = CMSG_NXTHDR(&message, item)) {
        if (item->cmsg_level != SOL_SOCKET || item->cmsg_type != SCM_RIGHTS)
            continue;
        const std::size_t count = (item->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < count; ++i) {
            int fd = -1;
            std::memcpy(&fd, CMSG_DATA(item) + i * sizeof fd, sizeof fd);
            received.descriptors.emplace_back(fd);
        }
    }
    if (message.msg_flags & MSG_CTRUNC)
        return received;
    received.outcome = n == 0 ? Outcome::Ended : Outcome::Done;
    return received;
}

Sent send(int socket, QByteArrayView bytes, std::span<const UniqueFd> descriptors)
{
    iovec part{.iov_base = const_cast<char *>(bytes.data()), .iov_len = static_cast<std::size_t>(bytes.size())};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(maximumDescriptors * sizeof(int))> control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (!descriptors.empty()) {
        if (descriptors.size() > maximumDescriptors)
            return {};
        message.msg_control = control.data();
        message.msg_controllen = CMSG_SPACE(descriptors.size() * sizeof(int));
        cmsghdr *item = CMSG_FIRSTHDR(&message);
        item->cmsg_level = SOL_SOCKET;
        item->cmsg_type = SCM_RIGHTS;
        item->cmsg_len = CMSG_LEN(descriptors.size() * sizeof(int));
        for (std::size_t i = 0; i < descriptors.size(); ++i) {
            const int fd = descriptors[i].get();
            std::memcpy(CMSG_DATA(item) + i * sizeof fd, &fd, sizeof fd);
        }
    }
    const ssize_t n = ::sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (n < 0)
        return {.outcome = outcomeOf(errno)};
    return {.outcome = Outcome::Done, .bytes = n};
}

Result<UniqueFd> sealedMemory(const QByteArray &bytes)
{
    UniqueFd fd(::memfd_create("freshet", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    const auto failed = [&] {
        return std::unexpected(errorFromErrno(errno, u"pass data to the engine"_s, {}, Kept::Nothing));
    };
    if (!fd)
        return failed();
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t n = ::write(fd.get(), bytes.constData() + done, static_cast<std::size_t>(bytes.size() - done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return failed();
        done += n;
    }
    if (::fcntl(fd.get(), F_ADD_SEALS, seals) != 0)
        return failed();
    return fd;
}

Result<QByteArray> readSealed(int fd, qint64 maximumSize)
{
    const auto refused = [](const QString &why) {
        return std::unexpected(
            Error{.code = ErrorCode::InvalidArgument, .operation = u"read passed data"_s, .detail = why});
    };
    struct stat st{};
    const int sealed = ::fcntl(fd, F_GET_SEALS); // -1: no memory file
    if (sealed < 0 || (sealed & seals) != seals || ::fstat(fd, &st) != 0)
        return refused(u"not a sealed memory file"_s);
    if (st.st_size > maximumSize)
        return refused(u"too large"_s);
    QByteArray bytes(st.st_size, Qt::Uninitialized);
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t n = ::pread(fd, bytes.data() + done, static_cast<std::size_t>(bytes.size() - done), done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return refused(u"cannot be read"_s);
        done += n;
    }
    return bytes;
}

} // namespace freshet::control
