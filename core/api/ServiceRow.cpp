// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/ServiceRow.h"

#include "core/api/JsonFields.h"
#include "core/api/StatusJson.h"
#include "core/api/StatusParse.h"

#include <QJsonArray>

#include <algorithm>

namespace freshet {

using namespace Qt::StringLiterals;
using namespace jsonfields;

namespace {

constexpr qsizetype maximumEntries = 64;

QJsonValue milliseconds(std::chrono::nanoseconds span)
{
    return static_cast<qint64>(std::max<std::int64_t>(std::chrono::ceil<std::chrono::milliseconds>(span).count(), 0));
}

std::optional<std::chrono::milliseconds> spanOf(const QJsonObject &json, QLatin1StringView key)
{
    return json.value(key).isDouble() ? std::optional(std::chrono::milliseconds{number(json, key)}) : std::nullopt;
}

QJsonObject toJson(const ServiceRow &row, MonotonicTime now)
{
    QJsonObject json{{u"Service"_s, row.name}, {u"Url"_s, row.url}, {u"Failures"_s, row.failures}};
    if (row.answeredAt)
        json[u"AgeMilliseconds"_s] = milliseconds(now - *row.answeredAt);
    if (row.latency)
        json[u"LatencyMilliseconds"_s] = milliseconds(*row.latency);
    if (row.freshUntil && *row.freshUntil > now)
        json[u"FreshForMilliseconds"_s] = milliseconds(*row.freshUntil - now);
    if (row.retryAt && *row.retryAt > now)
        json[u"RetryInMilliseconds"_s] = milliseconds(*row.retryAt - now);
    if (row.error)
        json[u"Error"_s] = toJson(*row.error);
    return json;
}

ServiceRow rowOf(const QJsonObject &json, MonotonicTime now)
{
    ServiceRow row{.name = text(json, "Service"_L1), .url = text(json, "Url"_L1)};
    if (const auto age = spanOf(json, "AgeMilliseconds"_L1))
        row.answeredAt = now - *age;
    row.latency = spanOf(json, "LatencyMilliseconds"_L1);
    if (const auto fresh = spanOf(json, "FreshForMilliseconds"_L1))
        row.freshUntil = now + *fresh;
    if (const auto wait = spanOf(json, "RetryInMilliseconds"_L1))
        row.retryAt = now + *wait;
    if (json.value("Error"_L1).isObject())
        row.error = errorFromJson(json.value("Error"_L1).toObject());
    row.failures = static_cast<int>(std::min<std::uint64_t>(number(json, "Failures"_L1), 1'000'000));
    return row;
}

} // namespace

QJsonObject toJson(const ServicesPicture &picture, MonotonicTime now)
{
    QJsonArray publishers;
    for (const QString &key : picture.publishers)
        publishers.append(key);
    QJsonArray rows;
    for (const ServiceRow &row : picture.rows)
        rows.append(toJson(row, now));
    return {{u"Url"_s, picture.url},
            {u"Trust"_s, picture.trust},
            {u"GroupId"_s, picture.groupId},
            {u"Publishers"_s, publishers},
            {u"Services"_s, rows}};
}

ServicesPicture servicesFromJson(const QJsonObject &json, MonotonicTime now)
{
    ServicesPicture picture{
        .url = text(json, "Url"_L1), .trust = text(json, "Trust"_L1), .groupId = text(json, "GroupId"_L1)};
    const QJsonArray publishers = json.value("Publishers"_L1).toArray();
    for (qsizetype i = 0; i < std::min(publishers.size(), maximumEntries); ++i)
        picture.publishers.push_back(publishers.at(i).toString());
    const QJsonArray rows = json.value("Services"_L1).toArray();
    for (qsizetype i = 0; i < std::min(rows.size(), maximumEntries); ++i)
        picture.rows.push_back(rowOf(rows.at(i).toObject(), now));
    return picture;
}

} // namespace freshet
