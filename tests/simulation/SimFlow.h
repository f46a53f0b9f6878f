// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "VirtualTime.h"
#include "core/base/Units.h"

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace freshet {

/// One direction of a wire, port or line: takes one parcel after the other, in order of arrival.
struct SimLink {
    double bytesPerSecond = 1e9;
    std::chrono::nanoseconds latency{}; ///< from the end of sending to arrival; of a machine's own port to send: 0
    /// What may wait in front of it; flows that share the link have their window cut to a share of it.
    std::chrono::nanoseconds queue = std::chrono::milliseconds{100};
    std::uint32_t flows = 0; ///< that send through it at the moment, of those whose window follows it
    MonotonicTime freeAt{};
    std::uint64_t carried = 0; ///< payload bytes

    /// When a parcel that arrives at `now` has gone through.
    MonotonicTime take(std::uint32_t bytes, MonotonicTime now)
    {
        freeAt =
            std::max(freeAt, now) + std::chrono::nanoseconds{static_cast<std::int64_t>(bytes / bytesPerSecond * 1e9)};
        carried += bytes;
        return freeAt;
    }
};

using SimPath = std::vector<SimLink *>;

/// What travels in one go: up to four blocks of a peer, or a part of an HTTP body.
struct SimParcel {
    static constexpr std::size_t maximumBlocks = 4;
    std::uint32_t bytes = 0;
    std::uint8_t count = 0;
    bool corrupt = false;
    std::array<BlockIndex, maximumBlocks> blocks{};
};

/// A TCP connection's one direction: parcels in order over several links, at most a window of them under way. Payload only: headers and losses are
/// not modelled.
class SimFlow : public std::enable_shared_from_this<SimFlow> {
public:
    struct Hooks {
        std::function<void(const SimParcel &)> arrived;
        /// What had been handed over has left the machine up to the low-water mark: room for the next batch.
        std::function<void()> hasRoom;
    };
    /// Bytes that may still be within the machine when it is said to have room.
    static constexpr std::uint64_t lowWater = 64 * 1024;
    /// One flow puts so much in front of its machine's port, the rest waits in the socket (TCP small queues).
    static constexpr std::uint64_t portShare = 64 * 1024;

    /// `own`: a link of the path that only this flow has.
    /// `windowLink`: the link of `path` whose queue the window follows (for a bottleneck shared by few flows); null: a fixed window.
    SimFlow(VirtualTime &time, SimPath path, std::uint64_t window, SimLink *windowLink, Hooks hooks,
            std::shared_ptr<SimLink> own = nullptr);
    ~SimFlow() { release(); }
    SimFlow(const SimFlow &) = delete;
    SimFlow &operator=(const SimFlow &) = delete;

    void send(const SimParcel &parcel);
    /// Nothing more is sent, nothing arrives; what is under way uses the links all the same.
    void close();
    [[nodiscard]] bool isClosed() const { return m_closed; }
    [[nodiscard]] bool hasRoom() const { return m_here < lowWater; }
    /// When a small message sent now is there: behind what waits in front of the links, and never before an earlier one.
    MonotonicTime messageArrival();

private:
    void inject();
    void hop(const SimParcel &parcel, std::size_t next);
    void release();
    [[nodiscard]] std::uint64_t window() const;

    VirtualTime &m_time;
    SimPath m_path;
    std::uint64_t m_fixedWindow;
    SimLink *m_windowLink;
    std::shared_ptr<SimLink> m_own;
    Hooks m_hooks;
    std::deque<SimParcel> m_waiting;
    std::uint64_t m_here = 0;          ///< bytes that have not left the machine
    std::uint64_t m_atPort = 0;        ///< of them, in front of the first link
    std::uint64_t m_under = 0;         ///< bytes that are under way
    std::uint64_t m_grown = 16 * 1024; ///< slow start
    MonotonicTime m_lastMessage{};
    bool m_closed = false;
    bool m_counted = false; ///< in the flows of the window's link
};

} // namespace freshet
