// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ServiceNotice.h"

#include "core/base/UniqueFd.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <cstddef>
#include <cstring>

namespace freshet::ctl {

void notifyService(const QByteArray &state)
{
    const QByteArray path = qgetenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() < 2 || static_cast<std::size_t>(path.size()) > sizeof address.sun_path
        || (path.front() != '/' && path.front() != '@'))
        return;
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
    if (path.front() == '@')
        address.sun_path[0] = '\0'; // the abstract namespace
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + static_cast<std::size_t>(path.size()));
    const UniqueFd socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (socket)
        (void)::sendto(socket.get(), state.constData(), static_cast<std::size_t>(state.size()), MSG_NOSIGNAL,
                       reinterpret_cast<const sockaddr *>(&address), length);
}

} // namespace freshet::ctl
