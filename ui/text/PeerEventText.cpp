// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/PeerEventText.h"

#include "core/api/PeerRow.h"
#include "ui/text/Amounts.h"
#include "ui/text/ErrorText.h"
#include "ui/text/PeerText.h"

#include <QCoreApplication>

namespace freshet::text {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("freshet::text", source);
}

QString refusal(const QString &name)
{
    PeerRow row;
    for (int i = static_cast<int>(PeerUnused::None); i <= static_cast<int>(PeerUnused::NetworkGone); ++i)
        if (peerUnusedName(static_cast<PeerUnused>(i)) == name)
            row.unused = static_cast<PeerUnused>(i);
    switch (row.unused) {
    case PeerUnused::Banned:
        return tr("it is banned.");
    case PeerUnused::EnoughPeers:
        return tr("there are as many connections as allowed.");
    case PeerUnused::OtherContent:
        return tr("it wants a content that is not offered here.");
    default:
        return peerState(row, MonotonicTime{});
    }
}

QString time(const TraceEvent &event)
{
    return duration(std::chrono::ceil<std::chrono::seconds>(event.retryIn.value_or(std::chrono::milliseconds{})));
}

QString decision(const TraceEvent &event)
{
    const std::uint32_t piece = event.piece.value_or(PieceIndex{}).value();
    switch (event.kind) {
    case EventKind::PeerConnected:
        return event.text == "INCOMING"_L1 ? tr("%1 has connected to this machine.").arg(event.source)
                                           : tr("Connected to %1.").arg(event.source);
    case EventKind::PeerEnded:
        if (event.error == ErrorCode::PeerRefused)
            return tr("This machine has ended the connection with %1, after %2.").arg(event.source, bytes(event.bytes));
        return tr("The connection with %1 has ended, after %2: %3")
            .arg(event.source, bytes(event.bytes), sentence(event.error.value_or(ErrorCode::ConnectionLost)));
    case EventKind::PeerRefused:
        return tr("%1 was not let in: %2").arg(event.source, refusal(event.text));
    case EventKind::PeerUnreachable:
        return tr("%1 cannot be reached: %2")
            .arg(event.source, sentence(event.error.value_or(ErrorCode::ConnectFailed)));
    case EventKind::PeerBanned:
        return event.piece
                   ? tr("%1 is banned for %2: piece %3 failed its proof.").arg(event.source, time(event)).arg(piece)
                   : tr("%1 is banned for %2: you wanted it.").arg(event.source, time(event));
    case EventKind::PeerUnbanned:
        return tr("%1 is not banned any more.").arg(event.source);
    case EventKind::PeerStalled:
        return tr("%1 owed what it was asked for and sent nothing: avoided for %2.").arg(event.source, time(event));
    case EventKind::BlockMoved:
        return tr("%1 is asked too for a block of piece %2 that %3 is slow with.")
            .arg(event.source)
            .arg(piece)
            .arg(event.text);
    case EventKind::ClaimTakenOver:
        return tr("Piece %1: who claimed it is silent or gone, so it is fetched here.").arg(piece);
    default:
        return event.text == "PEERS"_L1
                   ? tr("Piece %1: those nearby who have it bring too little, so it is fetched here as well.")
                         .arg(piece)
                   : tr("Piece %1: who claims it is slow, so it is fetched here as well.").arg(piece);
    }
}

} // namespace

QString peerEventSentence(const TraceEvent &event)
{
    if (event.count == 0)
        return decision(event);
    return decision(event) + u' '
           + QCoreApplication::translate("freshet::text", "%n event(s) like this before it were left out.", nullptr,
                                         static_cast<int>(std::min(event.count, 2'000'000'000U)));
}

} // namespace freshet::text
