// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"

#include <QJsonObject>

namespace freshet {

/// A row under the original's field names (FileId, FileSize, Status …), amounts as JSON numbers in bytes, durations in milliseconds, plus what
/// the original lacks: State, Reason, Mode reason, BytesWasted, Proof, rates. Field list: core/api/README.md.
/// With `now`, a row that waits also says RetryInMilliseconds: points of the monotonic clock mean nothing elsewhere.
QJsonObject toJson(const JobRow &row, std::optional<MonotonicTime> now = {});
/// {"code","operation","object","detail","kept","next"[,"retryAfterSeconds"]}; kept and next are the enumerators' names.
QJsonObject toJson(const Error &error);
enum class RowDetail { Plain, WithPeers };
/// {"Revision","TakenAt","CacheDirectory","Files":[…]}; WithPeers: every row has "Peers" (PeerJson.h).
QJsonObject toJson(const EngineSnapshot &snapshot, RowDetail detail = RowDetail::Plain);

/// The enumerators' names: "VerifiedPieces", "RunAgain" …
QString keptName(Kept kept);
QString nextName(NextStep next);

} // namespace freshet
