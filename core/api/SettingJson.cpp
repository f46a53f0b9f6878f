// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/SettingJson.h"

#include "core/api/JsonFields.h"
#include "core/api/StatusJson.h"
#include "core/api/StatusParse.h"

#include <QJsonArray>

namespace freshet {

using namespace Qt::StringLiterals;
using namespace jsonfields;

QJsonValue toJson(const SettingValue &value)
{
    if (const auto *flag = std::get_if<bool>(&value))
        return *flag;
    if (const auto *amount = std::get_if<std::uint64_t>(&value))
        return number(*amount);
    if (const auto *name = std::get_if<QString>(&value))
        return *name;
    if (const auto *list = std::get_if<QStringList>(&value))
        return QJsonArray::fromStringList(*list);
    return QJsonValue::Null;
}

QJsonObject toJson(const SettingRow &row)
{
    QJsonObject json{
        {u"Key"_s, row.key},
        {u"Policy"_s, row.policy},
        {u"Kind"_s, settingKindName(row.kind)},
        {u"Value"_s, toJson(row.value)},
        {u"Text"_s, settingText(row.kind, row.value)},
        {u"Default"_s, toJson(row.defaultValue)},
        {u"Minimum"_s, number(row.minimum)},
        {u"Maximum"_s, number(row.maximum)},
        {u"Optional"_s, row.optional},
        {u"Provider"_s, providerName(row.provider)},
    };
    if (row.overridden)
        json.insert(u"Overridden"_s, toJson(*row.overridden));
    return json;
}

QJsonObject toJson(const SettingsPicture &picture)
{
    QJsonArray rows;
    for (const SettingRow &row : picture.rows)
        rows.append(toJson(row));
    QJsonArray notices;
    for (const Error &notice : picture.notices)
        notices.append(toJson(notice));
    return {{u"Settings"_s, rows}, {u"Notices"_s, notices}};
}

std::optional<SettingValue> settingValueFromJson(const QJsonValue &json)
{
    switch (json.type()) {
    case QJsonValue::Null:
        return SettingValue{};
    case QJsonValue::Bool:
        return SettingValue{json.toBool()};
    case QJsonValue::Double:
        if (json.toInteger(-1) < 0) // a fraction reads as the default
            return std::nullopt;
        return SettingValue{static_cast<std::uint64_t>(json.toInteger())};
    case QJsonValue::String:
        return SettingValue{json.toString()};
    case QJsonValue::Array: {
        QStringList list;
        for (const QJsonValue &item : json.toArray()) {
            if (!item.isString())
                return std::nullopt;
            list << item.toString();
        }
        return SettingValue{list};
    }
    case QJsonValue::Object:
    case QJsonValue::Undefined:
        break;
    }
    return std::nullopt;
}

SettingRow settingRowFromJson(const QJsonObject &json)
{
    SettingRow row;
    row.key = text(json, "Key"_L1);
    row.policy = text(json, "Policy"_L1);
    row.kind =
        named(text(json, "Kind"_L1), SettingKind::Switch, SettingKind::Hosts, SettingKind::Count, settingKindName);
    row.value = settingValueFromJson(json.value("Value"_L1)).value_or(SettingValue{});
    row.defaultValue = settingValueFromJson(json.value("Default"_L1)).value_or(SettingValue{});
    row.minimum = number(json, "Minimum"_L1);
    row.maximum = number(json, "Maximum"_L1);
    row.optional = json.value("Optional"_L1).toBool();
    row.provider = named(text(json, "Provider"_L1), SettingProvider::Default, SettingProvider::CommandLine,
                         SettingProvider::Default, providerName);
    if (json.contains("Overridden"_L1))
        row.overridden = settingValueFromJson(json.value("Overridden"_L1));
    return row;
}

SettingsPicture settingsFromJson(const QJsonObject &json)
{
    SettingsPicture picture;
    for (const QJsonValue &row : json.value("Settings"_L1).toArray())
        picture.rows.push_back(settingRowFromJson(row.toObject()));
    for (const QJsonValue &notice : json.value("Notices"_L1).toArray())
        picture.notices.push_back(errorFromJson(notice.toObject()));
    return picture;
}

} // namespace freshet
