// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/ServiceRow.h"

#include <QJsonObject>

class QSslCertificate;

namespace freshet {

/// What people see of a question or an answer: at most 32 fields, of each at most 200 characters, none of which can act on what shows them.
std::vector<ExchangedField> exchangedFields(const QJsonObject &json);

ServiceCertificate serviceCertificate(const QSslCertificate &certificate);

} // namespace freshet
