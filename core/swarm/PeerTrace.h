// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/TraceEvent.h"
#include "core/base/Clock.h"
#include "core/base/PeerAddress.h"
#include "core/pick/PickDecision.h"
#include "core/policy/PeerFacts.h"
#include "core/swarm/SwarmPeer.h"
#include "core/wire/FlipBudget.h"

#include <map>

namespace freshet {

/// The class that bytes from such a peer count for.
SourceClass sourceClassOf(PeerClass peerClass);

/// What peers tell the trace. Invariant: of what others can cause, `burst` events of a kind at once and `perSecond` in the long run are told; the next
/// event of that kind says how many were left out. Shared by all swarms of an engine.
class PeerTrace {
public:
    static constexpr std::size_t burst = 100;
    static constexpr std::size_t perSecond = 5;

    /// What the event is about.
    struct About {
        QString content{}; ///< FileId; empty: not known yet
        std::optional<JobId> job{};
    };

    /// Both outlive it.
    PeerTrace(EventSink &sink, const Clock &clock)
        : m_sink(sink)
        , m_clock(clock)
    {
    }

    void onConnected(const About &about, const SwarmPeer &peer);
    void onEnded(const About &about, const SwarmPeer &peer, ErrorCode why);
    /// A connection of theirs was not let in.
    void onRefused(const About &about, const PeerAddress &peer, PeerUnused why);
    void onDialFailed(const About &about, const PeerAddress &peer, ErrorCode why);
    /// `piece`: it failed its proof; none: the user wants it so.
    void onBanned(const About &about, const PeerAddress &peer, std::optional<PieceIndex> piece,
                  std::chrono::milliseconds time);
    void onUnbanned(const About &about, const PeerAddress &peer);
    /// `from` and `to`: who it is about, or null.
    void onDecision(const About &about, const PickDecision &decision, const SwarmPeer *peer, const SwarmPeer *other);
    /// PieceVerified, PieceRejected: a piece that peers brought, so many of them.
    void onPiece(EventKind kind, const About &about, PieceIndex piece, Bytes size, PeerClass from,
                 const QString &sender, std::size_t senders);

private:
    struct Limit {
        FlipBudget budget{burst, perSecond};
        std::uint32_t skipped = 0;
    };
    [[nodiscard]] TraceEvent event(EventKind kind, const About &about, const PeerAddress &peer) const;
    void record(TraceEvent event);

    EventSink &m_sink;
    const Clock &m_clock;
    std::map<EventKind, Limit> m_limits;
};

} // namespace freshet
