// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"

#include <QSocketNotifier>

#include <cstdint>
#include <functional>
#include <memory>
#include <unordered_map>

namespace freshet {

/// Watches many sockets of one thread through a single descriptor in its event loop (epoll), so that a turn of the loop costs what there is to
/// do, not what is connected. As long as what is wanted of a socket is possible, it is told again. Non-duty: owns no socket.
class SocketPoller : public std::enable_shared_from_this<SocketPoller> {
public:
    /// One socket. Keeps the poller alive. Invariant: `ready` is called only for what is wanted at that moment, and not after the destructor.
    class Watch {
    public:
        /// What may be tried; both when the connection has failed and both are wanted.
        struct Ready {
            bool read = false;
            bool write = false;
        };

        /// `ready` may destroy anything, this watch included. `socket` stays open for as long as this lives. Nothing is wanted at first.
        Watch(std::shared_ptr<SocketPoller> poller, int socket, std::function<void(Ready)> ready);
        ~Watch();
        Watch(const Watch &) = delete;
        Watch &operator=(const Watch &) = delete;

        void want(bool read, bool write);
        [[nodiscard]] bool wantsRead() const { return m_wanted.read; }
        [[nodiscard]] bool wantsWrite() const { return m_wanted.write; }

    private:
        friend class SocketPoller;
        void tell(std::uint32_t events);

        std::shared_ptr<SocketPoller> m_poller;
        int m_socket;
        std::function<void(Ready)> m_ready;
        std::uint64_t m_id = 0; ///< 0: not watched
        Ready m_wanted;
    };

    SocketPoller();
    SocketPoller(const SocketPoller &) = delete;
    SocketPoller &operator=(const SocketPoller &) = delete;

private:
    void onReady();

    UniqueFd m_epoll;
    QSocketNotifier m_notifier;
    std::uint64_t m_lastId = 0;
    std::unordered_map<std::uint64_t, Watch *>
        m_watched; ///< by numbers that never come again: events may be of a watch that is gone
};

} // namespace freshet
