// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Arguments.h"
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/ctl/Table.h"
#include "core/api/PerfJson.h"
#include "core/engine/ControlClient.h"
#include "core/engine/LedgerStatus.h"
#include "ui/text/Amounts.h"

#include <QJsonDocument>

#include <format>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

struct Snaps {
    PerfSnap now;
    PerfSnapThisMonth month;
};

Result<Snaps> read(const QString &cacheDirectory, bool standalone)
{
    if (!standalone) {
        auto engine = ControlClient::connect(cacheDirectory);
        if (engine) {
            const auto answer = engine->call(u"perfsnap"_s, {});
            if (!answer)
                return std::unexpected(answer.error());
            return Snaps{perfSnapFromJson(answer->value("PerfSnap"_L1).toObject()),
                         perfMonthFromJson(answer->value("PerfSnapThisMonth"_L1).toObject())};
        }
        if (engine.error().code == ErrorCode::EngineLost)
            return std::unexpected(engine.error());
    }
    const auto snaps = performanceFromLedger(cacheDirectory, SystemClock());
    if (!snaps)
        return std::unexpected(snaps.error());
    return Snaps{snaps->first, snaps->second};
}

QString number(std::uint32_t value)
{
    return QString::number(value);
}

/// What only a running engine can measure.
QString measured(const std::optional<BytesPerSecond> &rate)
{
    return rate ? text::rate(*rate) : tr("not measured: no engine runs");
}

QString kbps(const std::optional<std::uint64_t> &rate)
{
    return rate ? tr("%1 Kbit/s").arg(*rate) : tr("nothing was transferred");
}

QString table(const PerfSnap &snap)
{
    const QString unknown = measured(std::nullopt);
    return aligned({
        {u"FilesDownloaded"_s, number(snap.filesDownloaded)},
        {u"FilesUploaded"_s, number(snap.filesUploaded)},
        {u"Files"_s, number(snap.files)},
        {u"TotalBytesDownloaded"_s, text::bytes(snap.totalBytesDownloaded)},
        {u"TotalBytesUploaded"_s, text::bytes(snap.totalBytesUploaded)},
        {u"AverageDownloadSize"_s, text::bytes(snap.averageDownloadSize)},
        {u"AverageUploadSize"_s, text::bytes(snap.averageUploadSize)},
        {u"DownloadMode"_s, modeName(snap.downloadMode)},
        {u"CacheSizeBytes"_s, text::bytes(snap.cacheSizeBytes)},
        {u"TotalDiskBytes"_s, text::bytes(snap.totalDiskBytes)},
        {u"AvailableDiskBytes"_s, text::bytes(snap.availableDiskBytes)},
        {u"CpuUsagePct"_s, snap.cpuUsagePct ? u"%1 %"_s.arg(*snap.cpuUsagePct, 0, 'f', 1) : unknown},
        {u"MemUsageKB"_s, snap.memUsageKB ? text::bytes(Bytes{*snap.memUsageKB * 1024}) : unknown},
        {u"NumberOfPeers"_s, number(snap.numberOfPeers)},
        {u"CacheHostConnections"_s, number(snap.cacheHostConnections)},
        {u"CdnConnections"_s, number(snap.cdnConnections)},
        {u"LanConnections"_s, number(snap.lanConnections)},
        {u"LinkLocalConnections"_s, number(snap.linkLocalConnections)},
        {u"GroupConnections"_s, number(snap.groupConnections)},
        {u"InternetConnections"_s, number(snap.internetConnections)},
        {u"DownlinkBps"_s, measured(snap.downlinkBps)},
        {u"DownlinkUsageBps"_s, measured(snap.downlinkUsageBps)},
        {u"UplinkBps"_s, measured(snap.uplinkBps)},
        {u"UplinkUsageBps"_s, measured(snap.uplinkUsageBps)},
        {u"ForegroundDownloadRatePct"_s, u"%1 %"_s.arg(snap.foregroundDownloadRatePct)},
        {u"BackgroundDownloadRatePct"_s, u"%1 %"_s.arg(snap.backgroundDownloadRatePct)},
        {u"UploadRatePct"_s, u"%1 %"_s.arg(snap.uploadRatePct)},
        {u"UploadCount"_s, number(snap.uploadCount)},
        {u"ForegroundDownloadCount"_s, number(snap.foregroundDownloadCount)},
        {u"BackgroundDownloadCount"_s, number(snap.backgroundDownloadCount)},
        {u"ForegroundDownloadsPending"_s, number(snap.foregroundDownloadsPending)},
        {u"BackgroundDownloadsPending"_s, number(snap.backgroundDownloadsPending)},
    });
}

QString table(const PerfSnapThisMonth &month)
{
    const SourceBytes &sum = month.month;
    const QString since =
        QString::fromStdString(std::format("{:%F}", std::chrono::floor<std::chrono::days>(month.monthStartDate)));
    return aligned({
        {u"MonthStartDate"_s, since},
        {u"UploadLanBytes"_s, text::bytes(sum.to[0])},
        {u"UploadGroupBytes"_s, text::bytes(sum.to[1])},
        {u"UploadInternetBytes"_s, text::bytes(sum.to[2])},
        {u"DownloadHttpBytes"_s, text::bytes(sum.fromHttp())},
        {u"DownloadCacheHostBytes"_s, text::bytes(sum.fromClass(SourceClass::CacheServer))},
        {u"DownloadLanBytes"_s, text::bytes(sum.fromClass(SourceClass::LanPeers))},
        {u"DownloadGroupBytes"_s, text::bytes(sum.fromClass(SourceClass::GroupPeers))},
        {u"DownloadInternetBytes"_s, text::bytes(sum.fromClass(SourceClass::InternetPeers))},
        {u"DownloadFgRateKbps"_s, kbps(month.downloadFgRateKbps)},
        {u"DownloadBgRateKbps"_s, kbps(month.downloadBgRateKbps)},
        {u"UploadLimitReached"_s, month.uploadLimitReached ? tr("yes") : tr("no")},
    });
}

} // namespace

int perfSnapCommand(const QStringList &given)
{
    Arguments arguments(u"perfsnap"_s,
                        tr("Shows what the cache has transferred so far, and what it uses of the machine now, under "
                           "the names of Get-DeliveryOptimizationPerfSnap."),
                        u"  freshetctl perfsnap\n  freshetctl perfsnap --month\n  freshetctl perfsnap --json"_s);
    arguments.option(u"month"_s, tr("This calendar month (UTC), as Get-DeliveryOptimizationPerfSnapThisMonth."));
    arguments.option(u"json"_s, tr("Print JSON, amounts in bytes."));
    if (const auto exit = arguments.parse(given, 0, 0))
        return *exit;
    const auto snaps = read(arguments.cacheDirectory(), arguments.isSet(u"standalone"_s));
    if (!snaps)
        return report(snaps.error());
    const bool month = arguments.isSet(u"month"_s);
    if (arguments.isSet(u"json"_s))
        printOut(QString::fromUtf8(
            QJsonDocument(month ? toJson(snaps->month) : toJson(snaps->now)).toJson(QJsonDocument::Indented)));
    else
        printOut(month ? table(snaps->month) : table(snaps->now));
    return Success;
}

} // namespace freshet::ctl
