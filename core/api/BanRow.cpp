// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/BanRow.h"

#include "core/api/JsonFields.h"

#include <algorithm>

namespace freshet {

using namespace Qt::StringLiterals;
using namespace jsonfields;

namespace {

constexpr qsizetype maximumBans = 100'000;

} // namespace

QJsonObject toJson(const BanRow &row, MonotonicTime now)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(row.until - now).count();
    return {{u"Address"_s, row.address},
            {u"Port"_s, row.port},
            {u"FileId"_s, row.fileId.isEmpty() ? QJsonValue() : QJsonValue(row.fileId)},
            {u"Cause"_s, row.byUser ? u"USER"_s : u"BAD_BYTES"_s},
            {u"BannedForMilliseconds"_s, static_cast<qint64>(std::max<std::int64_t>(left, 0))}};
}

QJsonArray toJson(const BanTable &bans, MonotonicTime now)
{
    QJsonArray array;
    for (const BanRow &ban : bans)
        array.append(toJson(ban, now));
    return array;
}

BanTable bansFromJson(const QJsonArray &json, MonotonicTime now)
{
    BanTable bans;
    for (qsizetype i = 0; i < std::min(json.size(), maximumBans); ++i) {
        const QJsonObject one = json.at(i).toObject();
        bans.push_back({.address = text(one, "Address"_L1),
                        .port = static_cast<std::uint16_t>(std::min<std::uint64_t>(number(one, "Port"_L1), UINT16_MAX)),
                        .fileId = text(one, "FileId"_L1),
                        .byUser = text(one, "Cause"_L1) == "USER"_L1,
                        .until = now + std::chrono::milliseconds{number(one, "BannedForMilliseconds"_L1)}});
    }
    return bans;
}

} // namespace freshet
