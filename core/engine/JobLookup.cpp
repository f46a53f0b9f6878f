// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/JobLookup.h"

#include <QStringList>

namespace freshet {

using namespace Qt::StringLiterals;

bool isPossible(const QString &command, JobState state)
{
    const bool ended = state == JobState::Complete || state == JobState::Caching || state == JobState::Failed;
    if (command == "resume"_L1)
        return state == JobState::Paused;
    if (command == "retry"_L1)
        return state == JobState::Failed;
    return !ended && (command != "pause"_L1 || state != JobState::Paused);
}

Error unknownJob(const QString &words)
{
    return {.code = ErrorCode::UnknownJob, .operation = u"find job"_s, .object = words};
}

Result<JobId> findJob(const EngineSnapshot &snapshot, const QString &command, const QJsonValue &words)
{
    if (words.isDouble()) {
        const JobId id{words.toInteger(-1)};
        if (!snapshot.find(id))
            return std::unexpected(unknownJob(QString::number(id.value())));
        return id;
    }
    const QString prefix = words.toString().toLower();
    if (prefix.size() < minimumIdPrefix || prefix.size() > 128)
        return std::unexpected(
            Error{.code = ErrorCode::InvalidArgument,
                  .operation = u"find job"_s,
                  .object = prefix.left(128),
                  .detail = u"a job's number, or at least 8 digits of its ContentId, are expected"_s});
    std::vector<const JobRow *> all;
    std::vector<const JobRow *> fitting;
    for (const JobRow &row : snapshot.jobs) {
        if (!row.job || !row.fileId.startsWith(prefix))
            continue;
        all.push_back(&row);
        if (isPossible(command, row.state))
            fitting.push_back(&row);
    }
    const auto &chosen = fitting.empty() ? all : fitting;
    if (chosen.empty())
        return std::unexpected(unknownJob(prefix));
    if (chosen.size() > 1) {
        QStringList numbers;
        for (const JobRow *row : chosen)
            numbers << QString::number(row->job->value());
        return std::unexpected(Error{.code = ErrorCode::AmbiguousJob,
                                     .operation = u"find job"_s,
                                     .object = prefix,
                                     .detail = u"jobs "_s + numbers.join(u", "_s)});
    }
    return *chosen.front()->job;
}

} // namespace freshet
