// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/TraceEvent.h"

#include <QUrl>

#include <functional>

namespace freshet {

/// A server that a job asks.
struct TracedSource {
    QUrl url;
    SourceClass sourceClass = SourceClass::HttpOrigin;
};

/// What a job tells the trace of its sources and pieces. Non-duty: states and amounts, which the engine takes from the job's row.
class JobTrace {
public:
    JobTrace(EventSink &sink, JobId job)
        : m_sink(sink)
        , m_job(job)
    {
    }

    /// `claims`: whether others of the site hear what is asked of HTTP sources at the moment; null: there are none.
    void setClaims(std::function<bool()> claims) { m_claims = std::move(claims); }
    void setContent(const QString &fileId) { m_content = fileId; }

    /// `count` 0: everything that is missing, without a range.
    void onRunRequested(const TracedSource &source, PieceIndex first, std::uint32_t count, Bytes size);
    void onSourceFailed(const TracedSource &source, const Error &error, std::chrono::nanoseconds retryIn);
    /// PieceReceived, PieceVerified, PieceRejected.
    void onPiece(EventKind kind, PieceIndex piece, Bytes size, const TracedSource &source);
    /// PieceDurable, PieceDropped.
    void onPieces(EventKind kind, const std::vector<PieceIndex> &pieces);
    void onPolicyNotUsed(const Error &error);
    /// `method`: "reflink" or "copy".
    void onHandedOver(const QString &method, Bytes size);

private:
    [[nodiscard]] TraceEvent event(EventKind kind) const;

    EventSink &m_sink;
    JobId m_job;
    QString m_content;
    std::function<bool()> m_claims;
};

} // namespace freshet
