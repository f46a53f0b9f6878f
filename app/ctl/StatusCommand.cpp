// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Arguments.h"
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/ctl/PeerTables.h"
#include "app/ctl/StatusTable.h"
#include "core/api/StatusJson.h"
#include "core/api/StatusParse.h"
#include "core/engine/ControlClient.h"
#include "core/engine/LedgerStatus.h"

#include <QJsonDocument>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

/// From the running engine when there is one, else from the ledger.
Result<EngineSnapshot> pictureOf(const QString &cacheDirectory, bool standalone, bool withPeers)
{
    const SystemClock clock;
    if (standalone)
        return snapshotFromLedger(cacheDirectory, clock);
    auto engine = ControlClient::connect(cacheDirectory);
    if (engine) {
        const auto status = engine->call(u"status"_s, {{u"peers"_s, withPeers}});
        if (status)
            return snapshotFromJson(*status, clock.monotonic());
        if (status.error().code != ErrorCode::EngineLost)
            return std::unexpected(status.error());
    } else if (engine.error().code == ErrorCode::EngineLost) {
        return std::unexpected(engine.error());
    }
    return snapshotFromLedger(cacheDirectory, clock); // none can be reached, or it ended while it was asked
}

} // namespace

int statusCommand(const QStringList &given)
{
    Arguments arguments(
        u"status"_s,
        tr("Shows every content of the cache: how much of it is there, where its bytes came from, what proves it."),
        u"  freshetctl status\n  freshetctl status --peers\n  freshetctl status --json --peers"_s);
    arguments.option(u"peers"_s, tr("Also show where the jobs of the running engine get their bytes from, and who else "
                                    "might give some, as -PeerInfo of the original."));
    arguments.option(u"json"_s, tr("Print JSON with the field names of Get-DeliveryOptimizationStatus."));
    if (const auto exit = arguments.parse(given, 0, 0))
        return *exit;
    const bool peers = arguments.isSet(u"peers"_s);
    const auto snapshot = pictureOf(arguments.cacheDirectory(), arguments.isSet(u"standalone"_s), peers);
    if (!snapshot)
        return report(snapshot.error());
    if (arguments.isSet(u"json"_s))
        printOut(QString::fromUtf8(QJsonDocument(toJson(*snapshot, peers ? RowDetail::WithPeers : RowDetail::Plain))
                                       .toJson(QJsonDocument::Indented)));
    else
        printOut(statusTable(*snapshot) + (peers ? u'\n' + peerTables(*snapshot) : QString()));
    return Success;
}

} // namespace freshet::ctl
