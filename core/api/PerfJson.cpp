// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/PerfJson.h"

#include "core/api/JsonFields.h"

namespace freshet {

using namespace Qt::StringLiterals;
using namespace jsonfields;

namespace {

QString sourceKey(std::size_t source)
{
    return sourceClassName(static_cast<SourceClass>(source));
}

QString targetKey(std::size_t source)
{
    return u"To"_s + sourceKey(source);
}

template <typename T>
QJsonValue orNull(const std::optional<T> &value)
{
    return value ? number(*value) : QJsonValue();
}

SourceBytes sourceBytesFromJson(const QJsonObject &json)
{
    SourceBytes sum;
    for (std::size_t i = 0; i < sum.from.size(); ++i)
        sum.from[i] = bytes(json, QLatin1StringView(sourceKey(i).toLatin1()));
    for (std::size_t i = 0; i < sum.to.size(); ++i)
        sum.to[i] = bytes(json, QLatin1StringView(targetKey(i).toLatin1()));
    sum.wasted = bytes(json, "Wasted"_L1);
    return sum;
}

std::optional<std::uint64_t> numberOrNull(const QJsonObject &json, QLatin1StringView key)
{
    return json.value(key).isDouble() ? std::optional(number(json, key)) : std::nullopt;
}

std::optional<BytesPerSecond> rateOrNull(const QJsonObject &json, QLatin1StringView key)
{
    return json.value(key).isDouble() ? std::optional(rate(json, key)) : std::nullopt;
}

} // namespace

QJsonObject toJson(const SourceBytes &sum)
{
    QJsonObject json{{u"Wasted"_s, number(sum.wasted)}};
    for (std::size_t i = 0; i < sum.from.size(); ++i)
        json.insert(sourceKey(i), number(sum.from[i]));
    for (std::size_t i = 0; i < sum.to.size(); ++i)
        json.insert(targetKey(i), number(sum.to[i]));
    return json;
}

QJsonObject toJson(const PerfSnap &snap)
{
    return {
        {u"FilesDownloaded"_s, number(snap.filesDownloaded)},
        {u"FilesUploaded"_s, number(snap.filesUploaded)},
        {u"Files"_s, number(snap.files)},
        {u"TotalBytesDownloaded"_s, number(snap.totalBytesDownloaded)},
        {u"TotalBytesUploaded"_s, number(snap.totalBytesUploaded)},
        {u"AverageDownloadSize"_s, number(snap.averageDownloadSize)},
        {u"AverageUploadSize"_s, number(snap.averageUploadSize)},
        {u"DownloadMode"_s, modeName(snap.downloadMode)},
        {u"CacheSizeBytes"_s, number(snap.cacheSizeBytes)},
        {u"TotalDiskBytes"_s, number(snap.totalDiskBytes)},
        {u"AvailableDiskBytes"_s, number(snap.availableDiskBytes)},
        {u"CpuUsagePct"_s, snap.cpuUsagePct ? QJsonValue(*snap.cpuUsagePct) : QJsonValue()},
        {u"MemUsageKB"_s, orNull(snap.memUsageKB)},
        {u"NumberOfPeers"_s, number(snap.numberOfPeers)},
        {u"CacheHostConnections"_s, number(snap.cacheHostConnections)},
        {u"CdnConnections"_s, number(snap.cdnConnections)},
        {u"LanConnections"_s, number(snap.lanConnections)},
        {u"LinkLocalConnections"_s, number(snap.linkLocalConnections)},
        {u"GroupConnections"_s, number(snap.groupConnections)},
        {u"InternetConnections"_s, number(snap.internetConnections)},
        {u"DownlinkBps"_s, orNull(snap.downlinkBps)},
        {u"DownlinkUsageBps"_s, orNull(snap.downlinkUsageBps)},
        {u"UplinkBps"_s, orNull(snap.uplinkBps)},
        {u"UplinkUsageBps"_s, orNull(snap.uplinkUsageBps)},
        {u"ForegroundDownloadRatePct"_s, number(snap.foregroundDownloadRatePct)},
        {u"BackgroundDownloadRatePct"_s, number(snap.backgroundDownloadRatePct)},
        {u"UploadRatePct"_s, number(snap.uploadRatePct)},
        {u"UploadCount"_s, number(snap.uploadCount)},
        {u"ForegroundDownloadCount"_s, number(snap.foregroundDownloadCount)},
        {u"BackgroundDownloadCount"_s, number(snap.backgroundDownloadCount)},
        {u"ForegroundDownloadsPending"_s, number(snap.foregroundDownloadsPending)},
        {u"BackgroundDownloadsPending"_s, number(snap.backgroundDownloadsPending)},
        // Beyond the original.
        {u"TotalsBySource"_s, toJson(snap.totals)},
    };
}

QJsonObject toJson(const PerfSnapThisMonth &month)
{
    return {
        {u"UploadLanBytes"_s, number(month.month.to[0])},
        {u"UploadInternetBytes"_s, number(month.month.to[2])},
        {u"DownloadHttpBytes"_s, number(month.month.fromHttp())},
        {u"DownloadCacheHostBytes"_s, number(month.month.fromClass(SourceClass::CacheServer))},
        {u"DownloadLanBytes"_s, number(month.month.fromClass(SourceClass::LanPeers))},
        {u"DownloadInternetBytes"_s, number(month.month.fromClass(SourceClass::InternetPeers))},
        {u"DownloadFgRateKbps"_s, orNull(month.downloadFgRateKbps)},
        {u"DownloadBgRateKbps"_s, orNull(month.downloadBgRateKbps)},
        {u"UploadLimitReached"_s, month.uploadLimitReached},
        {u"MonthStartDate"_s, timestamp(month.monthStartDate)},
        // Beyond the original.
        {u"UploadGroupBytes"_s, number(month.month.to[1])},
        {u"DownloadGroupBytes"_s, number(month.month.fromClass(SourceClass::GroupPeers))},
        {u"MonthBySource"_s, toJson(month.month)},
        {u"Last30DaysBySource"_s, toJson(month.last30Days)},
        {u"AllTimeBySource"_s, toJson(month.allTime)},
    };
}

PerfSnap perfSnapFromJson(const QJsonObject &json)
{
    PerfSnap snap;
    snap.filesDownloaded = count(json, "FilesDownloaded"_L1);
    snap.filesUploaded = count(json, "FilesUploaded"_L1);
    snap.files = count(json, "Files"_L1);
    snap.totalBytesDownloaded = bytes(json, "TotalBytesDownloaded"_L1);
    snap.totalBytesUploaded = bytes(json, "TotalBytesUploaded"_L1);
    snap.averageDownloadSize = bytes(json, "AverageDownloadSize"_L1);
    snap.averageUploadSize = bytes(json, "AverageUploadSize"_L1);
    snap.downloadMode = modeFromName(text(json, "DownloadMode"_L1)).value_or(DownloadMode::HttpOnly);
    snap.cacheSizeBytes = bytes(json, "CacheSizeBytes"_L1);
    snap.totalDiskBytes = bytes(json, "TotalDiskBytes"_L1);
    snap.availableDiskBytes = bytes(json, "AvailableDiskBytes"_L1);
    if (json.value("CpuUsagePct"_L1).isDouble())
        snap.cpuUsagePct = json.value("CpuUsagePct"_L1).toDouble();
    snap.memUsageKB = numberOrNull(json, "MemUsageKB"_L1);
    snap.numberOfPeers = count(json, "NumberOfPeers"_L1);
    snap.cacheHostConnections = count(json, "CacheHostConnections"_L1);
    snap.cdnConnections = count(json, "CdnConnections"_L1);
    snap.lanConnections = count(json, "LanConnections"_L1);
    snap.linkLocalConnections = count(json, "LinkLocalConnections"_L1);
    snap.groupConnections = count(json, "GroupConnections"_L1);
    snap.internetConnections = count(json, "InternetConnections"_L1);
    snap.downlinkBps = rateOrNull(json, "DownlinkBps"_L1);
    snap.downlinkUsageBps = rateOrNull(json, "DownlinkUsageBps"_L1);
    snap.uplinkBps = rateOrNull(json, "UplinkBps"_L1);
    snap.uplinkUsageBps = rateOrNull(json, "UplinkUsageBps"_L1);
    snap.foregroundDownloadRatePct = count(json, "ForegroundDownloadRatePct"_L1);
    snap.backgroundDownloadRatePct = count(json, "BackgroundDownloadRatePct"_L1);
    snap.uploadRatePct = count(json, "UploadRatePct"_L1);
    snap.uploadCount = count(json, "UploadCount"_L1);
    snap.foregroundDownloadCount = count(json, "ForegroundDownloadCount"_L1);
    snap.backgroundDownloadCount = count(json, "BackgroundDownloadCount"_L1);
    snap.foregroundDownloadsPending = count(json, "ForegroundDownloadsPending"_L1);
    snap.backgroundDownloadsPending = count(json, "BackgroundDownloadsPending"_L1);
    snap.totals = sourceBytesFromJson(json.value("TotalsBySource"_L1).toObject());
    return snap;
}

PerfSnapThisMonth perfMonthFromJson(const QJsonObject &json)
{
    PerfSnapThisMonth month;
    month.monthStartDate = timestamp(json, "MonthStartDate"_L1).value_or(WallTime{});
    month.month = sourceBytesFromJson(json.value("MonthBySource"_L1).toObject());
    month.downloadFgRateKbps = numberOrNull(json, "DownloadFgRateKbps"_L1);
    month.downloadBgRateKbps = numberOrNull(json, "DownloadBgRateKbps"_L1);
    month.uploadLimitReached = json.value("UploadLimitReached"_L1).toBool();
    month.last30Days = sourceBytesFromJson(json.value("Last30DaysBySource"_L1).toObject());
    month.allTime = sourceBytesFromJson(json.value("AllTimeBySource"_L1).toObject());
    return month;
}

} // namespace freshet
