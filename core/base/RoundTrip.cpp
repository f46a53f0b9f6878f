// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/RoundTrip.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstddef>

namespace freshet {

std::optional<std::chrono::microseconds> minimumRoundTrip(int socket)
{
    tcp_info info{};
    socklen_t size = sizeof info;
    if (::getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0
        || size < offsetof(tcp_info, tcpi_min_rtt) + sizeof info.tcpi_min_rtt || info.tcpi_min_rtt == 0
        || info.tcpi_min_rtt == ~0U)
        return std::nullopt;
    return std::chrono::microseconds{info.tcpi_min_rtt};
}

} // namespace freshet
