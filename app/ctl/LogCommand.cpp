// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Arguments.h"
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "core/base/Clock.h"
#include "core/engine/ControlClient.h"
#include "core/engine/TraceFiles.h"
#include "core/policy/SettingsSchema.h"
#include "core/trace/TraceCodec.h"
#include "core/trace/TraceFilter.h"
#include "ui/text/EventText.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr int followMilliseconds = 10'000;

/// "10 min", "2 h", or a date and time as ISO 8601 (without a zone: local time).
std::optional<WallTime> sinceWhen(const QString &text, WallTime now)
{
    static constexpr SettingSpec anyTime{.key = "since"_L1,
                                         .policy = ""_L1,
                                         .kind = SettingKind::Duration,
                                         .minimum = 0,
                                         .maximum = 100ULL * 366 * 86'400,
                                         .optional = false,
                                         .inEffect = true,
                                         .read = nullptr,
                                         .write = nullptr};
    if (const auto span = parseSetting(anyTime, text))
        return now - std::chrono::seconds{std::get<std::uint64_t>(*span)};
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        return std::nullopt;
    return WallTime{std::chrono::milliseconds{time.toMSecsSinceEpoch()}};
}

/// Prints what passes the filter, and remembers how far it has come.
class LogPrinter {
public:
    LogPrinter(TraceFilter filter, bool json)
        : m_filter(filter)
        , m_json(json)
    {
    }

    void show(const TraceEvent &event)
    {
        if (event.kind == EventKind::EngineStarted)
            m_run = event.text;
        m_last = event.number;
        if (!m_filter.accepts(event))
            return;
        if (m_json) {
            QJsonObject json = toJson(event);
            json.insert(u"level"_s, eventLevelName(levelOf(event)));
            json.insert(u"area"_s, eventAreaName(areaOf(event.kind)));
            json.insert(u"sentence"_s, text::eventSentence(event));
            printOut(QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
            return;
        }
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(event.wall.time_since_epoch().count());
        const QString who = event.job ? tr("Job %1").arg(event.job->value()) : text::areaLabel(areaOf(event.kind));
        printOut(u"%1  %2  %3  %4"_s.arg(time.toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s),
                                         text::levelLabel(levelOf(event)).leftJustified(7), who.leftJustified(8),
                                         text::eventSentence(event)));
    }

    /// What to ask an engine for: the events behind the last one.
    [[nodiscard]] QJsonObject cursor(int waitMilliseconds) const
    {
        return {{u"run"_s, m_run},
                {u"since"_s, static_cast<qint64>(m_last)},
                {u"level"_s, eventLevelName(EventLevel::Debug)}, // the filter here knows more
                {u"waitMilliseconds"_s, waitMilliseconds}};
    }
    void advance(const QJsonObject &answer)
    {
        m_run = answer.value("Run"_L1).toString();
        for (const QJsonValue &value : answer.value("Events"_L1).toArray())
            if (const auto event = eventFromJson(value.toObject()))
                show(*event);
        m_last = static_cast<std::uint64_t>(std::max<qint64>(answer.value("Next"_L1).toInteger(), 0));
    }
    [[nodiscard]] bool wasLast(const QJsonObject &answer) const
    {
        return answer.value("Events"_L1).toArray().isEmpty();
    }

private:
    TraceFilter m_filter;
    bool m_json;
    QString m_run;
    std::uint64_t m_last = 0;
};

std::optional<int> readFilter(const Arguments &arguments, TraceFilter &filter)
{
    if (arguments.isSet(u"level"_s)) {
        const auto level = levelFromName(arguments.value(u"level"_s));
        if (!level)
            return arguments.usageError(tr("--level takes debug, info, warning or error."));
        filter.level = *level;
    }
    if (arguments.isSet(u"area"_s)) {
        filter.area = areaFromName(arguments.value(u"area"_s));
        if (!filter.area)
            return arguments.usageError(tr("--area takes engine, job, source, piece or settings."));
    }
    if (arguments.isSet(u"job"_s)) {
        bool isNumber = false;
        filter.job = JobId{arguments.value(u"job"_s).toLongLong(&isNumber)};
        if (!isNumber)
            return arguments.usageError(tr("--job takes the number of a job."));
    }
    if (arguments.isSet(u"since"_s)) {
        filter.since = sinceWhen(arguments.value(u"since"_s), SystemClock().wall());
        if (!filter.since)
            return arguments.usageError(tr("--since takes a time span (10 min, 2 h, 3 d) or a date and time."));
    }
    return std::nullopt;
}

} // namespace

int logCommand(const QStringList &given)
{
    Arguments arguments(u"log"_s,
                        tr("Shows what happened in a cache directory and why, a line per decision, from the files of "
                           "the trace and from the running engine."),
                        u"  freshetctl log --since \"1 h\"\n  freshetctl log --follow --job 3 --level debug\n"
                        "  freshetctl log --level warning --json"_s);
    arguments.option(u"follow"_s, tr("Go on with what happens from now on, until the engine ends or Ctrl-C."));
    arguments.option(u"job"_s, tr("Only of this job."), u"N"_s);
    arguments.option(u"level"_s, tr("This level and above: debug, info (default), warning or error."), u"LEVEL"_s);
    arguments.option(u"area"_s, tr("Only of this area: engine, job, source, piece or settings."), u"AREA"_s);
    arguments.option(u"since"_s, tr("Not before this time: a span (10 min, 2 h, 3 d) or a date and time."), u"WHEN"_s);
    arguments.choices(u"level"_s, {u"debug"_s, u"info"_s, u"warning"_s, u"error"_s});
    arguments.choices(u"area"_s, {u"engine"_s, u"job"_s, u"source"_s, u"piece"_s, u"settings"_s});
    arguments.option(u"json"_s, tr("Print a JSON object per line."));
    if (const auto exit = arguments.parse(given, 0, 0))
        return *exit;
    TraceFilter filter;
    if (const auto exit = readFilter(arguments, filter))
        return *exit;
    LogPrinter printer(filter, arguments.isSet(u"json"_s));
    if (const auto read = readTrace(arguments.cacheDirectory(), [&](const TraceEvent &event) { printer.show(event); });
        !read)
        return report(read.error());
    const bool follow = arguments.isSet(u"follow"_s);
    if (arguments.isSet(u"standalone"_s) && !follow)
        return Success;
    auto engine = ControlClient::connect(arguments.cacheDirectory());
    if (!engine)
        return follow || engine.error().code == ErrorCode::EngineLost ? report(engine.error()) : Success;
    while (true) {
        const auto answer = engine->call(u"log"_s, printer.cursor(follow ? followMilliseconds : 0));
        if (!answer)
            return report(answer.error());
        printer.advance(*answer);
        if (!follow && printer.wasLast(*answer))
            return Success;
    }
}

} // namespace freshet::ctl
