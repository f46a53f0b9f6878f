// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/JsonFields.h"

#include <QDateTime>
#include <QTimeZone>

namespace freshet::jsonfields {

QJsonValue number(std::uint64_t value)
{
    return QJsonValue(static_cast<qint64>(value));
}

QJsonValue number(Bytes value)
{
    return number(value.value());
}

QJsonValue number(BytesPerSecond value)
{
    return number(value.value());
}

QString timestamp(WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), QTimeZone::UTC).toString(Qt::ISODateWithMs);
}

QString text(const QJsonObject &json, QLatin1StringView key)
{
    return json.value(key).toString();
}

std::uint64_t number(const QJsonObject &json, QLatin1StringView key)
{
    return static_cast<std::uint64_t>(std::max<qint64>(json.value(key).toInteger(), 0));
}

Bytes bytes(const QJsonObject &json, QLatin1StringView key)
{
    return Bytes{number(json, key)};
}

BytesPerSecond rate(const QJsonObject &json, QLatin1StringView key)
{
    return BytesPerSecond{number(json, key)};
}

std::uint32_t count(const QJsonObject &json, QLatin1StringView key)
{
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(number(json, key), UINT32_MAX));
}

std::optional<WallTime> timestamp(const QJsonObject &json, QLatin1StringView key)
{
    const QDateTime time = QDateTime::fromString(text(json, key), Qt::ISODateWithMs);
    if (!time.isValid())
        return std::nullopt;
    return WallTime{std::chrono::milliseconds{time.toMSecsSinceEpoch()}};
}

} // namespace freshet::jsonfields
