// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/SourceTable.h"

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

PeerState stateOf(const SourceView &source)
{
    if (source.receiving)
        return PeerState::Receiving;
    return source.connections > 0 ? PeerState::Connecting : PeerState::Candidate;
}

PeerUnused unusedOf(const SourceView &source)
{
    if (source.connections > 0)
        return PeerUnused::None;
    return source.mayBeAsked ? PeerUnused::NotTriedYet : PeerUnused::WaitingToRetry;
}

} // namespace

void SourceTable::onBytes(std::size_t source, Bytes amount, MonotonicTime now)
{
    Counters &counters = m_counters[source];
    counters.received += amount;
    counters.rate.onBytes(amount, now);
    if (!counters.since)
        counters.since = now;
}

void SourceTable::onBadPiece(std::size_t source, Bytes size)
{
    Counters &counters = m_counters[source];
    counters.bad += size;
    ++counters.badPieces;
}

std::shared_ptr<const PeerTable> SourceTable::table(std::span<const SourceView> sources, MonotonicTime now)
{
    PeerTable rows;
    for (std::size_t i = 0; i < std::min(sources.size(), maximumRows); ++i) {
        const SourceView &source = sources[i];
        const bool isTls = source.url.scheme() == "https"_L1;
        PeerRow row;
        row.id = PeerRowId{firstId + i};
        row.address = source.url.host(QUrl::FullyEncoded);
        row.port = static_cast<std::uint16_t>(source.url.port(isTls ? 443 : 80));
        const bool isCache = source.sourceClass == SourceClass::CacheServer;
        row.type = isCache ? PeerType::CacheServer : PeerType::Cdn;
        row.foundBy = isCache ? AddressSource::Manual : AddressSource::Metadata;
        row.encrypted = isTls;
        row.state = stateOf(source);
        row.unused = unusedOf(source);
        row.connectionEstablished = source.receiving;
        if (row.unused == PeerUnused::WaitingToRetry)
            row.retryAt = source.nextAttempt;
        row.error = source.error;
        if (const auto it = m_counters.find(i); it != m_counters.end()) {
            row.bytesReceived = it->second.received;
            row.downloadRateBytes = it->second.rate.rate(now);
            row.bytesBad = it->second.bad;
            row.badBlocks = it->second.badPieces;
            row.connectedAt = it->second.since;
        }
        rows.push_back(std::move(row));
    }
    if (!m_table || *m_table != rows)
        m_table = std::make_shared<const PeerTable>(std::move(rows));
    return m_table;
}

} // namespace freshet
