// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/CacheTable.h"

#include "app/ctl/Console.h"
#include "core/api/StatusParse.h"
#include "ui/text/Amounts.h"

#include <QDateTime>
#include <QStringList>

#include <algorithm>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

QString localTime(WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()).toString(u"yyyy-MM-dd HH:mm"_s);
}

QString keptFor(const JobRow &row)
{
    if (row.pinned)
        return row.expireOn ? tr("pinned until %1").arg(localTime(*row.expireOn)) : tr("pinned");
    return row.expireOn ? tr("until %1").arg(localTime(*row.expireOn)) : tr("until space is needed");
}

Bytes amount(const QJsonObject &json, QLatin1StringView key)
{
    return Bytes{static_cast<std::uint64_t>(std::max<qint64>(json.value(key).toInteger(), 0))};
}

} // namespace

QString retentionLine(const JobRow &row)
{
    return row.name + u"  "_s + row.fileId.left(12) + u"  "_s + keptFor(row);
}

QString cacheTable(const QJsonObject &list)
{
    const EngineSnapshot picture = snapshotFromJson(list, {});
    QString text;
    if (!picture.jobs.empty()) {
        QList<QStringList> table{{tr("FileId"), tr("In cache"), tr("Complete"), tr("Kept"), tr("Name")}};
        for (const JobRow &row : picture.jobs) {
            const bool complete = row.state == JobState::Complete || row.state == JobState::Caching;
            table << QStringList{row.fileId.left(12), text::bytes(row.fileSizeInCache),
                                 complete            ? tr("yes")
                                 : row.fileSizeKnown ? text::percent(row.fileSizeInCache, row.fileSize)
                                                     : tr("no"),
                                 keptFor(row), row.name};
        }
        QList<qsizetype> widths(table.first().size(), 0);
        for (const QStringList &line : table)
            for (qsizetype i = 0; i < line.size(); ++i)
                widths[i] = std::max(widths[i], line[i].size());
        for (const QStringList &line : table) {
            QString out;
            for (qsizetype i = 0; i < line.size(); ++i)
                out +=
                    (i == 1 || i == 2 ? line[i].rightJustified(widths[i]) : line[i].leftJustified(widths[i])) + u"  "_s;
            text += out.trimmed() + u'\n';
        }
    }
    text += tr("%n content(s), %1 in %2", nullptr, static_cast<int>(picture.jobs.size()))
                .arg(text::bytes(amount(list, "CacheSizeBytes"_L1)), picture.cacheDirectory);
    if (list.contains("CacheLimitBytes"_L1))
        text += u'\n'
                + tr("%1 of it pinned; at most %2 otherwise. %3 of %4 free on the disk.")
                      .arg(text::bytes(amount(list, "PinnedBytes"_L1)), text::bytes(amount(list, "CacheLimitBytes"_L1)),
                           text::bytes(amount(list, "AvailableDiskBytes"_L1)),
                           text::bytes(amount(list, "TotalDiskBytes"_L1)));
    if (list.value("ClockSuspect"_L1).toBool())
        text +=
            u'\n'
            + tr("The clock of this machine has jumped. For a day nothing is deleted because of a date that the jump "
                 "passed over, and every age counts from the jump.");
    return text;
}

} // namespace freshet::ctl
