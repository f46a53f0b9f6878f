// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Units.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <cstdint>
#include <optional>

/// How the fields of this room's JSON are spelled and read. What is missing or odd reads as zero, empty or nothing.
namespace freshet::jsonfields {

QJsonValue number(std::uint64_t value);
QJsonValue number(Bytes value);
QJsonValue number(BytesPerSecond value);
/// ISO 8601 in UTC, with milliseconds.
QString timestamp(WallTime time);

QString text(const QJsonObject &json, QLatin1StringView key);
std::uint64_t number(const QJsonObject &json, QLatin1StringView key);
Bytes bytes(const QJsonObject &json, QLatin1StringView key);
BytesPerSecond rate(const QJsonObject &json, QLatin1StringView key);
std::uint32_t count(const QJsonObject &json, QLatin1StringView key);
std::optional<WallTime> timestamp(const QJsonObject &json, QLatin1StringView key);

/// The value of a closed list, from `first` to `last`, that `spell` spells `name`.
template <typename Enum, typename Spell>
Enum named(const QString &name, Enum first, Enum last, Enum otherwise, Spell spell)
{
    for (int i = static_cast<int>(first); i <= static_cast<int>(last); ++i)
        if (spell(static_cast<Enum>(i)) == name)
            return static_cast<Enum>(i);
    return otherwise;
}

} // namespace freshet::jsonfields
