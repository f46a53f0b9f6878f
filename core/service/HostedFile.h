// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/HttpMessage.h"

#include <QString>

namespace freshet {

/// A file as an answer: whole, or the one range that is asked for (RFC 9110). `name`: a plain file name below `directory`; anything that leads elsewhere is
/// 404, and so is what is no regular file. Several ranges at once get the whole.
ServedAnswer hostedFile(const QString &directory, const QByteArray &name, const ServedRequest &request,
                        const QByteArray &type);

} // namespace freshet
