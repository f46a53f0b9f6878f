// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Arguments.h"
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "core/api/SettingJson.h"
#include "core/api/StatusJson.h"
#include "core/api/StatusParse.h"
#include "core/engine/ControlClient.h"
#include "core/engine/JobLookup.h"
#include "core/policy/SettingsSchema.h"
#include "ui/text/Amounts.h"
#include "ui/text/StateText.h"

#include <QJsonDocument>

#include <algorithm>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

/// A short number is a job's; nullopt unless it is that or the start of a ContentId.
std::optional<QJsonValue> jobWords(const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (isNumber && number > 0 && text.size() < minimumIdPrefix)
        return QJsonValue(number);
    const bool isHex = std::all_of(text.begin(), text.end(), [](QChar c) { return isxdigit(c.toLatin1()) != 0; });
    if (isHex && text.size() >= minimumIdPrefix && text.size() <= 64)
        return QJsonValue(text);
    return std::nullopt;
}

/// Has the engine do it and prints what the job is like then.
int tellJob(const Arguments &arguments, ControlClient &engine, const QString &command, const QJsonObject &params)
{
    const auto result = engine.call(command, params);
    if (!result)
        return report(result.error());
    const MonotonicTime now = SystemClock().monotonic();
    const EngineSnapshot snapshot = snapshotFromJson(*result, now);
    if (snapshot.jobs.empty())
        return report({.code = ErrorCode::EngineLost, .operation = command, .next = NextStep::Upgrade});
    const JobRow &row = snapshot.jobs.front();
    if (arguments.isSet(u"json"_s))
        printOut(QString::fromUtf8(QJsonDocument(toJson(row, now)).toJson(QJsonDocument::Indented)));
    else
        printOut(
            tr("Job %1  %2  %3").arg(row.job.value_or(JobId{}).value()).arg(row.name, text::stateLabel(row.state)));
    return Success;
}

int jobCommand(const QString &command, const QString &summary, const QStringList &given)
{
    Arguments arguments(command, summary, u"  freshetctl %1 3\n  freshetctl %1 9f86d081"_s.arg(command));
    arguments.positional(
        u"JOB"_s, tr("The job's number as \"freshetctl status\" shows it, or at least 8 digits of its ContentId."));
    arguments.option(u"json"_s, tr("Print the job as JSON."));
    if (const auto exit = arguments.parse(given, 1, 1))
        return *exit;
    const auto words = jobWords(arguments.positionals().first());
    if (!words)
        return arguments.usageError(tr("JOB is a job's number, or at least 8 digits of its ContentId."));
    auto engine = ControlClient::connect(arguments.cacheDirectory());
    if (!engine)
        return report(engine.error());
    return tellJob(arguments, *engine, command, {{u"job"_s, *words}});
}

} // namespace

int pauseCommand(const QStringList &arguments)
{
    return jobCommand(u"pause"_s, tr("Pauses a job of the running engine; everything received is kept."), arguments);
}

int resumeCommand(const QStringList &arguments)
{
    return jobCommand(u"resume"_s, tr("Lets a paused job of the running engine go on."), arguments);
}

int retryCommand(const QStringList &arguments)
{
    return jobCommand(u"retry"_s, tr("Lets a failed or cancelled job of the running engine try again."), arguments);
}

int limitCommand(const QStringList &given)
{
    Arguments arguments(
        u"limit"_s,
        tr("Limits how fast a job of the running engine receives, beside the limits of the settings. The "
           "limit lasts as long as the engine knows the job."),
        u"  freshetctl limit 3 '2 MiB/s'\n  freshetctl limit 3 none"_s);
    arguments.positional(
        u"JOB"_s, tr("The job's number as \"freshetctl status\" shows it, or at least 8 digits of its ContentId."));
    arguments.positional(u"RATE"_s, tr("Bytes per second, with a unit if you like; \"none\": no limit."));
    arguments.option(u"json"_s, tr("Print the job as JSON."));
    if (const auto exit = arguments.parse(given, 2, 2))
        return *exit;
    const auto words = jobWords(arguments.positionals().first());
    if (!words)
        return arguments.usageError(tr("JOB is a job's number, or at least 8 digits of its ContentId."));
    // Spelled as every limit is.
    const auto spec = findSetting(u"limits.download"_s);
    const auto rate = spec ? parseSetting(**spec, arguments.positionals().last()) : std::unexpected(spec.error());
    if (!rate || *rate == SettingValue{std::uint64_t{0}})
        return arguments.usageError(tr("RATE is bytes per second, above 0, as in '2 MiB/s', or \"none\"."));
    auto engine = ControlClient::connect(arguments.cacheDirectory());
    if (!engine)
        return report(engine.error());
    return tellJob(arguments, *engine, u"limit"_s, {{u"job"_s, *words}, {u"rate"_s, toJson(*rate)}});
}

int cancelCommand(const QStringList &arguments)
{
    return jobCommand(u"cancel"_s, tr("Ends a job of the running engine; what is proven stays in the cache."),
                      arguments);
}

} // namespace freshet::ctl
