// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/RowTracer.h"

#include "core/api/StatusJson.h"

#include <set>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

/// Runs down by itself: told when a new wait begins, not with every tick of it.
const QString countdown = u"RetryInMilliseconds"_s;

std::optional<ErrorCode> codeOf(const StateReason &reason)
{
    return reason.error ? std::optional(reason.error->code) : std::nullopt;
}

/// What is not as in `before`; what is not there any more is null.
QJsonObject difference(const QJsonObject &before, const QJsonObject &after)
{
    QJsonObject changes;
    for (auto it = after.begin(); it != after.end(); ++it)
        if (before.value(it.key()) != it.value())
            changes.insert(it.key(), it.value());
    for (auto it = before.begin(); it != before.end(); ++it)
        if (!after.contains(it.key()))
            changes.insert(it.key(), QJsonValue::Null);
    return changes;
}

} // namespace

bool RowTracer::isNews(JobId job, JobState state, const StateReason &reason) const
{
    const auto it = m_rows.find(job);
    return it == m_rows.end() || it->second.state != state || it->second.reason != reason.code
           || it->second.retryAt != reason.retryAt || it->second.error != codeOf(reason);
}

std::optional<TraceEvent> RowTracer::onRow(const JobRow &row, MonotonicTime now)
{
    const auto [it, isNew] = m_rows.try_emplace(*row.job);
    Known &known = it->second;
    QJsonObject fields = toJson(row);
    QJsonObject changes = difference(known.fields, fields);
    if (row.reason.retryAt != known.retryAt) {
        const QJsonObject timed = toJson(row, now);
        changes.insert(countdown, timed.contains(countdown) ? timed.value(countdown) : QJsonValue());
    }
    if (changes.isEmpty() && !isNew)
        return std::nullopt;
    TraceEvent event{
        .kind = isNew ? EventKind::JobAdded : EventKind::JobChanged, .job = row.job, .content = row.fileId};
    const bool isDecision = isNew || changes.contains("State"_L1) || changes.contains("Reason"_L1)
                            || changes.contains("Error"_L1) || changes.contains("ModeReason"_L1);
    if (isDecision) {
        event.state = row.state;
        event.reason = row.reason.code;
        event.error = codeOf(row.reason);
        if (row.reason.retryAt)
            event.retryIn = std::chrono::ceil<std::chrono::milliseconds>(std::max(*row.reason.retryAt - now, {}));
    }
    event.text = isNew ? row.name : QString();
    event.changes = std::move(changes);
    known = {.fields = std::move(fields),
             .content = row.fileId,
             .state = row.state,
             .reason = row.reason.code,
             .error = codeOf(row.reason),
             .retryAt = row.reason.retryAt};
    return event;
}

std::vector<TraceEvent> RowTracer::onForgotten(const EngineSnapshot &snapshot)
{
    std::vector<TraceEvent> events;
    if (snapshot.jobs.size() >= m_rows.size()) // every row of the snapshot has been told before
        return events;
    std::set<JobId> present;
    for (const JobRow &row : snapshot.jobs)
        present.insert(*row.job);
    std::erase_if(m_rows, [&](const auto &entry) {
        const bool gone = !present.contains(entry.first);
        if (gone)
            events.push_back({.kind = EventKind::JobForgotten, .job = entry.first, .content = entry.second.content});
        return gone;
    });
    return events;
}

} // namespace freshet
