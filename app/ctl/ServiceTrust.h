// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/Arguments.h"
#include "core/cloud/CloudOptions.h"

namespace freshet::ctl {

/// --trust and --ca-file of commands that speak with services.
void describeServiceTrust(Arguments &arguments);
/// Takes them over. Errors: InvalidArgument, file codes.
Result<void> readServiceTrust(const Arguments &arguments, CloudOptions &options);

/// "https://host:7681", with the services' port where none is said. Error: InvalidArgument.
Result<QUrl> serviceUrl(const QString &text);

} // namespace freshet::ctl
