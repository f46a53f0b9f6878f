// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/swarm/PeerTrace.h"

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

EventKind kindOf(PickDecision::Kind kind)
{
    switch (kind) {
    case PickDecision::Kind::PeerStalled:
        return EventKind::PeerStalled;
    case PickDecision::Kind::BlockMoved:
        return EventKind::BlockMoved;
    case PickDecision::Kind::ClaimTakenOver:
        return EventKind::ClaimTakenOver;
    case PickDecision::Kind::ClaimHelped:
    case PickDecision::Kind::NearbyIsSlow:
        return EventKind::ClaimHelped;
    }
    return EventKind::PeerStalled;
}

} // namespace

SourceClass sourceClassOf(PeerClass peerClass)
{
    switch (peerClass) {
    case PeerClass::Lan:
        return SourceClass::LanPeers;
    case PeerClass::Group:
        return SourceClass::GroupPeers;
    case PeerClass::Internet:
        return SourceClass::InternetPeers;
    }
    return SourceClass::InternetPeers;
}

TraceEvent PeerTrace::event(EventKind kind, const About &about, const PeerAddress &peer) const
{
    return {.kind = kind, .job = about.job, .content = about.content, .source = QString::fromStdString(peer.text())};
}

void PeerTrace::record(TraceEvent event)
{
    Limit &limit = m_limits[event.kind];
    if (!limit.budget.spend(m_clock.monotonic())) {
        ++limit.skipped;
        return;
    }
    event.count = std::exchange(limit.skipped, 0);
    m_sink.record(std::move(event));
}

void PeerTrace::onConnected(const About &about, const SwarmPeer &peer)
{
    TraceEvent connected = event(EventKind::PeerConnected, about, peer.address);
    connected.sourceClass = sourceClassOf(peer.classified.peerClass);
    connected.text = peer.link->direction() == PeerDirection::Incoming ? u"INCOMING"_s : u"OUTGOING"_s;
    record(std::move(connected));
}

void PeerTrace::onEnded(const About &about, const SwarmPeer &peer, ErrorCode why)
{
    TraceEvent ended = event(EventKind::PeerEnded, about, peer.address);
    ended.sourceClass = sourceClassOf(peer.classified.peerClass);
    ended.bytes = peer.link->counters().payloadReceived;
    ended.error = why;
    record(std::move(ended));
}

void PeerTrace::onRefused(const About &about, const PeerAddress &peer, PeerUnused why)
{
    TraceEvent refused = event(EventKind::PeerRefused, about, peer);
    refused.text = peerUnusedName(why);
    record(std::move(refused));
}

void PeerTrace::onDialFailed(const About &about, const PeerAddress &peer, ErrorCode why)
{
    TraceEvent failed = event(EventKind::PeerUnreachable, about, peer);
    failed.error = why;
    record(std::move(failed));
}

void PeerTrace::onBanned(const About &about, const PeerAddress &peer, std::optional<PieceIndex> piece,
                         std::chrono::milliseconds time)
{
    TraceEvent banned = event(EventKind::PeerBanned, about, peer);
    banned.piece = piece;
    banned.retryIn = time;
    banned.text = piece ? u"BAD_BYTES"_s : u"USER"_s;
    record(std::move(banned));
}

void PeerTrace::onUnbanned(const About &about, const PeerAddress &peer)
{
    record(event(EventKind::PeerUnbanned, about, peer));
}

void PeerTrace::onDecision(const About &about, const PickDecision &decision, const SwarmPeer *peer,
                           const SwarmPeer *other)
{
    TraceEvent decided{.kind = kindOf(decision.kind), .job = about.job, .content = about.content};
    if (peer) {
        decided.source = QString::fromStdString(peer->address.text());
        decided.sourceClass = sourceClassOf(peer->classified.peerClass);
    }
    if (other)
        decided.text = QString::fromStdString(other->address.text());
    if (decision.kind == PickDecision::Kind::PeerStalled)
        decided.retryIn = decision.time;
    else
        decided.piece = decision.piece;
    if (decision.kind == PickDecision::Kind::NearbyIsSlow)
        decided.text = u"PEERS"_s;
    record(std::move(decided));
}

void PeerTrace::onPiece(EventKind kind, const About &about, PieceIndex piece, Bytes size, PeerClass from,
                        const QString &sender, std::size_t senders)
{
    TraceEvent told{.kind = kind, .job = about.job, .content = about.content};
    told.sourceClass = sourceClassOf(from);
    told.source = sender;
    told.piece = piece;
    told.bytes = size;
    told.count = senders > 1 ? static_cast<std::uint32_t>(senders - 1) : 0;
    m_sink.record(std::move(told)); // bounded by the content
}

} // namespace freshet
