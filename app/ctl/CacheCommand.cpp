// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Arguments.h"
#include "app/ctl/CacheTable.h"
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/ctl/ContentWords.h"
#include "core/api/StatusJson.h"
#include "core/api/StatusParse.h"
#include "core/engine/CacheService.h"
#include "core/engine/ControlClient.h"
#include "core/engine/LedgerStatus.h"
#include "ui/text/Amounts.h"
#include "ui/text/ErrorText.h"

#include <QDateTime>
#include <QEventLoop>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

/// The time in `text` (ISO 8601; without an offset it is local) for the engine, in UTC.
std::optional<QString> timeWords(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    if (!time.isValid())
        return std::nullopt;
    return time.toUTC().toString(Qt::ISODateWithMs);
}

/// What the ledger tells without anybody owning the directory.
Result<QJsonObject> listFromLedger(const QString &directory)
{
    const auto snapshot = snapshotFromLedger(directory, SystemClock());
    if (!snapshot)
        return std::unexpected(snapshot.error());
    QJsonObject list = toJson(*snapshot);
    Bytes held;
    Bytes pinned;
    for (const JobRow &row : snapshot->jobs)
        (row.pinned ? pinned : held) += row.fileSizeInCache;
    list.insert(u"CacheSizeBytes"_s, static_cast<qint64>((held + pinned).value()));
    list.insert(u"PinnedBytes"_s, static_cast<qint64>(pinned.value()));
    return list;
}

Result<QJsonObject> callHere(const QString &directory, const QString &method, const QJsonObject &params)
{
    if (method == "cache.list"_L1)
        return listFromLedger(directory);
    if (!QFileInfo::exists(directory))
        return std::unexpected(
            Error{.code = ErrorCode::UnknownContent, .operation = u"find content"_s, .object = directory});
    const SystemClock clock;
    StoreOptions options;
    options.cacheDirectory = directory;
    options.visitor = true;
    auto store = Store::open(options, clock);
    if (!store)
        return std::unexpected(store.error());
    CacheService service(**store, directory);
    QEventLoop loop;
    Result<QJsonObject> result;
    service.handle(method, params, std::make_shared<const EngineSnapshot>(), [&](Result<QJsonObject> answer) {
        result = std::move(answer);
        loop.quit();
    });
    loop.exec();
    return result;
}

/// Through the running engine when there is one, else with the directory as its owner for the moment.
Result<QJsonObject> callCache(const Arguments &arguments, const QString &method, const QJsonObject &params)
{
    const QString directory = arguments.cacheDirectory();
    if (!arguments.isSet(u"standalone"_s)) {
        auto engine = ControlClient::connect(directory);
        if (engine)
            return engine->call(method, params, {}, std::chrono::minutes{2});
        if (engine.error().code == ErrorCode::EngineLost)
            return std::unexpected(engine.error());
    }
    return callHere(directory, method, params);
}

bool confirmed(const QString &question)
{
    std::fputs((question + u' ' + tr("[y/N]") + u' ').toLocal8Bit().constData(), stderr);
    std::fflush(stderr);
    char answer[16] = {};
    return std::fgets(answer, sizeof answer, stdin) && (answer[0] == 'y' || answer[0] == 'Y');
}

int show(const Arguments &arguments, const QJsonObject &result, const QString &text)
{
    if (arguments.isSet(u"json"_s))
        printOut(QString::fromUtf8(QJsonDocument(result).toJson(QJsonDocument::Indented)));
    else if (!text.isEmpty())
        printOut(text);
    return Success;
}

int list(const Arguments &arguments)
{
    const auto result = callCache(arguments, u"cache.list"_s, {});
    if (!result)
        return report(result.error());
    return show(arguments, *result, cacheTable(*result));
}

int retain(const Arguments &arguments, const QString &action)
{
    const auto words = contentWords(arguments.positionals().at(1));
    if (!words)
        return arguments.usageError(tr("A content is named by a job's number, or by at least 8 digits of its FileId."));
    QJsonObject params{{u"content"_s, *words}};
    const QString option = action == "pin"_L1 ? u"until"_s : u"at"_s;
    for (const QString &given : {u"until"_s, u"at"_s, u"now"_s}) {
        const bool fits = given == option ? action != "unpin"_L1 : given == "now"_L1 && action == "expire"_L1;
        if (arguments.isSet(given) && !fits)
            return arguments.usageError(tr("--%1 does not go with \"cache %2\".").arg(given, action));
    }
    if (arguments.isSet(option)) {
        const auto time = timeWords(arguments.value(option));
        if (!time)
            return arguments.usageError(
                tr("--%1 takes a date and time by ISO 8601, such as 2030-01-31T18:00:00Z.").arg(option));
        params.insert(option, *time);
    }
    if (action == "expire"_L1) {
        if (arguments.isSet(u"at"_s) == arguments.isSet(u"now"_s))
            return arguments.usageError(tr("Say when: either --at TIME or --now."));
        if (arguments.isSet(u"now"_s))
            params.insert(u"now"_s, true);
    }
    const auto result = callCache(arguments, u"cache."_s + action, params);
    if (!result)
        return report(result.error());
    const EngineSnapshot picture = snapshotFromJson(*result, {});
    return show(arguments, *result,
                picture.jobs.empty() ? tr("It has expired and is deleted.") : retentionLine(picture.jobs.front()));
}

int verify(const Arguments &arguments)
{
    const auto words = contentWords(arguments.positionals().at(1));
    if (!words)
        return arguments.usageError(tr("A content is named by a job's number, or by at least 8 digits of its FileId."));
    const auto result = callCache(arguments, u"cache.verify"_s, {{u"content"_s, *words}});
    if (!result)
        return report(result.error());
    const auto checked = static_cast<int>(result->value("PiecesChecked"_L1).toInteger());
    const auto wrong = static_cast<int>(result->value("PiecesWrong"_L1).toInteger());
    const int exit =
        show(arguments, *result,
             wrong == 0 ? tr("%n piece(s) proven again, all as they should be.", nullptr, checked)
                        : tr("%n piece(s) are not what they should be. They are dropped, and fetched again "
                             "when the content is downloaded again.",
                             nullptr, wrong));
    return wrong == 0 ? exit : Failure;
}

int remove(const Arguments &arguments)
{
    const bool all = arguments.isSet(u"all"_s);
    const QStringList names = arguments.positionals().mid(1);
    if (all == !names.isEmpty())
        return arguments.usageError(tr("Say what: either FILEID… or --all."));
    QJsonArray contents;
    for (const QString &name : names) {
        const auto words = contentWords(name);
        if (!words)
            return arguments.usageError(
                tr("A content is named by a job's number, or by at least 8 digits of its FileId."));
        contents.append(*words);
    }
    if (!arguments.isSet(u"force"_s)) {
        const bool canAsk = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
        if (all && !canAsk)
            return arguments.usageError(tr("Deleting everything is not done unasked: add --force."));
        const QString question =
            all ? tr("Delete everything from the cache %1?").arg(arguments.cacheDirectory())
                : tr("Delete %n content(s) from the cache?", nullptr, static_cast<int>(names.size()));
        if (canAsk && !confirmed(question)) {
            printError(tr("Nothing has been deleted."));
            return Failure;
        }
    }
    QJsonObject params{{u"includePinned"_s, arguments.isSet(u"include-pinned"_s)}};
    if (all)
        params.insert(u"all"_s, true);
    else
        params.insert(u"contents"_s, contents);
    const auto result = callCache(arguments, u"cache.delete"_s, params);
    if (!result)
        return report(result.error());
    const qsizetype deleted = result->value("Deleted"_L1).toArray().size();
    const Bytes freed{static_cast<std::uint64_t>(result->value("FreedBytes"_L1).toInteger())};
    int exit = show(arguments, *result,
                    tr("%n content(s) deleted, %1 freed.", nullptr, static_cast<int>(deleted)).arg(text::bytes(freed)));
    int pinned = 0;
    for (const QJsonValue &kept : result->value("Kept"_L1).toArray()) {
        const Error error = errorFromJson(kept.toObject().value("Error"_L1).toObject());
        // Of everything, the pinned ones are left out as announced.
        if (all && error.code == ErrorCode::ContentPinned)
            ++pinned;
        else
            exit = report(error);
    }
    if (pinned > 0 && !arguments.isSet(u"json"_s))
        printOut(tr("%n pinned content(s) stay; --include-pinned deletes them too.", nullptr, pinned));
    return exit;
}

} // namespace

int cacheCommand(const QStringList &given)
{
    Arguments arguments(u"cache"_s,
                        tr("Shows what the cache keeps and for how long, and changes that. Works through a running "
                           "engine, or by itself."),
                        u"  freshetctl cache list\n"
                        "  freshetctl cache verify 9f86d081\n"
                        "  freshetctl cache pin 9f86d081 --until 2030-01-31T18:00:00Z\n"
                        "  freshetctl cache unpin 9f86d081\n"
                        "  freshetctl cache expire 9f86d081 --now\n"
                        "  freshetctl cache delete 9f86d081 2c26b46b\n"
                        "  freshetctl cache delete --all --include-pinned --force"_s);
    arguments.positional(u"list|pin|unpin|expire|verify|delete"_s, tr("What to do."));
    arguments.positional(u"CONTENT"_s,
                         tr("At least 8 digits of a FileId, or the number of a job of the running engine."),
                         u"[CONTENT…]"_s);
    arguments.option(u"until"_s, tr("With pin: the pin ends then (ISO 8601)."), u"TIME"_s);
    arguments.option(u"at"_s, tr("With expire: the content is deleted then, whatever its age (ISO 8601)."), u"TIME"_s);
    arguments.option(u"now"_s, tr("With expire: it is deleted now, or as soon as no job uses it."));
    arguments.option(u"all"_s, tr("With delete: every content that is not pinned."));
    arguments.option(u"include-pinned"_s, tr("With delete: pinned ones too."));
    arguments.option(u"force"_s, tr("With delete: do not ask."));
    arguments.option(u"json"_s, tr("Print JSON."));
    if (const auto exit = arguments.parse(given, 1, 1000))
        return *exit;
    const QString action = arguments.positionals().first();
    const qsizetype names = arguments.positionals().size() - 1;
    if (action == "list"_L1 && names == 0)
        return list(arguments);
    if (action == "delete"_L1)
        return remove(arguments);
    if ((action == "pin"_L1 || action == "unpin"_L1 || action == "expire"_L1) && names == 1)
        return retain(arguments, action);
    if (action == "verify"_L1 && names == 1)
        return verify(arguments);
    return arguments.usageError(
        tr("\"cache\" takes list, pin CONTENT, unpin CONTENT, expire CONTENT, verify CONTENT or delete CONTENT…."));
}

} // namespace freshet::ctl
