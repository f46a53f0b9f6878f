// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/LimitsPicture.h"

#include "core/api/JsonFields.h"

#include <QJsonArray>

namespace freshet {

using namespace Qt::StringLiterals;
using namespace jsonfields;

namespace {

QJsonValue orNull(const std::optional<BytesPerSecond> &value)
{
    return value ? number(*value) : QJsonValue();
}

std::optional<BytesPerSecond> rateOrNone(const QJsonObject &json, QLatin1StringView key)
{
    return json.value(key).isDouble() ? std::optional(rate(json, key)) : std::nullopt;
}

Limit limitFrom(const QJsonObject &json, QLatin1StringView key)
{
    return named(text(json, key), Limit::None, Limit::UploadInternet, Limit::None, limitName);
}

} // namespace

QString limitName(Limit limit)
{
    switch (limit) {
    case Limit::None:
        return u"NONE"_s;
    case Limit::Job:
        return u"JOB"_s;
    case Limit::Download:
        return u"DOWNLOAD"_s;
    case Limit::Foreground:
        return u"FOREGROUND"_s;
    case Limit::Background:
        return u"BACKGROUND"_s;
    case Limit::ForegroundFirst:
        return u"FOREGROUND_FIRST"_s;
    case Limit::Upload:
        return u"UPLOAD"_s;
    case Limit::UploadGroup:
        return u"UPLOAD_GROUP"_s;
    case Limit::UploadInternet:
        return u"UPLOAD_INTERNET"_s;
    }
    return {};
}

QJsonObject toJson(const LimitsPicture &limits)
{
    QJsonArray rows;
    for (const LimitRow &row : limits.rows)
        rows.append(QJsonObject{{u"Limit"_s, limitName(row.limit)},
                                {u"RateLimitBytes"_s, orNull(row.rate)},
                                {u"IsShare"_s, row.isShare},
                                {u"AchievedBytes"_s, number(row.achieved)},
                                {u"IsLimiting"_s, row.isLimiting}});
    return {{u"MeasuredDownlinkBps"_s, orNull(limits.measuredDown)},
            {u"MeasuredUplinkBps"_s, orNull(limits.measuredUp)},
            {u"Alternative"_s, limits.alternative},
            {u"Limits"_s, rows},
            {u"DownloadLimitedBy"_s, limitName(limits.downLimitedBy)},
            {u"UploadLimitedBy"_s, limitName(limits.upLimitedBy)}};
}

LimitsPicture limitsFromJson(const QJsonObject &json)
{
    LimitsPicture limits;
    limits.measuredDown = rateOrNone(json, "MeasuredDownlinkBps"_L1);
    limits.measuredUp = rateOrNone(json, "MeasuredUplinkBps"_L1);
    limits.alternative = json.value("Alternative"_L1).toBool();
    for (const QJsonValue &value : json.value("Limits"_L1).toArray()) {
        const QJsonObject row = value.toObject();
        limits.rows.push_back({.limit = limitFrom(row, "Limit"_L1),
                               .rate = rateOrNone(row, "RateLimitBytes"_L1),
                               .isShare = row.value("IsShare"_L1).toBool(),
                               .achieved = rate(row, "AchievedBytes"_L1),
                               .isLimiting = row.value("IsLimiting"_L1).toBool()});
    }
    limits.downLimitedBy = limitFrom(json, "DownloadLimitedBy"_L1);
    limits.upLimitedBy = limitFrom(json, "UploadLimitedBy"_L1);
    return limits;
}

} // namespace freshet
