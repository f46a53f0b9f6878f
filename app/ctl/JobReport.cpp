// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/JobReport.h"

#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "core/api/StatusJson.h"
#include "ui/text/Amounts.h"
#include "ui/text/StateText.h"

#include <QJsonDocument>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

QString summary(const JobRow &row)
{
    const QString line = tr("%1  %2").arg(row.destination, text::bytes(row.ranges ? row.ranges->length : row.fileSize));
    if (row.fileSize == Bytes{})
        return line;
    if (row.receivedByJob == Bytes{})
        return tr("%1  all of it was in the cache").arg(line);
    const auto milliseconds = static_cast<std::uint64_t>(std::max<std::int64_t>(row.downloadDuration.count(), 1));
    const BytesPerSecond mean{row.totalDownloaded().value() * 1000 / milliseconds};
    return tr("%1  %2 from HTTP, %3 from peers, %4 wasted; mean %5")
        .arg(line, text::bytes(row.fromHttp()), text::bytes(row.fromPeers()), text::bytes(row.wasted),
             text::rate(mean));
}

} // namespace

int reportFailure(const JobRow &row)
{
    return row.state == JobState::Failed ? report(row.reason.error.value_or(Error{})) : static_cast<int>(Success);
}

int reportEnd(const JobRow &row, bool json)
{
    if (json)
        printOut(QString::fromUtf8(QJsonDocument(toJson(row)).toJson(QJsonDocument::Indented)));
    if (row.state == JobState::Failed)
        return report(row.reason.error.value_or(Error{}));
    if (!json)
        printOut(summary(row));
    if (const QString note = text::modeReason(row.modeReason); !note.isEmpty() && !json)
        printError(note);
    return Success;
}

} // namespace freshet::ctl
