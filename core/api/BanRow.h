// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <cstdint>
#include <vector>

namespace freshet {

/// Somebody who is not spoken to. Bans expire, and none outlives the engine.
struct BanRow {
    QString address;        ///< number form; of an IPv6 site with its prefix length, "2001:db8:0:7::/64"
    std::uint16_t port = 0; ///< 0: all
    QString fileId;         ///< the content that it is for; empty: all
    bool byUser = false;    ///< else it sent bytes that failed their proof
    MonotonicTime until{};

    bool operator==(const BanRow &) const = default;
};

using BanTable = std::vector<BanRow>;

QJsonObject toJson(const BanRow &row, MonotonicTime now);
QJsonArray toJson(const BanTable &bans, MonotonicTime now);
/// What is missing or odd becomes the default. At most 100,000 are read.
BanTable bansFromJson(const QJsonArray &json, MonotonicTime now);

} // namespace freshet
