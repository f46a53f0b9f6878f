// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/SocketWindow.h"

#include "core/base/RoundTrip.h"
#include "core/http/ShareWindow.h"

#include <sys/socket.h>

#include <utility>

namespace freshet {

namespace {

bool canFree(int socket)
{
    int locks = 0;
    socklen_t size = sizeof locks;
    return ::getsockopt(socket, SOL_SOCKET, SO_BUF_LOCK, &locks, &size) == 0;
}

} // namespace

void SocketWindow::begin(int socket)
{
    if (std::exchange(m_begun, true))
        return;
    if (const auto least = shareWindow(BytesPerSecond{1}, {}))
        set(socket, *least);
}

void SocketWindow::onRate(int socket, BytesPerSecond rate)
{
    if (rate == m_rate)
        return;
    m_rate = rate;
    m_begun = true;
    m_smooth = m_smooth.value() > 0 ? BytesPerSecond{(3 * m_smooth.value() + rate.value()) / 4} : rate;
    if (const auto bytes = shareWindow(m_smooth, minimumRoundTrip(socket).value_or(std::chrono::microseconds{})))
        set(socket, *bytes);
    else
        free(socket);
}

void SocketWindow::set(int socket, std::size_t bytes)
{
    // A quarter more or less is not worth a call.
    if (bytes * 4 > m_bytes * 3 && bytes * 4 < m_bytes * 5)
        return;
    const int wanted = static_cast<int>(bytes);
    if (canFree(socket) && ::setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &wanted, sizeof wanted) == 0)
        m_bytes = bytes;
}

void SocketWindow::free(int socket)
{
    if (std::exchange(m_bytes, 0) == 0)
        return;
    const int unlocked = 0;
    (void)::setsockopt(socket, SOL_SOCKET, SO_BUF_LOCK, &unlocked, sizeof unlocked);
}

} // namespace freshet
