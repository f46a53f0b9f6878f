// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/meta/Metainfo.h"

#include <QJsonObject>

namespace freshet::ctl {

/// Content metadata as `publish --json` and `metadata show --json` print it: Name, ContentId, PiecesRoot, V1InfoHash (null: version 2
/// only), ContentLength and PieceSize in bytes, PieceCount, Sources.
QJsonObject metainfoJson(const Metainfo &metainfo);

} // namespace freshet::ctl
