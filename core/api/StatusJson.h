// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"

#include <QJsonObject>

namespace freshet {

/// A row under the original's field names (FileId, FileSize, Status …), amounts as JSON numbers in bytes, durations in milliseconds, plus what
/// the original lacks: State, Reason, Mode reason, BytesWasted, Proof, rates. Field list: core/api/README.md.
QJsonObject toJson(const JobRow &row);
/// {"code","operation","object","detail","kept","next"[,"retryAfterSeconds"]}; kept and next are the enumerators' names.
QJsonObject toJson(const Error &error);
/// {"Revision","TakenAt","CacheDirectory","Files":[…]}
QJsonObject toJson(const EngineSnapshot &snapshot);

} // namespace freshet
