// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/Replay.h"

#include "core/api/StatusParse.h"

namespace freshet {

using namespace Qt::StringLiterals;

void Replay::onEvent(const TraceEvent &event)
{
    m_lastEvent = event.number;
    switch (event.kind) {
    case EventKind::EngineStarted:
        m_rows.clear();
        m_dropped = 0;
        break;
    case EventKind::Dropped:
        m_dropped += event.count;
        break;
    case EventKind::JobForgotten:
        m_rows.erase(event.job.value_or(JobId{}));
        break;
    case EventKind::JobAdded:
    case EventKind::JobChanged: {
        if (!event.job)
            break;
        Row &row = m_rows[*event.job];
        for (auto it = event.changes.begin(); it != event.changes.end(); ++it)
            row.fields.insert(it.key(), it.value());
        if (event.changes.contains("RetryInMilliseconds"_L1))
            row.reasonSince = event.time;
        break;
    }
    case EventKind::EngineStopping:
    case EventKind::RunRequested:
    case EventKind::SourceFailed:
    case EventKind::PieceReceived:
    case EventKind::PieceVerified:
    case EventKind::PieceRejected:
    case EventKind::PieceDurable:
    case EventKind::PieceDropped:
    case EventKind::HandedOver:
    case EventKind::PeerConnected:
    case EventKind::PeerEnded:
    case EventKind::PeerRefused:
    case EventKind::PeerUnreachable:
    case EventKind::PeerBanned:
    case EventKind::PeerUnbanned:
    case EventKind::PeerStalled:
    case EventKind::BlockMoved:
    case EventKind::ClaimTakenOver:
    case EventKind::ClaimHelped:
    case EventKind::PolicyNotUsed:
    case EventKind::SettingChanged:
        break;
    }
}

std::vector<JobRow> Replay::jobs() const
{
    std::vector<JobRow> jobs;
    for (const auto &[job, row] : m_rows) {
        jobs.push_back(rowFromJson(row.fields, row.reasonSince));
        jobs.back().job = job;
    }
    return jobs;
}

} // namespace freshet
