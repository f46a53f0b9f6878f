// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/JobTrace.h"

#include "core/base/DisplayUrl.h"

namespace freshet {

TraceEvent JobTrace::event(EventKind kind) const
{
    return {.kind = kind, .job = m_job, .content = m_content};
}

void JobTrace::onRunRequested(const TracedSource &source, PieceIndex first, std::uint32_t count, Bytes size)
{
    TraceEvent requested = event(EventKind::RunRequested);
    requested.sourceClass = source.sourceClass;
    requested.source = displayUrl(source.url);
    requested.piece = first;
    requested.count = count;
    requested.bytes = size;
    if (m_claims && m_claims())
        requested.text = QStringLiteral("SITE");
    m_sink.record(std::move(requested));
}

void JobTrace::onSourceFailed(const TracedSource &source, const Error &error, std::chrono::nanoseconds retryIn)
{
    TraceEvent failed = event(EventKind::SourceFailed);
    failed.sourceClass = source.sourceClass;
    failed.source = displayUrl(source.url);
    failed.error = error.code;
    if (retryIn > std::chrono::nanoseconds{})
        failed.retryIn = std::chrono::ceil<std::chrono::milliseconds>(retryIn);
    m_sink.record(std::move(failed));
}

void JobTrace::onPiece(EventKind kind, PieceIndex piece, Bytes size, const TracedSource &source)
{
    TraceEvent about = event(kind);
    about.sourceClass = source.sourceClass;
    about.source = displayUrl(source.url);
    about.piece = piece;
    about.bytes = size;
    m_sink.record(std::move(about));
}

void JobTrace::onPieces(EventKind kind, const std::vector<PieceIndex> &pieces)
{
    for (const PieceIndex piece : pieces) {
        TraceEvent about = event(kind);
        about.piece = piece;
        m_sink.record(std::move(about));
    }
}

void JobTrace::onPolicyNotUsed(const Error &error)
{
    TraceEvent about = event(EventKind::PolicyNotUsed);
    about.error = error.code;
    about.source = error.object;
    about.text = error.detail;
    m_sink.record(std::move(about));
}

void JobTrace::onHandedOver(const QString &method, Bytes size)
{
    TraceEvent delivered = event(EventKind::HandedOver);
    delivered.text = method;
    delivered.bytes = size;
    m_sink.record(std::move(delivered));
}

} // namespace freshet
