// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"

#include <QJsonValue>

namespace freshet {

/// Shortest start of a ContentId (or cache key) that names a job. Anything shorter that is a number is a job's number.
inline constexpr qsizetype minimumIdPrefix = 8;

Error unknownJob(const QString &words);

/// The job that a client means for `command` ("pause", "resume", "cancel", "retry"): its number, or the start of its FileId. When several
/// jobs have the content, those count with which the command can be done. Errors: UnknownJob, AmbiguousJob, InvalidArgument.
Result<JobId> findJob(const EngineSnapshot &snapshot, const QString &command, const QJsonValue &words);

/// Whether `command` can be done with a job in this state.
bool isPossible(const QString &command, JobState state);

} // namespace freshet
