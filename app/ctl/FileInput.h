// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/base/Units.h"

#include <QByteArray>
#include <QString>

namespace freshet::ctl {

/// A small file as a whole. A larger one than `limit` is refused with `tooLarge` before any of it is read.
Result<QByteArray> readSmallFile(const QString &path, Bytes limit, ErrorCode tooLarge);

std::span<const std::byte> bytesOf(const QByteArray &array);

} // namespace freshet::ctl
