// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"

#include <QJsonObject>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace freshet {

/// One of the five services, as this machine has met it.
struct ServiceRow {
    QString name;                                       ///< "geo", "keyvalue", "contentpolicy", "discovery", "array"
    QString url;                                        ///< in display form; empty: not known yet
    std::optional<MonotonicTime> answeredAt{};          ///< the last good answer
    std::optional<std::chrono::milliseconds> latency{}; ///< of that answer
    std::optional<MonotonicTime> freshUntil{};          ///< what it said is used without asking again
    std::optional<Error> error{};                       ///< why the last question came to nothing
    int failures = 0;                                   ///< in a row
    std::optional<MonotonicTime> retryAt{};             ///< not asked before
};

/// What people see of the services.
struct ServicesPicture {
    QString url{};   ///< as they were set
    QString trust{}; ///< "sha256:…" of the pinned authority, "authority" for a given one, "system"
    QString groupId{};
    std::vector<QString> publishers{}; ///< keys whose signature a content needs; empty: none is needed
    std::vector<ServiceRow> rows{};
};

QJsonObject toJson(const ServicesPicture &picture, MonotonicTime now);
ServicesPicture servicesFromJson(const QJsonObject &json, MonotonicTime now);

} // namespace freshet
