// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/StatusTable.h"

#include "app/ctl/Console.h"
#include "app/ctl/Table.h"
#include "ui/text/Amounts.h"
#include "ui/text/StateText.h"

#include <QStringList>

#include <algorithm>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype nameWidth = 40;

QString shortened(const QString &name)
{
    return name.size() <= nameWidth ? name : name.left(nameWidth / 2 - 1) + u'…' + name.right(nameWidth / 2);
}

QStringList cells(const JobRow &row)
{
    return {
        shortened(row.name),
        row.fileId.left(12),
        row.fileSizeKnown ? text::bytes(row.fileSize) : tr("unknown"),
        row.fileSizeKnown ? text::percent(row.fileSizeInCache, row.fileSize) : text::bytes(row.fileSizeInCache),
        text::bytes(row.fromPeers()),
        text::bytes(row.fromHttp()),
        text::bytes(row.wasted),
        text::duration(std::chrono::ceil<std::chrono::seconds>(row.downloadDuration)),
        text::stateLabel(row.state),
        row.proof,
    };
}

} // namespace

QString statusTable(const EngineSnapshot &snapshot)
{
    if (snapshot.jobs.empty())
        return tr("The cache %1 is empty.").arg(snapshot.cacheDirectory);
    QList<QStringList> table{{tr("Name"), tr("FileId"), tr("Size"), tr("Cached"), tr("From peers"), tr("From HTTP"),
                              tr("Wasted"), tr("Time"), tr("Status"), tr("Proof")}};
    for (const JobRow &row : snapshot.jobs)
        table << cells(row);
    // Numbers to pause, resume and cancel by: there are none while no engine runs.
    const bool withJobs =
        std::any_of(snapshot.jobs.begin(), snapshot.jobs.end(), [](const JobRow &row) { return row.job.has_value(); });
    if (withJobs) {
        table.first() << tr("Job");
        for (qsizetype i = 1; i < table.size(); ++i) {
            const auto &job = snapshot.jobs[static_cast<std::size_t>(i - 1)].job;
            table[i] << (job ? QString::number(job->value()) : QString());
        }
    }
    const auto count = static_cast<int>(snapshot.jobs.size());
    return aligned(table, {2, 3, 4, 5, 6, 7}) + tr("%n content(s) in %1", nullptr, count).arg(snapshot.cacheDirectory);
}

} // namespace freshet::ctl
