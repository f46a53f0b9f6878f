// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/swarm/SwarmTable.h"

#include <algorithm>
#include <set>

namespace freshet {

namespace {

/// A peer that moved a block so recently is shown as moving blocks.
constexpr std::chrono::seconds recently{1};

PeerType typeOf(PeerClass peerClass)
{
    switch (peerClass) {
    case PeerClass::Lan:
        return PeerType::Lan;
    case PeerClass::Group:
        return PeerType::Group;
    case PeerClass::Internet:
        return PeerType::Internet;
    }
    return PeerType::None;
}

AddressSource sourceOf(CandidateSource source)
{
    switch (source) {
    case CandidateSource::Manual:
        return AddressSource::Manual;
    case CandidateSource::LanDiscovery:
        return AddressSource::Lsd;
    case CandidateSource::LastRun:
        return AddressSource::LastRun;
    case CandidateSource::Array:
        return AddressSource::Array;
    case CandidateSource::Tracker:
        return AddressSource::Tracker;
    case CandidateSource::Incoming:
        return AddressSource::Incoming;
    }
    return AddressSource::Incoming;
}

void setAddress(PeerRow &row, const PeerAddress &address)
{
    row.address = QString::fromStdString(address.ip.text());
    row.port = address.port;
}

void setClass(PeerRow &row, const ClassifiedPeer &classified)
{
    row.type = typeOf(classified.peerClass);
    row.typeReason = classified.reason;
}

PeerState stateOf(const SwarmTable::Connection &connection, MonotonicTime now)
{
    const PeerConnection &link = *connection.peer->link;
    const auto isRecent = [now](const std::optional<MonotonicTime> &at) { return at && now - *at < recently; };
    const bool sends = isRecent(connection.peer->lastSentAt) || !link.theirRequests().empty();
    if (connection.avoidedUntil)
        return PeerState::Stalled;
    if (isRecent(link.lastBlockAt()) || link.outstanding() > 0)
        return sends ? PeerState::Exchanging : PeerState::Receiving;
    if (sends)
        return PeerState::Sending;
    return link.amInterested() && link.isChoking() ? PeerState::WaitingForSlot : PeerState::Idle;
}

PeerRow rowOf(const SwarmPeer &peer, MonotonicTime now)
{
    const PeerConnection &link = *peer.link;
    PeerRow row;
    setAddress(row, peer.listens);
    setClass(row, peer.classified);
    row.incoming = link.direction() == PeerDirection::Incoming;
    row.encrypted = link.isEncrypted();
    row.client = link.extensions().clientName;
    row.bytesSent = link.counters().payloadSent;
    row.bytesReceived = link.counters().payloadReceived;
    row.uploadRateBytes = link.uploadRate(now);
    row.downloadRateBytes = link.downloadRate(now);
    row.bytesBad = peer.bytesBad;
    row.badBlocks = peer.badBlocks;
    row.piecesHave = link.pieces().count();
    row.piecesTotal = link.pieces().size();
    if (const auto time = link.responseTime())
        row.latency = std::chrono::ceil<std::chrono::milliseconds>(*time);
    row.connectedAt = peer.connectedAt;
    return row;
}

PeerUnused unusedOf(const CandidateRow &candidate, bool isFull)
{
    if (candidate.state == CandidateState::Ready && isFull)
        return PeerUnused::EnoughPeers;
    if (candidate.state == CandidateState::BackingOff && candidate.lastEnd == PeerEnd::WrongContent)
        return PeerUnused::OtherContent;
    return freshet::unusedOf(candidate.state);
}

std::optional<ErrorCode> errorOf(const std::optional<PeerEnd> &end)
{
    if (end == PeerEnd::Unreachable)
        return ErrorCode::ConnectFailed;
    if (end == PeerEnd::NotAPeer)
        return ErrorCode::PeerProtocol;
    if (end == PeerEnd::Lost)
        return ErrorCode::ConnectionLost;
    return std::nullopt;
}

/// What the candidate is now, into a line that may have the numbers of its last connection.
void describe(PeerRow &row, const CandidateRow &candidate, bool isFull)
{
    setAddress(row, candidate.address);
    setClass(row, candidate.classified);
    row.foundBy = sourceOf(candidate.source);
    row.unused = unusedOf(candidate, isFull);
    row.state = candidate.state == CandidateState::Dialling ? PeerState::Connecting
                : candidate.state == CandidateState::Banned ? PeerState::Banned
                                                            : PeerState::Candidate;
    if (!row.error)
        row.error = errorOf(candidate.lastEnd);
    if (candidate.state == CandidateState::Banned)
        row.bannedUntil = candidate.until;
    else
        row.retryAt = candidate.until;
}

} // namespace

PeerUnused unusedOf(CandidateState state)
{
    switch (state) {
    case CandidateState::Ready:
        return PeerUnused::NotTriedYet;
    case CandidateState::Dialling:
    case CandidateState::Connected:
        return PeerUnused::None;
    case CandidateState::OwnAddress:
        return PeerUnused::Ourselves;
    case CandidateState::Unusable:
    case CandidateState::PortRefused:
        return PeerUnused::AddressRefused;
    case CandidateState::ModeForbidsPeers:
    case CandidateState::ModeLanOnly:
    case CandidateState::ModeGroupOnly:
        return PeerUnused::ModeForbids;
    case CandidateState::Banned:
        return PeerUnused::Banned;
    case CandidateState::RecentlyDialled:
    case CandidateState::BackingOff:
        return PeerUnused::WaitingToRetry;
    case CandidateState::NotAPeer:
        return PeerUnused::NotAPeer;
    case CandidateState::NothingToTrade:
        return PeerUnused::NothingToGive;
    case CandidateState::SameMachine:
        return PeerUnused::SameMachine;
    case CandidateState::WaitingForThem:
        return PeerUnused::TheirTurn;
    case CandidateState::NoRoom:
        return PeerUnused::TooManyOfSource;
    case CandidateState::Gone:
        return PeerUnused::NetworkGone;
    }
    return PeerUnused::NotTriedYet;
}

void SwarmTable::onClosed(const SwarmPeer &peer, ErrorCode error, MonotonicTime now)
{
    PeerRow row = rowOf(peer, now);
    row.uploadRateBytes = {};
    row.downloadRateBytes = {};
    row.connectedAt.reset();
    row.error = error;
    m_past.insert_or_assign(peer.listens, Past{.row = std::move(row), .at = now});
    if (m_past.size() > maximumPast)
        m_past.erase(std::ranges::min_element(m_past, {}, [](const auto &entry) { return entry.second.at; }));
}

bool SwarmTable::isDue(std::uint64_t activity, MonotonicTime now) const
{
    if (!m_latest)
        return true;
    if (now - m_builtAt < interval)
        return false;
    return activity != m_activity || m_isLive || (m_changesAt && *m_changesAt <= now);
}

const std::shared_ptr<const PeerTable> &SwarmTable::build(std::span<const Connection> connections,
                                                          const std::vector<CandidateRow> &candidates, bool isFull,
                                                          const BannedUntil &bannedUntil, std::uint64_t &nextId,
                                                          std::uint64_t activity, MonotonicTime now)
{
    PeerTable rows;
    Ids ids;
    std::set<std::uint64_t> used;
    const auto take = [&](const PeerAddress &address, const std::uint64_t *own) {
        const auto known = m_ids.ofAddresses.find(address);
        std::uint64_t id = own ? *own : known != m_ids.ofAddresses.end() ? known->second : nextId++;
        if (!used.insert(id).second)
            used.insert(id = nextId++);
        ids.ofAddresses.insert_or_assign(address, id);
        return PeerRowId{id};
    };
    m_isLive = false;
    for (const Connection &connection : connections) {
        const SwarmPeer &peer = *connection.peer;
        PeerRow row = rowOf(peer, now);
        const auto own = m_ids.ofPeers.find(peer.key);
        row.id = take(peer.listens, own == m_ids.ofPeers.end() ? nullptr : &own->second);
        ids.ofPeers.emplace(peer.key, row.id.value());
        row.connectionEstablished = true;
        row.unused = PeerUnused::None;
        row.foundBy = sourceOf(connection.foundBy);
        row.state = stateOf(connection, now);
        row.retryAt = connection.avoidedUntil;
        m_isLive = m_isLive || row.uploadRateBytes > BytesPerSecond{} || row.downloadRateBytes > BytesPerSecond{}
                   || connection.avoidedUntil;
        m_past.erase(peer.listens);
        rows.push_back(std::move(row));
    }
    m_changesAt.reset();
    std::set<PeerAddress> listed;
    for (const CandidateRow &candidate : candidates) {
        if (listed.size() == maximumCandidates)
            break;
        if (candidate.state == CandidateState::Connected || ids.ofAddresses.contains(candidate.address))
            continue;
        listed.insert(candidate.address);
        const auto past = m_past.find(candidate.address);
        PeerRow row = past == m_past.end() ? PeerRow{} : past->second.row;
        describe(row, candidate, isFull);
        row.id = take(candidate.address, nullptr);
        if (candidate.until)
            m_changesAt = std::min(m_changesAt.value_or(*candidate.until), *candidate.until);
        rows.push_back(std::move(row));
    }
    for (const auto &[address, past] : m_past) {
        if (listed.contains(address))
            continue;
        PeerRow row = past.row;
        row.id = take(address, nullptr);
        row.foundBy = AddressSource::Incoming;
        row.unused = PeerUnused::None;
        row.bannedUntil = bannedUntil(address);
        row.state = row.bannedUntil ? PeerState::Banned : PeerState::Gone;
        if (row.bannedUntil) {
            row.unused = PeerUnused::Banned;
            m_changesAt = std::min(m_changesAt.value_or(*row.bannedUntil), *row.bannedUntil);
        }
        rows.push_back(std::move(row));
    }
    std::ranges::sort(rows, {}, &PeerRow::id);
    m_ids = std::move(ids);
    m_activity = activity;
    m_builtAt = now;
    if (!m_latest || *m_latest != rows)
        m_latest = std::make_shared<const PeerTable>(std::move(rows));
    return m_latest;
}

} // namespace freshet
