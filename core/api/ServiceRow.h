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

/// A field of a question or an answer, as it went over the wire; what is long is cut off, lists and objects are JSON.
struct ExchangedField {
    QString name;
    QString value;
    bool operator==(const ExchangedField &) const = default;
};

/// The last question to a service and what came back.
struct ServiceExchange {
    MonotonicTime at{}; ///< when the answer, or its failure, was there
    int status = 0;     ///< of HTTP; 0: there was no answer
    std::vector<ExchangedField> sent{};
    std::vector<ExchangedField> received{};
    bool operator==(const ServiceExchange &) const = default;
};

/// What a server proved itself with, or tried to.
struct ServiceCertificate {
    QString subject;     ///< whom it is of: its common name, or else its first alternative name
    QString issuer;      ///< who says so
    QString fingerprint; ///< "sha256:HEX"
    WallTime validFrom{};
    WallTime expires{};
    bool operator==(const ServiceCertificate &) const = default;
};

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
    std::optional<ServiceExchange> exchange{};          ///< since the start
    std::optional<ServiceCertificate> certificate{};    ///< of the server at `url`; unset: not seen yet
};

/// What people see of the services.
struct ServicesPicture {
    QString url{};   ///< as they were set
    QString trust{}; ///< "sha256:…" of the pinned authority, "authority" for a given one, "system"
    QString groupId{};
    QString freshness{}; ///< key that has to sign what is said of contents as fresh; empty: it need not be
    std::vector<QString> publishers{}; ///< keys whose signature a content needs; empty: none is needed
    std::vector<ServiceRow> rows{};
};

QJsonObject toJson(const ServicesPicture &picture, MonotonicTime now);
ServicesPicture servicesFromJson(const QJsonObject &json, MonotonicTime now);

} // namespace freshet
