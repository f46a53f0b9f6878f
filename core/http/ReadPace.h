// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Units.h"

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace freshet {

/// How many bytes of a body are worth waking up for: what comes in about 10 ms at the rate of the last moments, so that a link that brings
/// packet by packet does not cost a turn of the event loop for each. Pure. Invariant: never more than is still to come, or than `most`.
class ReadPace {
public:
    static constexpr std::chrono::milliseconds worth{10};
    static constexpr std::chrono::milliseconds span{50}; ///< over which the rate is measured
    static constexpr std::uint64_t most = 64 * 1024;

    void onBytes(Bytes count, MonotonicTime now)
    {
        m_bytes += count;
        const auto passed = now - m_since;
        if (passed < span)
            return;
        // After a pause of whatever kind the rate is not known.
        const std::uint64_t perSecond = m_bytes.value() * std::chrono::nanoseconds{std::chrono::seconds{1}}.count()
                                        / static_cast<std::uint64_t>(passed.count());
        m_rate = BytesPerSecond{passed > 10 * span ? 0 : perSecond};
        m_bytes = {};
        m_since = now;
    }
    /// `left`: of the body, and not yet taken from the socket.
    [[nodiscard]] std::size_t atLeast(Bytes left) const
    {
        const auto inTime = m_rate.value() * static_cast<std::uint64_t>(worth.count()) / 1000;
        return static_cast<std::size_t>(
            std::clamp<std::uint64_t>(left.value(), 1, std::clamp<std::uint64_t>(inTime, 1, most)));
    }
    /// Of the last moments; 0: not known.
    [[nodiscard]] BytesPerSecond rate() const { return m_rate; }

private:
    Bytes m_bytes;
    MonotonicTime m_since{};
    BytesPerSecond m_rate{};
};

} // namespace freshet
