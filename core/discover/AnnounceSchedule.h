// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>

namespace freshet {

/// When a content is announced on the LAN. BEP 14 asks for an announce every 5 minutes and for no more than one per
/// minute. In the steady state we keep to that. But when many machines begin the same download in the same second they must find
/// each other in that second, and lost datagrams must not cost minutes; so the opening is a short burst, and
/// whoever hears a newcomer answers it by an announce of its own, within these limits.
struct AnnounceTiming {
    std::chrono::milliseconds spread{50}; ///< of the first announce: not all machines in the same millisecond
    /// The opening, after the first announce.
    std::array<std::chrono::milliseconds, 3> opening{std::chrono::milliseconds(300), std::chrono::milliseconds(1000),
                                                     std::chrono::milliseconds(4000)};
    std::chrono::milliseconds interval = std::chrono::minutes(5); ///< in the steady state, shortened by up to a tenth
    std::chrono::milliseconds replyGap{400}; ///< from an announce to the next one that answers newcomers
    /// An answer is delayed by up to 2 ms per peer known, at least `spread`, at most this.
    std::chrono::milliseconds longestReplyDelay{500};
    /// Answers others gave to the newcomer while ours waited: it knows enough peers then, and ours is not sent.
    int enoughReplies = 30;
    int replyBurst = 30;                                             ///< answers in a row; then
    std::chrono::milliseconds replyRefill = std::chrono::minutes(1); ///< one more each, the limit of BEP 14
};

/// The announces of one content on one link (an interface and address family). Pure: time and chance are arguments.
/// Invariant: from the opening's end on, at most `replyBurst` announces answer newcomers and then one per
/// `replyRefill`, besides one per `interval`; two answers are never closer than `replyGap`.
class AnnounceSchedule {
public:
    /// `random01` in [0, 1) here and below.
    AnnounceSchedule(const AnnounceTiming &timing, MonotonicTime now, double random01);

    /// A peer announced this content. `isNew`: it had not been heard of, or not for long.
    void onHeard(bool isNew, std::size_t peersKnown, MonotonicTime now, double random01);
    void onSent(MonotonicTime now, double random01);

    /// When the next announce is to go out.
    [[nodiscard]] MonotonicTime due() const;

private:
    void refill(MonotonicTime now);

    AnnounceTiming m_timing;
    MonotonicTime m_opened{};      ///< when the first announce went out
    std::size_t m_sentPlanned = 0; ///< announces of opening and interval that went out
    MonotonicTime m_planned;       ///< the next of them
    std::optional<MonotonicTime> m_reply{};
    int m_repliesHeard = 0; ///< since m_reply was set
    std::optional<MonotonicTime> m_lastSent{};
    int m_replies; ///< that may be sent before a refill
    MonotonicTime m_refilled;
};

} // namespace freshet
