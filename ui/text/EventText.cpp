// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/EventText.h"

#include "core/api/SettingJson.h"
#include "core/api/StatusParse.h"
#include "ui/text/Amounts.h"
#include "ui/text/ErrorText.h"
#include "ui/text/PeerEventText.h"
#include "ui/text/SettingText.h"
#include "ui/text/StateText.h"

#include <QCoreApplication>

namespace freshet::text {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("freshet::text", source);
}

QString tr(const char *source, const char *disambiguation, std::uint32_t n)
{
    return QCoreApplication::translate("freshet::text", source, disambiguation,
                                       static_cast<int>(std::min(n, 2'000'000'000U)));
}

/// The row as far as the event tells of it.
JobRow rowOf(const TraceEvent &event)
{
    JobRow row = rowFromJson(event.changes, event.time);
    row.state = event.state.value_or(row.state);
    row.reason.code = event.reason.value_or(ReasonCode::None);
    if (event.error && !row.reason.error)
        row.reason.error = Error{.code = *event.error};
    if (event.retryIn)
        row.reason.retryAt = event.time + *event.retryIn;
    return row;
}

QString progress(const TraceEvent &event)
{
    const JobRow row = rowFromJson(event.changes, event.time);
    const auto has = [&event](QLatin1StringView field) { return event.changes.contains(field); };
    if (has("FileSizeInCache"_L1))
        return tr("%1 in the cache.").arg(bytes(row.fileSizeInCache));
    if (has("TotalBytesDownloaded"_L1))
        return tr("%1 received so far.").arg(bytes(row.totalDownloaded()));
    if (has("DownloadRateBytes"_L1))
        return tr("Receiving at %1.").arg(rate(row.rate));
    return tr("Its numbers changed.");
}

QString jobSentence(const TraceEvent &event)
{
    if (!event.state)
        return progress(event);
    const JobRow row = rowOf(event);
    const QString mode = event.changes.contains("ModeReason"_L1) ? modeReason(row.modeReason) : QString();
    return (tr("%1: %2").arg(stateLabel(*event.state), reason(row, event.time)) + u' ' + mode).trimmed();
}

QString requestSentence(const TraceEvent &event)
{
    if (event.count == 0)
        return tr("%1 is asked for the content.").arg(event.source);
    const bool isClaimed = event.text == "SITE"_L1;
    if (event.count == 1)
        return (isClaimed ? tr("%1 is asked for piece %2 (%3), claimed for the site.")
                          : tr("%1 is asked for piece %2 (%3)."))
            .arg(event.source)
            .arg(event.piece.value_or(PieceIndex{}).value())
            .arg(bytes(event.bytes));
    const std::uint64_t first = event.piece.value_or(PieceIndex{}).value();
    return (isClaimed ? tr("%1 is asked for pieces %2 to %3 (%4), claimed for the site.")
                      : tr("%1 is asked for pieces %2 to %3 (%4)."))
        .arg(event.source)
        .arg(first)
        .arg(first + event.count - 1)
        .arg(bytes(event.bytes));
}

QString failureSentence(const TraceEvent &event)
{
    const QString why = sentence(event.error.value_or(ErrorCode::Internal));
    const QString what = tr("%1: %2").arg(event.source, why);
    if (!event.retryIn)
        return what;
    return what + u' '
           + tr("It is left alone for %1.").arg(duration(std::chrono::ceil<std::chrono::seconds>(*event.retryIn)));
}

QString withOthers(const QString &sentence, std::uint32_t others)
{
    return others == 0 ? sentence : sentence + u' ' + tr("%n other(s) brought parts of it.", nullptr, others);
}

QString settingSentence(const TraceEvent &event)
{
    const SettingRow row = settingRowFromJson(event.changes);
    return tr("The setting %1 is %2 now, by %3.")
        .arg(event.text, settingText(row.kind, row.value), providerLabel(row.provider));
}

} // namespace

QString eventSentence(const TraceEvent &event)
{
    const std::uint32_t piece = event.piece.value_or(PieceIndex{}).value();
    switch (event.kind) {
    case EventKind::EngineStarted:
        return tr("The engine has started.");
    case EventKind::EngineStopping:
        return tr("The engine ends; everything verified is kept.");
    case EventKind::JobAdded:
        return tr("%1 is to be delivered to %2.").arg(event.text, rowOf(event).destination);
    case EventKind::JobChanged:
        return jobSentence(event);
    case EventKind::JobForgotten:
        return tr("The job is not listed any more; what it obtained stays in the cache.");
    case EventKind::RunRequested:
        return requestSentence(event);
    case EventKind::SourceFailed:
        return failureSentence(event);
    case EventKind::PieceReceived:
        return tr("Piece %1 came from %2.").arg(piece).arg(event.source);
    case EventKind::PieceVerified:
        return withOthers(tr("Piece %1 is proven; it came from %2.").arg(piece).arg(event.source), event.count);
    case EventKind::PieceRejected:
        return withOthers(
            tr("Piece %1 failed its proof and was thrown away; it came from %2.").arg(piece).arg(event.source),
            event.count);
    case EventKind::PieceDurable:
        return tr("Piece %1 is safe on disk.").arg(piece);
    case EventKind::PieceDropped:
        return tr("The disk lost piece %1; it is fetched again.").arg(piece);
    case EventKind::HandedOver:
        return event.text == "reflink"_L1
                   ? tr("Delivered %1, sharing its space with the cache.").arg(bytes(event.bytes))
                   : tr("Delivered %1 as a copy.").arg(bytes(event.bytes));
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
        return peerEventSentence(event);
    case EventKind::PolicyNotUsed:
        return tr("The job goes on over HTTP alone.") + (event.error ? u' ' + sentence(*event.error) : QString());
    case EventKind::SettingChanged:
        return settingSentence(event);
    case EventKind::Dropped:
        return tr("%n event(s) are missing here: there was no room for them.", nullptr, event.count);
    }
    return {};
}

QString levelLabel(EventLevel level)
{
    switch (level) {
    case EventLevel::Debug:
        return tr("Detail");
    case EventLevel::Info:
        return tr("Info");
    case EventLevel::Warning:
        return tr("Warning");
    case EventLevel::Error:
        return tr("Error");
    }
    return {};
}

QString areaLabel(EventArea area)
{
    switch (area) {
    case EventArea::Engine:
        return tr("Engine");
    case EventArea::Job:
        return tr("Job");
    case EventArea::Source:
        return tr("Source");
    case EventArea::Piece:
        return tr("Piece");
    case EventArea::Settings:
        return tr("Settings");
    }
    return {};
}

} // namespace freshet::text
