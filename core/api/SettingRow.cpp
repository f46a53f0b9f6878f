// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/SettingRow.h"

#include <algorithm>
#include <array>
#include <utility>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

using Unit = std::pair<std::uint64_t, QLatin1StringView>; ///< largest first

QString inLargestUnit(std::uint64_t number, std::span<const Unit> units)
{
    for (const auto &[size, name] : units)
        if (number % size == 0 && (number != 0 || size == 1))
            return u"%1 %2"_s.arg(number / size).arg(name);
    return QString::number(number);
}

QString size(std::uint64_t bytes)
{
    constexpr std::array<Unit, 5> units{
        {{1ULL << 40, "TiB"_L1}, {1ULL << 30, "GiB"_L1}, {1ULL << 20, "MiB"_L1}, {1ULL << 10, "KiB"_L1}, {1, "B"_L1}}};
    return inLargestUnit(bytes, units);
}

QString duration(std::uint64_t seconds)
{
    constexpr std::array<Unit, 4> units{{{86400, "d"_L1}, {3600, "h"_L1}, {60, "min"_L1}, {1, "s"_L1}}};
    return inLargestUnit(seconds, units);
}

} // namespace

const SettingRow *SettingsPicture::find(const QString &key) const
{
    const auto it = std::find_if(rows.begin(), rows.end(), [&](const SettingRow &row) { return row.key == key; });
    return it == rows.end() ? nullptr : &*it;
}

QString providerName(SettingProvider provider)
{
    switch (provider) {
    case SettingProvider::Default:
        return u"Default"_s;
    case SettingProvider::Service:
        return u"Service"_s;
    case SettingProvider::File:
        return u"File"_s;
    case SettingProvider::CommandLine:
        return u"CommandLine"_s;
    }
    return {};
}

QString settingKindName(SettingKind kind)
{
    switch (kind) {
    case SettingKind::Switch:
        return u"Switch"_s;
    case SettingKind::Count:
        return u"Count"_s;
    case SettingKind::Percent:
        return u"Percent"_s;
    case SettingKind::Size:
        return u"Size"_s;
    case SettingKind::Duration:
        return u"Duration"_s;
    case SettingKind::Rate:
        return u"Rate"_s;
    case SettingKind::Mode:
        return u"Mode"_s;
    case SettingKind::Addresses:
        return u"Addresses"_s;
    case SettingKind::Hosts:
        return u"Hosts"_s;
    }
    return {};
}

QString settingText(SettingKind kind, const SettingValue &value)
{
    if (std::holds_alternative<std::monostate>(value))
        return u"none"_s;
    if (const auto *flag = std::get_if<bool>(&value))
        return *flag ? u"on"_s : u"off"_s;
    if (const auto *name = std::get_if<QString>(&value))
        return *name;
    if (const auto *list = std::get_if<QStringList>(&value))
        return !list->isEmpty() ? list->join(u',') : kind == SettingKind::Hosts ? u"none"_s : u"all"_s;
    const std::uint64_t number = std::get<std::uint64_t>(value);
    switch (kind) {
    case SettingKind::Percent:
        return u"%1 %"_s.arg(number);
    case SettingKind::Size:
        return size(number);
    case SettingKind::Duration:
        return duration(number);
    case SettingKind::Rate:
        return size(number) + u"/s"_s;
    case SettingKind::Switch:
    case SettingKind::Count:
    case SettingKind::Mode:
    case SettingKind::Addresses:
    case SettingKind::Hosts:
        break;
    }
    return QString::number(number);
}

} // namespace freshet
