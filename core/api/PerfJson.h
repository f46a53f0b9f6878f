// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/PerfSnap.h"

#include <QJsonObject>

namespace freshet {

// Under the original's names and units, plus what it lacks; field lists: core/api/README.md. No value is null.

QJsonObject toJson(const PerfSnap &snap);
QJsonObject toJson(const PerfSnapThisMonth &month);
/// {"LanPeers", "GroupPeers", "InternetPeers", "CacheServer", "HttpOrigin", "ToLanPeers", …, "Wasted"} in bytes.
QJsonObject toJson(const SourceBytes &bytes);

PerfSnap perfSnapFromJson(const QJsonObject &json);
PerfSnapThisMonth perfMonthFromJson(const QJsonObject &json);

} // namespace freshet
