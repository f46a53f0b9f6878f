// SPDX-License-Identifier: GPL-3.0-or-later
// The end of a transfer's life: what is complete goes to its destination, and how the whole looks from outside.
#include "core/transfer/Transfer.h"

#include "core/transfer/ContentRow.h"

#include <QPointer>

#include <cerrno>
#include <unistd.h>

namespace freshet {

namespace {

constexpr int maximumHandOverRetries = 2;

} // namespace

bool Transfer::isEverythingThere() const
{
    return m_record.complete || (m_plan && m_plan->isCoveredBy(m_record.durable));
}

void Transfer::handOver()
{
    if (m_peers)
        m_peers->onFinished(m_record.complete || !m_plan || m_record.durable.isComplete());
    stopFetching();
    m_inProof.clear(); // everything that matters is durable
    if (m_record.sizeKnown && !m_plan)
        m_durableBytes = m_record.geometry.contentLength();
    m_provenAt = m_clock.monotonic();
    enter(JobState::Verifying, ReasonCode::HandingOver);
    Destination destination;
    if (m_request.directory) {
        destination.directory = UniqueFd(::dup(m_request.directory.get()));
        if (!destination.directory) {
            fail(errorFromErrno(errno, QStringLiteral("hand over"), m_request.displayPath, Kept::WholeContent));
            return;
        }
    } else {
        destination.known = m_knownDirectory;
    }
    if (m_plan)
        destination.extents = m_plan->extents;
    destination.fileName = m_request.fileName;
    destination.displayPath = m_request.displayPath;
    m_store.handOver(*m_handle, std::move(destination),
                     [self = QPointer(this), attempt = m_openAttempt](const Result<HandOverResult> &result) {
                         if (self && self->m_openAttempt == attempt)
                             self->onHandedOver(result);
                     });
}

void Transfer::onHandedOver(const Result<HandOverResult> &result)
{
    if (result) {
        m_deliveredAt = m_clock.monotonic();
        m_handedOverBy =
            result->method == HandOverResult::Method::Reflink ? QStringLiteral("reflink") : QStringLiteral("copy");
        m_trace.onHandedOver(m_handedOverBy, result->bytes);
        if (!m_plan) {
            m_finalSize = result->bytes;
            m_durableBytes = result->bytes;
        }
        closeContent();
        m_hold.reset();
        const bool served = m_content && m_content->contentId && m_hub.find(*m_content->contentId);
        enter(served ? JobState::Caching : JobState::Complete,
              served ? ReasonCode::ServingPeers : ReasonCode::Finished);
        Q_EMIT ended();
        return;
    }
    if (result.error().code == ErrorCode::PieceMismatch && m_handOverRetries++ < maximumHandOverRetries) {
        // The disk changed what had been proven. The store dropped those pieces from the record: fetch them again.
        closeContent();
        if (std::holds_alternative<ContentUrl>(m_request.subject) && !m_content->verifier) {
            m_content.reset();
            fetchStream(false);
        } else {
            openContent();
        }
        return;
    }
    Error error = result.error();
    if (error.kept == Kept::WholeContent && m_plan && !m_record.complete && !m_record.durable.isComplete())
        error.kept = Kept::VerifiedPieces; // the wanted parts are what is whole
    fail(std::move(error));
}

Swarm *Transfer::swarm() const
{
    if (m_content && !mayHavePeers())
        return nullptr;
    const auto content = m_content ? m_content->contentId : servedContent();
    return content ? m_hub.find(*content) : nullptr;
}

ByteCounters Transfer::uploadsSince() const
{
    const Swarm *meeting = swarm();
    if (!meeting)
        return {};
    const auto since = [&](PeerClass to) {
        return meeting->uploadedBytes(to) - m_uploadsCounted[static_cast<std::size_t>(to)];
    };
    return {.toLanPeers = since(PeerClass::Lan),
            .toGroupPeers = since(PeerClass::Group),
            .toInternetPeers = since(PeerClass::Internet)};
}

void Transfer::skipUploads()
{
    const Swarm *meeting = swarm();
    for (const PeerClass to : {PeerClass::Lan, PeerClass::Group, PeerClass::Internet})
        m_uploadsCounted[static_cast<std::size_t>(to)] = meeting ? meeting->uploadedBytes(to) : Bytes{};
}

void Transfer::describePeers(JobRow &row, MonotonicTime now) const
{
    if (m_content && mayHavePeers())
        row.mode = m_hub.options().mode;
    const auto sources = m_ranged ? m_ranged->peers(now) : m_stream ? m_stream->peers(now) : nullptr;
    Swarm *meeting = swarm();
    row.peers = m_peerLines.of(sources, meeting ? meeting->table() : nullptr);
    if (!meeting)
        return;
    row.lanConnections = static_cast<std::uint32_t>(meeting->connections(PeerClass::Lan));
    row.groupConnections = static_cast<std::uint32_t>(meeting->connections(PeerClass::Group));
    row.internetConnections = static_cast<std::uint32_t>(meeting->connections(PeerClass::Internet));
    row.peersKnown = static_cast<std::uint32_t>(meeting->candidateCount());
    const ByteCounters uploads = uploadsSince();
    row.toLanPeers += uploads.toLanPeers;
    row.toGroupPeers += uploads.toGroupPeers;
    row.toInternetPeers += uploads.toInternetPeers;
}

bool Transfer::isExchanging() const
{
    const Swarm *meeting = swarm();
    return meeting && meeting->isTableLive();
}

void Transfer::describeDelivery(JobRow &row) const
{
    if (!m_provenAt)
        return; // not yet, or in an earlier run, which is remembered
    const auto sinceRequest = [this](MonotonicTime time) {
        return std::chrono::duration_cast<std::chrono::milliseconds>(time - m_requestedAt);
    };
    row.provenAfter = m_provenAt.transform(sinceRequest);
    row.deliveredAfter = m_deliveredAt.transform(sinceRequest);
    row.handOver = m_handedOverBy;
}

JobRow Transfer::row(MonotonicTime now) const
{
    JobRow row = m_remembered && !m_content ? *m_remembered : rowOf(m_record, m_durableBytes);
    if (m_remembered && !m_content) {
        row.rate = {};
        row.eta.reset();
        row.inFlight = {};
    } else if (m_content) {
        row.fileId =
            m_content->contentId ? QString::fromLatin1(m_content->contentId->hex()) : m_content->key.fileName();
        row.modeReason = m_content->modeReason;
    } else {
        row.fileId.clear();
        row.name = m_request.fileName;
        row.fileSizeKnown = false;
        row.fileSize = {};
    }
    if (m_finalSize) {
        row.fileSizeKnown = true;
        row.fileSize = *m_finalSize;
    }
    if (m_plan && m_content)
        row.ranges = RangesProgress{.length = m_plan->length,
                                    .pieces = m_plan->piecesLength,
                                    .inCache = m_plan->there(m_record.durable, m_content->geometry)};
    row.job = m_id;
    row.receivedByJob = m_usefulBytes;
    row.destination = m_request.displayPath;
    row.caller = m_request.caller;
    row.state = m_state;
    row.reason = m_reason;
    row.priority = m_request.priority;
    row.createdAt = m_createdAt;
    describeDelivery(row);
    const FetchStatus status = fetchStatus();
    row.httpConnections = status.connections - status.cacheConnections;
    row.cacheServerConnections = status.cacheConnections;
    if (m_ranged && !m_ranged->cacheHost().isEmpty())
        row.cacheHost = m_ranged->cacheHost();
    else if (!m_cacheHost.isEmpty())
        row.cacheHost = m_cacheHost;
    describePeers(row, now);
    row.inFlight = m_ranged   ? m_ranged->inFlight() + (m_peers ? m_peers->inFlight() : Bytes{})
                   : m_stream ? m_stream->inFlight()
                              : Bytes{};
    if (m_fetchingSince) {
        row.rate = m_rate.rate(now);
        if (row.fileSizeKnown)
            row.eta = estimateTimeLeft(row.goal() - row.received(), row.rate);
    }
    return row;
}

} // namespace freshet
