// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Arguments.h"
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
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
Result<EngineSnapshot> pictureOf(const QString &cacheDirectory, bool standalone)
{
    const SystemClock clock;
    if (standalone)
        return snapshotFromLedger(cacheDirectory, clock);
    auto engine = ControlClient::connect(cacheDirectory);
    if (engine) {
        const auto status = engine->call(u"status"_s, {});
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
        u"  freshetctl status\n  freshetctl status --json"_s);
    arguments.option(u"json"_s, tr("Print JSON with the field names of Get-DeliveryOptimizationStatus."));
    if (const auto exit = arguments.parse(given, 0, 0))
        return *exit;
    const auto snapshot = pictureOf(arguments.cacheDirectory(), arguments.isSet(u"standalone"_s));
    if (!snapshot)
        return report(snapshot.error());
    if (arguments.isSet(u"json"_s))
        printOut(QString::fromUtf8(QJsonDocument(toJson(*snapshot)).toJson(QJsonDocument::Indented)));
    else
        printOut(statusTable(*snapshot));
    return Success;
}

} // namespace freshet::ctl
