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
constexpr qsizetype longestValue = 4096;

QJsonValue milliseconds(std::chrono::nanoseconds span)
{
    return static_cast<qint64>(std::max<std::int64_t>(std::chrono::ceil<std::chrono::milliseconds>(span).count(), 0));
}

std::optional<std::chrono::milliseconds> spanOf(const QJsonObject &json, QLatin1StringView key)
{
    return json.value(key).isDouble() ? std::optional(std::chrono::milliseconds{number(json, key)}) : std::nullopt;
}

QJsonArray toJson(const std::vector<ExchangedField> &fields)
{
    QJsonArray json;
    for (const ExchangedField &field : fields)
        json.append(QJsonObject{{u"Field"_s, field.name}, {u"Value"_s, field.value}});
    return json;
}

std::vector<ExchangedField> fieldsOf(const QJsonArray &json)
{
    std::vector<ExchangedField> fields;
    for (qsizetype i = 0; i < std::min(json.size(), maximumEntries); ++i) {
        const QJsonObject field = json.at(i).toObject();
        fields.push_back(
            {.name = text(field, "Field"_L1).left(longestValue), .value = text(field, "Value"_L1).left(longestValue)});
    }
    return fields;
}

QJsonObject toJson(const ServiceExchange &exchange, MonotonicTime now)
{
    return {{u"AgeMilliseconds"_s, milliseconds(now - exchange.at)},
            {u"Status"_s, exchange.status},
            {u"Sent"_s, toJson(exchange.sent)},
            {u"Received"_s, toJson(exchange.received)}};
}

QJsonObject toJson(const ServiceCertificate &certificate)
{
    return {{u"Subject"_s, certificate.subject},
            {u"Issuer"_s, certificate.issuer},
            {u"Fingerprint"_s, certificate.fingerprint},
            {u"ValidFrom"_s, timestamp(certificate.validFrom)},
            {u"Expires"_s, timestamp(certificate.expires)}};
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
    if (row.exchange)
        json[u"LastExchange"_s] = toJson(*row.exchange, now);
    if (row.certificate)
        json[u"Certificate"_s] = toJson(*row.certificate);
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
    if (const QJsonObject last = json.value("LastExchange"_L1).toObject(); !last.isEmpty())
        row.exchange = {.at = now - spanOf(last, "AgeMilliseconds"_L1).value_or(std::chrono::milliseconds{}),
                        .status = static_cast<int>(std::min<std::uint64_t>(number(last, "Status"_L1), 999)),
                        .sent = fieldsOf(last.value("Sent"_L1).toArray()),
                        .received = fieldsOf(last.value("Received"_L1).toArray())};
    if (const QJsonObject shown = json.value("Certificate"_L1).toObject(); !shown.isEmpty())
        row.certificate = {.subject = text(shown, "Subject"_L1),
                           .issuer = text(shown, "Issuer"_L1),
                           .fingerprint = text(shown, "Fingerprint"_L1),
                           .validFrom = timestamp(shown, "ValidFrom"_L1).value_or(WallTime{}),
                           .expires = timestamp(shown, "Expires"_L1).value_or(WallTime{})};
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
    return {{u"Url"_s, picture.url},         {u"Trust"_s, picture.trust},
            {u"GroupId"_s, picture.groupId}, {u"Freshness"_s, picture.freshness},
            {u"Publishers"_s, publishers},   {u"Services"_s, rows}};
}

ServicesPicture servicesFromJson(const QJsonObject &json, MonotonicTime now)
{
    ServicesPicture picture{.url = text(json, "Url"_L1),
                            .trust = text(json, "Trust"_L1),
                            .groupId = text(json, "GroupId"_L1),
                            .freshness = text(json, "Freshness"_L1)};
    const QJsonArray publishers = json.value("Publishers"_L1).toArray();
    for (qsizetype i = 0; i < std::min(publishers.size(), maximumEntries); ++i)
        picture.publishers.push_back(publishers.at(i).toString());
    const QJsonArray rows = json.value("Services"_L1).toArray();
    for (qsizetype i = 0; i < std::min(rows.size(), maximumEntries); ++i)
        picture.rows.push_back(rowOf(rows.at(i).toObject(), now));
    return picture;
}

} // namespace freshet
