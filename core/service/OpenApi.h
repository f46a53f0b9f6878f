// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace freshet {

/// The description of the services (OpenAPI 3.1), made from the table that requests are checked with.
QByteArray openApiDocument();

} // namespace freshet
