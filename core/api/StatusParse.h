// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"

#include <QJsonObject>

namespace freshet {

// The way back from StatusJson, for programs that watch an engine in another process. Missing or odd fields become the
// fields' defaults, an unknown name becomes the plainest of its kind: a newer engine is shown as far as it is understood.

Error errorFromJson(const QJsonObject &json);
/// Waiting times are told relative to `now`, the time at which the row arrived.
JobRow rowFromJson(const QJsonObject &json, MonotonicTime now);
EngineSnapshot snapshotFromJson(const QJsonObject &json, MonotonicTime now);

} // namespace freshet
