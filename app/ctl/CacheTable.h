// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"

#include <QJsonObject>
#include <QString>

namespace freshet::ctl {

/// The answer to `cache.list` as a table with a summary below.
QString cacheTable(const QJsonObject &list);
/// One line about how long a content is kept: "app.pkg  9f86d081…  pinned until 31.01.2030 18:00".
QString retentionLine(const JobRow &row);

} // namespace freshet::ctl
