// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <QByteArray>
#include <QString>

namespace freshet {

/// The file is there with these bytes, on the disk, or it is as it was before. `secret`: only its owner may read it. Errors: as errorFromErrno.
Result<void> writeDurably(const QString &path, const QByteArray &data, bool secret = false);

/// The whole file, at most `maximum` bytes. Errors: as errorFromErrno, ResponseTooLarge.
Result<QByteArray> readWhole(const QString &path, qint64 maximum = 1024 * 1024);

} // namespace freshet
