// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <QJsonObject>
#include <QLatin1StringView>

#include <span>

namespace freshet {

enum class FieldType {
    Text,
    Number, ///< 0…2^53, whole
    Flag,
    ContentId,
    PeerId,  ///< 40 hex digits
    Address, ///< IP, number form
};

/// A field of a request to one of the services: checked by it, described by /openapi.json and listed for whoever wants to know what is sent.
struct ServiceField {
    QLatin1StringView name;
    FieldType type;
    bool required;
    QLatin1StringView why;
};

struct ServiceInfo {
    QLatin1StringView name; ///< "geo"; asked at /v1/NAME
    QLatin1StringView purpose;
    std::span<const ServiceField> fields;
};

/// geo, keyvalue, contentpolicy, discovery, array: with the fields of the original's.
std::span<const ServiceInfo> serviceInfos();

/// Error: InvalidArgument; object is the field. Unknown fields are ignored, so that newer clients can ask older services.
Result<void> checkFields(const ServiceInfo &service, const QJsonObject &json);

} // namespace freshet
