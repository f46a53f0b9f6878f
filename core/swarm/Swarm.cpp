// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/swarm/Swarm.h"

#include "core/swarm/Endpoints.h"
#include "core/swarm/PeerFetch.h"

#include <algorithm>

namespace freshet {

namespace {

Error farewell(ErrorCode code, const SwarmPeer &peer, const QString &detail)
{
    return {.code = code,
            .operation = QStringLiteral("talk to a peer"),
            .object = QString::fromStdString(peer.address.text()),
            .detail = detail,
            .kept = Kept::VerifiedPieces,
            .next = NextStep::NextSource};
}

/// So many peers that have left can still be banned for what they sent.
constexpr std::size_t maximumDeparted = 256;

/// What waits to be sent to a peer beyond the LAN cannot be cancelled any more and delays what others ask for, so it is little.
constexpr std::size_t farSendBufferLow = 32 * 1024;

/// Where a peer is banned. The port it says it listens on is its word alone; where that told programs of one machine apart, it could put
/// the ban on another.
PeerAddress banAddress(const SwarmPeer &peer)
{
    return peer.link->direction() == PeerDirection::Outgoing ? peer.listens : peer.address;
}

} // namespace

Swarm::Swarm(SwarmContent content, SwarmShared &shared, Uploads::Prover prover, HashAnswers::Reader hashReader)
    : m_content(std::move(content))
    , m_shared(shared)
    , m_about{.content = QString::fromLatin1(m_content.wire.id.hex())}
    , m_bans(shared.bans.of(m_content.wire.id, shared.clock.monotonic()))
    , m_candidates(shared.options.candidates, shared.rules, *m_bans, shared.seed)
    , m_uploads(m_content.wire.geometry, shared.options.uploads, std::move(prover))
    , m_ledger(m_content.wire.geometry.contentLength())
    , m_hashAnswers(m_content.metainfo, std::move(hashReader), [this](PeerKey key) { return find(key); })
{
    if (shared.throttle)
        m_uploads.setThrottle(*shared.throttle, shared.clock);
    m_dialTimer.setSingleShot(true);
    connect(&m_dialTimer, &QTimer::timeout, this, &Swarm::dialMore);
    connect(&m_uploads, &Uploads::sent, this, [this](PeerKey key, Bytes amount) {
        m_uploadedBytes += amount;
        ++m_activity;
        if (SwarmPeer *peer = find(key)) {
            m_uploadedTo[static_cast<std::size_t>(peer->classified.peerClass)] += amount;
            onSent(*peer, amount);
            Q_EMIT uploaded(peer->classified.peerClass, amount);
        }
    });
}

Swarm::~Swarm()
{
    for (const auto &[dial, entry] : m_dials)
        m_shared.dialer.abandon(dial);
}

SwarmPeer *Swarm::find(PeerKey key)
{
    const auto it = m_peers.find(key);
    return it == m_peers.end() ? nullptr : it->second.get();
}

std::size_t Swarm::connections(PeerClass peerClass) const
{
    return static_cast<std::size_t>(std::count_if(m_peers.begin(), m_peers.end(), [peerClass](const auto &entry) {
        return entry.second->classified.peerClass == peerClass;
    }));
}

bool Swarm::mayConnect() const
{
    return !m_dials.empty() || m_candidates.nextDue(m_shared.clock.monotonic()).has_value();
}

std::vector<CandidateRow> Swarm::candidates() const
{
    return m_candidates.rows(m_shared.clock.monotonic());
}

std::shared_ptr<const PeerTable> Swarm::table()
{
    const MonotonicTime now = m_shared.clock.monotonic();
    if (!m_table.isDue(m_activity, now))
        return m_table.latest();
    std::vector<SwarmTable::Connection> connections;
    connections.reserve(m_peers.size());
    for (const auto &[key, peer] : m_peers)
        if (!peer->link->isClosed())
            connections.push_back({.peer = peer.get(),
                                   .foundBy = m_candidates.sourceOf(peer->listens).value_or(CandidateSource::Incoming),
                                   .avoidedUntil = m_fetch ? m_fetch->avoidedUntil(key, now) : std::nullopt});
    const auto isBanned = [&](const PeerAddress &address) {
        return m_bans->bannedUntil(address, m_shared.rules->network, now);
    };
    return m_table.build(connections, m_candidates.rows(now),
                         m_peers.size() + m_dials.size() >= m_shared.options.maximumPeers, isBanned, m_shared.nextRow,
                         m_activity, now);
}

Bytes Swarm::missingBytes() const
{
    const PieceSet &offered = m_uploads.offered();
    const Geometry &geometry = m_content.wire.geometry;
    if (offered.isComplete())
        return {};
    return Bytes{std::uint64_t{offered.size() - offered.count()} * geometry.pieceLength().value()};
}

// Whom to be connected with

void Swarm::onFound(const FoundPeer &found)
{
    m_candidates.onFound(found, m_shared.clock.monotonic());
    ++m_activity;
    scheduleDial();
}

void Swarm::onGone(const PeerAddress &address)
{
    m_candidates.onGone(address);
    ++m_activity;
}

void Swarm::onRulesChanged()
{
    m_candidates.setRules(m_shared.rules);
    ++m_activity;
    for (const auto &[key, peer] : m_peers) {
        const CandidateState allowed =
            m_candidates.admits(peer->address, m_shared.options.tls == PeerTls::Require, m_shared.clock.monotonic());
        if (allowed != CandidateState::Ready)
            peer->link->close(farewell(ErrorCode::PeerRefused, *peer, QStringLiteral("not allowed any more")));
    }
    scheduleDial();
}

PeerUnused Swarm::refusal(const PeerAddress &from) const
{
    const CandidateState state =
        m_candidates.admits(from, m_shared.options.tls == PeerTls::Require, m_shared.clock.monotonic());
    if (state != CandidateState::Ready)
        return unusedOf(state);
    return m_peers.size() >= m_shared.options.maximumPeers ? PeerUnused::EnoughPeers : PeerUnused::None;
}

bool Swarm::isBanned(const SwarmPeer &peer) const
{
    const MonotonicTime now = m_shared.clock.monotonic();
    const LocalNetwork &network = m_shared.rules->network;
    return m_bans->isBanned(peer.address, network, now) || m_bans->isBanned(peer.listens, network, now);
}

UploadLedger::Host Swarm::hostOf(const SwarmPeer &peer) const
{
    return UploadLedger::hostOf(peer.listens, peer.classified.peerClass, m_shared.rules->network);
}

void Swarm::onSent(SwarmPeer &peer, Bytes amount)
{
    const MonotonicTime now = m_shared.clock.monotonic();
    const UploadLedger::Host host = hostOf(peer);
    peer.lastSentAt = now;
    m_ledger.onSent(host, amount, now);
    if (!mayServe(peer, host, now)) {
        m_uploads.onChoked(peer);
        peer.link->setChoking(true);
    }
}

bool Swarm::mayServe(const SwarmPeer &peer, const UploadLedger::Host &host, MonotonicTime now)
{
    const PeerClass to = peer.classified.peerClass;
    return m_ledger.mayServe(host, to, now) && (!m_shared.throttle || m_shared.throttle->mayUpload(to));
}

void Swarm::onUploadsAllowedChanged()
{
    ++m_activity;
    const MonotonicTime now = m_shared.clock.monotonic();
    for (const auto &[key, peer] : m_peers) {
        const bool chokes = !mayServe(*peer, hostOf(*peer), now);
        if (chokes)
            m_uploads.onChoked(*peer);
        peer->link->setChoking(chokes);
    }
}

void Swarm::onLimitChanged()
{
    ++m_activity;
    std::size_t open = m_peers.size();
    for (auto it = m_peers.rbegin(); it != m_peers.rend() && open > m_shared.options.maximumPeers; ++it, --open)
        it->second->link->close(farewell(ErrorCode::PeerRefused, *it->second, QStringLiteral("too many")));
    scheduleDial();
}

void Swarm::onWoke()
{
    ++m_activity;
    m_candidates.onWoke(m_shared.clock.monotonic());
    for (const auto &[key, peer] : m_peers)
        peer->link->close(farewell(ErrorCode::ConnectionLost, *peer, QStringLiteral("this machine was asleep")));
    scheduleDial();
}

void Swarm::onBansChanged()
{
    ++m_activity;
    for (const auto &[key, peer] : m_peers)
        if (isBanned(*peer))
            peer->link->close(farewell(ErrorCode::PeerRefused, *peer, QStringLiteral("banned")));
    scheduleDial();
}

void Swarm::scheduleDial()
{
    if (std::exchange(m_dialScheduled, true))
        return;
    QMetaObject::invokeMethod(this, &Swarm::dialMore, Qt::QueuedConnection);
}

void Swarm::dialMore()
{
    m_dialScheduled = false;
    ++m_activity;
    const MonotonicTime now = m_shared.clock.monotonic();
    while (m_peers.size() + m_dials.size() < m_shared.options.maximumPeers) {
        const auto next = m_candidates.next(now);
        if (!next)
            break;
        m_candidates.onDialling(*next, now);
        const auto dial = m_shared.dialer.dial(endpointOf(*next), m_content.wire);
        if (!dial) {
            m_candidates.onEnded(*next, PeerEnd::Unreachable, now);
            break;
        }
        m_dials.emplace(*dial, Dial{.to = *next});
    }
    if (const auto due = m_candidates.nextDue(now))
        m_dialTimer.start(std::clamp(std::chrono::ceil<std::chrono::milliseconds>(*due - now),
                                     std::chrono::milliseconds{10}, std::chrono::milliseconds{60'000}));
}

void Swarm::onDialFailed(DialId dial, const Error &error)
{
    const auto node = m_dials.extract(dial);
    if (!node)
        return;
    ++m_activity;
    m_shared.trace.onDialFailed(m_about, node.mapped().to, error.code);
    const PeerEnd end = error.code == ErrorCode::PeerProtocol ? PeerEnd::NotAPeer : PeerEnd::Unreachable;
    m_candidates.onEnded(node.mapped().to, end, m_shared.clock.monotonic());
    scheduleDial();
}

void Swarm::onPeerReady(ReadyPeer ready)
{
    const MonotonicTime now = m_shared.clock.monotonic();
    auto peer = std::make_unique<SwarmPeer>();
    peer->key = PeerKey{m_shared.nextKey++};
    peer->address = peerAddressOf(ready.endpoint);
    peer->listens = peer->address;
    peer->connectedAt = now;
    ++m_activity;
    if (ready.dial) {
        if (const auto node = m_dials.extract(*ready.dial))
            peer->listens = node.mapped().to;
    }
    if (m_peers.size() >= m_shared.options.maximumPeers) {
        m_candidates.onEnded(peer->listens, PeerEnd::Lost, now);
        return;
    }
    const bool provedGroup = ready.transport->isEncrypted();
    peer->classified = peerClass(peer->address.ip, *m_shared.rules, provedGroup);
    if (ready.direction == PeerDirection::Outgoing)
        m_candidates.onConnected(peer->listens, now);
    PeerOptions options;
    options.listenPort = m_shared.listenPort;
    if (!peer->isNear())
        options.sendBufferLow = farSendBufferLow;
    peer->link =
        std::make_unique<PeerConnection>(std::move(ready), *this, m_shared.receiveBuffer, m_shared.clock, options);
    SwarmPeer &added = *peer;
    m_byLink.emplace(peer->link.get(), peer.get());
    m_peers.emplace(peer->key, std::move(peer));
    const UploadLedger::Host host = hostOf(added);
    m_uploads.onPeer(added, m_ledger.given(host, now));
    m_shared.trace.onConnected(m_about, added);
    added.link->start(m_uploads.offered());
    if (mayServe(added, host, now))
        added.link->setChoking(false);
    if (m_fetch)
        m_fetch->onPeer(added);
    Q_EMIT peersChanged();
}

void Swarm::convict(PeerKey key, PieceIndex piece, Bytes bad)
{
    ++m_activity;
    std::optional<PeerAddress> where;
    if (SwarmPeer *peer = find(key)) {
        where = banAddress(*peer);
        peer->bytesBad += bad;
        peer->badBlocks += static_cast<std::uint32_t>((bad.value() + blockLength.value() - 1) / blockLength.value());
        peer->link->close(farewell(ErrorCode::PieceMismatch, *peer, QStringLiteral("piece %1").arg(piece.value())));
    } else if (const auto it = std::ranges::find(m_departed, key, &Departed::key); it != m_departed.end()) {
        where = it->where;
    }
    if (!where)
        return;
    m_bans->ban(*where, m_shared.rules->network, m_shared.clock.monotonic());
    m_shared.trace.onBanned(m_about, *where, piece, BanList::defaultDuration);
    // Other connections from there are of the same peer.
    for (const auto &[other, peer] : m_peers)
        if (other != key && !peer->link->isClosed()
            && m_bans->isBanned(banAddress(*peer), m_shared.rules->network, m_shared.clock.monotonic()))
            peer->link->close(farewell(ErrorCode::PieceMismatch, *peer, QStringLiteral("banned")));
    Q_EMIT banned(*where, piece, bad);
}

void Swarm::setFile(std::shared_ptr<const UniqueFd> file, const PieceSet &old)
{
    m_uploads.setFile(std::move(file), old);
    old.forEach([this](PieceIndex piece) { tellHave(piece); });
}

void Swarm::onReadable(PieceIndex piece)
{
    m_uploads.onReadable(piece);
    tellHave(piece);
}

void Swarm::tellHave(PieceIndex piece)
{
    for (const auto &[key, peer] : m_peers) {
        const PieceSet &theirs = peer->link->pieces();
        if (theirs.isComplete())
            continue;
        if (!theirs.contains(piece)) {
            peer->link->sendHave(piece);
            continue;
        }
        // In a site where all fetch the same, this is half of all that would be said.
        if (peer->untold.size() == 0)
            peer->untold = PieceSet(theirs.size());
        peer->untold.insert(piece);
    }
}

void Swarm::onComplete()
{
    for (const auto &[key, peer] : m_peers) {
        const PieceSet untold = std::exchange(peer->untold, {});
        untold.forEach([&](PieceIndex piece) { peer->link->sendHave(piece); });
        dropIfUseless(*peer);
    }
}

void Swarm::dropIfUseless(SwarmPeer &peer)
{
    if (!m_uploads.offered().isComplete() || !peer.link->pieces().isComplete() || peer.link->isClosed())
        return;
    peer.end = PeerEnd::NothingToTrade;
    peer.link->close(farewell(ErrorCode::PeerRefused, peer, QStringLiteral("both sides are complete")));
}

// What they say

void Swarm::onPeerExtensions(PeerConnection &link, const ExtensionHandshake &handshake)
{
    SwarmPeer &peer = at(link);
    if (link.direction() == PeerDirection::Incoming && handshake.listenPort && *handshake.listenPort != 0) {
        peer.listens.port = *handshake.listenPort;
        m_candidates.onConnected(peer.listens, m_shared.clock.monotonic());
        if (isBanned(peer)) {
            link.close(farewell(ErrorCode::PeerRefused, peer, QStringLiteral("banned")));
            return;
        }
    }
    if (m_fetch)
        m_fetch->onExtensions(peer);
}

void Swarm::onPeerPieces(PeerConnection &link)
{
    SwarmPeer &peer = at(link);
    if (m_fetch)
        m_fetch->onPieces(peer);
    else
        dropIfUseless(peer);
}

void Swarm::onPeerHave(PeerConnection &link, PieceIndex piece)
{
    SwarmPeer &peer = at(link);
    if (m_fetch)
        m_fetch->onHave(peer, piece);
    else if (link.pieces().isComplete())
        dropIfUseless(peer);
}

void Swarm::onPeerChoked(PeerConnection &link)
{
    if (m_fetch)
        m_fetch->onChoked(at(link));
}

void Swarm::onPeerUnchoked(PeerConnection &link)
{
    if (m_fetch)
        m_fetch->onUnchoked(at(link));
}

void Swarm::onPeerInterest(PeerConnection &link, bool)
{
    (void)at(link);
}

void Swarm::onPeerBlock(PeerConnection &link, BlockIndex block, std::span<const std::byte> bytes)
{
    m_downloadedBytes += Bytes{bytes.size()};
    SwarmPeer &peer = at(link);
    if (m_fetch)
        m_fetch->onBlock(peer, block, bytes);
}

void Swarm::onPeerRejected(PeerConnection &link, BlockIndex block)
{
    if (m_fetch)
        m_fetch->onRejected(at(link), block);
}

void Swarm::onPeerWasted(PeerConnection &link, Bytes amount)
{
    if (m_fetch)
        m_fetch->onWasted(at(link), amount);
}

void Swarm::onPeerRequest(PeerConnection &link, BlockIndex block)
{
    m_uploads.onRequest(at(link), block);
}

void Swarm::onPeerCancelled(PeerConnection &link, BlockIndex block)
{
    m_uploads.onCancelled(at(link), block);
}

void Swarm::onPeerHashRequest(PeerConnection &link, const HashSpan &span)
{
    m_hashAnswers.onRequest(at(link), span, m_uploads.file(), m_uploads.offered(), m_shared.clock.monotonic());
}

void Swarm::onPeerHashes(PeerConnection &link, PieceIndex piece, std::span<const Sha256Digest> blockHashes)
{
    if (m_fetch)
        m_fetch->onHashes(at(link), piece, blockHashes);
}

void Swarm::onPeerHashesRejected(PeerConnection &link, PieceIndex piece)
{
    if (m_fetch)
        m_fetch->onHashesRejected(at(link), piece);
}

void Swarm::onPeerClaims(PeerConnection &link, const ClaimMessage &claims)
{
    if (m_fetch)
        m_fetch->onClaims(at(link), claims);
}

void Swarm::onPeerBatchEnd(PeerConnection &link)
{
    SwarmPeer &peer = at(link);
    if (m_fetch)
        m_fetch->onBatchEnd(peer);
    m_uploads.serve();
}

void Swarm::onPeerSendSpace(PeerConnection &link)
{
    m_uploads.onSendSpace(at(link));
}

void Swarm::onPeerClosed(PeerConnection &link, const Error &error)
{
    const auto byLink = m_byLink.extract(&link);
    if (!byLink)
        return;
    SwarmPeer &peer = *byLink.mapped();
    ++m_activity;
    m_shared.trace.onEnded(m_about, peer, error.code);
    m_table.onClosed(peer, error.code, m_shared.clock.monotonic());
    m_candidates.onEnded(peer.listens, peer.end, m_shared.clock.monotonic());
    m_uploads.onPeerGone(peer);
    m_hashAnswers.onPeerGone(peer.key);
    m_departed.push_back({.key = peer.key, .where = banAddress(peer)});
    if (m_departed.size() > maximumDeparted)
        m_departed.pop_front();
    auto node = m_peers.extract(peer.key);
    if (m_fetch)
        m_fetch->onPeerGone(peer);
    m_uploads.serve();
    scheduleDial();
    Q_EMIT peersChanged();
}

} // namespace freshet
