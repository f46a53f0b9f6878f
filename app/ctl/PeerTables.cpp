// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/PeerTables.h"

#include "app/ctl/Console.h"
#include "app/ctl/Table.h"
#include "ui/text/Amounts.h"
#include "ui/text/PeerText.h"

#include <algorithm>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

QStringList cells(const PeerRow &peer, MonotonicTime now)
{
    const QString host = peer.address.contains(u':') ? u'[' + peer.address + u']' : peer.address;
    return {
        u"%1:%2"_s.arg(host).arg(peer.port),
        peer.typeReason ? tr("%1 (%2)").arg(text::peerTypeLabel(peer.type), text::peerTypeReason(*peer.typeReason))
                        : text::peerTypeLabel(peer.type),
        peer.piecesTotal > 0 ? u"%1 %"_s.arg(peer.havePercent(), 0, 'f', 1) : QString(),
        text::rate(peer.downloadRateBytes),
        text::rate(peer.uploadRateBytes),
        text::bytes(peer.bytesReceived),
        text::bytes(peer.bytesSent),
        text::bytes(peer.bytesBad),
        text::addressSourceLabel(peer.foundBy),
        peer.encrypted ? tr("yes") : tr("no"),
        peer.latency ? tr("%1 ms").arg(peer.latency->count()) : QString(),
        peer.client,
        text::peerState(peer, now),
    };
}

} // namespace

QString peerTables(const EngineSnapshot &snapshot)
{
    QString text;
    for (const JobRow &row : snapshot.jobs) {
        if (!row.job || !row.peers || row.peers->empty())
            continue;
        std::vector<const PeerRow *> peers;
        for (const PeerRow &peer : *row.peers)
            peers.push_back(&peer);
        std::stable_sort(peers.begin(), peers.end(),
                         [](const PeerRow *a, const PeerRow *b) { return a->bytesReceived > b->bytesReceived; });
        QList<QStringList> table{{tr("Address"), tr("Class"), tr("Has"), tr("Down"), tr("Up"), tr("Received"),
                                  tr("Sent"), tr("Bad"), tr("Found by"), tr("Encrypted"), tr("Latency"), tr("Client"),
                                  tr("State")}};
        for (const PeerRow *peer : peers)
            table << cells(*peer, snapshot.takenAtMonotonic);
        text += tr("Job %1, %2:").arg(row.job->value()).arg(row.name) + u'\n' + aligned(table, {2, 3, 4, 5, 6, 7});
    }
    return text.isEmpty() ? tr("No job has a connection, or an address to connect to.") : text;
}

} // namespace freshet::ctl
