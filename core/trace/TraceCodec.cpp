// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/TraceCodec.h"

#include "core/api/JsonFields.h"

#include <QJsonDocument>

namespace freshet {

using namespace Qt::StringLiterals;
using namespace jsonfields;

namespace {

template <typename Enum, typename Spell>
std::optional<Enum> namedIn(const QJsonObject &json, QLatin1StringView key, Enum first, Enum last, Spell spell)
{
    const QString name = text(json, key);
    for (int i = static_cast<int>(first); i <= static_cast<int>(last); ++i)
        if (spell(static_cast<Enum>(i)) == name)
            return static_cast<Enum>(i);
    return std::nullopt;
}

} // namespace

QJsonObject toJson(const TraceEvent &event)
{
    QJsonObject json{
        {u"kind"_s, eventKindName(event.kind)},
        {u"n"_s, number(event.number)},
        {u"t"_s, static_cast<qint64>(event.time.time_since_epoch().count())},
        {u"wall"_s, timestamp(event.wall)},
    };
    const auto insert = [&json](const QString &key, const QString &value) {
        if (!value.isEmpty())
            json.insert(key, value);
    };
    if (event.kind == EventKind::EngineStarted)
        json.insert(u"format"_s, traceFormat);
    if (event.job)
        json.insert(u"job"_s, static_cast<qint64>(event.job->value()));
    insert(u"content"_s, event.content);
    if (event.sourceClass)
        insert(u"class"_s, sourceClassName(*event.sourceClass));
    insert(u"source"_s, event.source);
    if (event.piece)
        json.insert(u"piece"_s, number(event.piece->value()));
    if (event.count > 0)
        json.insert(u"count"_s, number(std::uint64_t{event.count}));
    if (event.bytes > Bytes{})
        json.insert(u"bytes"_s, number(event.bytes));
    if (event.state)
        insert(u"state"_s, stateName(*event.state));
    if (event.reason)
        insert(u"reason"_s, reasonName(*event.reason));
    if (event.error)
        insert(u"error"_s, errorName(*event.error));
    if (event.retryIn)
        json.insert(u"retryIn"_s, static_cast<qint64>(event.retryIn->count()));
    insert(u"text"_s, event.text);
    if (!event.changes.isEmpty())
        json.insert(u"changes"_s, event.changes);
    return json;
}

std::optional<TraceEvent> eventFromJson(const QJsonObject &json)
{
    const auto kind = namedIn(json, "kind"_L1, EventKind::EngineStarted, EventKind::Dropped, eventKindName);
    if (!kind)
        return std::nullopt;
    TraceEvent event{.kind = *kind};
    event.number = number(json, "n"_L1);
    event.time = MonotonicTime{std::chrono::nanoseconds{json.value("t"_L1).toInteger()}};
    event.wall = timestamp(json, "wall"_L1).value_or(WallTime{});
    if (json.value("job"_L1).isDouble())
        event.job = JobId{json.value("job"_L1).toInteger()};
    event.content = text(json, "content"_L1);
    event.sourceClass = namedIn(json, "class"_L1, SourceClass::LanPeers, SourceClass::HttpOrigin, sourceClassName);
    event.source = text(json, "source"_L1);
    if (json.value("piece"_L1).isDouble())
        event.piece = PieceIndex{count(json, "piece"_L1)};
    event.count = count(json, "count"_L1);
    event.bytes = bytes(json, "bytes"_L1);
    event.state = namedIn(json, "state"_L1, JobState::Queued, JobState::Failed, stateName);
    event.reason = namedIn(json, "reason"_L1, ReasonCode::None, ReasonCode::Error, reasonName);
    event.error = namedIn(json, "error"_L1, ErrorCode::InvalidArgument, ErrorCode::Internal, errorName);
    if (json.value("retryIn"_L1).isDouble())
        event.retryIn = std::chrono::milliseconds{json.value("retryIn"_L1).toInteger()};
    event.text = text(json, "text"_L1);
    event.changes = json.value("changes"_L1).toObject();
    return event;
}

QByteArray encodeEvent(const TraceEvent &event)
{
    return QJsonDocument(toJson(event)).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<TraceEvent> decodeEvent(QByteArrayView line)
{
    if (line.size() > maximumTraceLine)
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(line.toByteArray());
    return document.isObject() ? eventFromJson(document.object()) : std::nullopt;
}

} // namespace freshet
