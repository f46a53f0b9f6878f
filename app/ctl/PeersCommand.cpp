// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Arguments.h"
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/ctl/ContentWords.h"
#include "app/ctl/PeerTables.h"
#include "app/ctl/Table.h"
#include "core/api/BanRow.h"
#include "core/api/StatusParse.h"
#include "core/engine/ControlClient.h"
#include "core/policy/SettingsSchema.h"
#include "ui/text/Amounts.h"

#include <QJsonDocument>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> secondsOf(const QString &text)
{
    static constexpr SettingSpec span{.key = "for"_L1,
                                      .policy = ""_L1,
                                      .kind = SettingKind::Duration,
                                      .minimum = 1,
                                      .maximum = 30ULL * 86'400,
                                      .optional = false,
                                      .inEffect = true,
                                      .read = nullptr,
                                      .write = nullptr};
    const auto value = parseSetting(span, text);
    return value ? std::optional(static_cast<qint64>(std::get<std::uint64_t>(*value))) : std::nullopt;
}

QString bansText(const QJsonObject &answer, MonotonicTime now)
{
    const BanTable bans = bansFromJson(answer.value("Bans"_L1).toArray(), now);
    if (bans.empty())
        return tr("Nobody is banned.");
    QList<QStringList> table{{tr("Banned"), tr("For"), tr("Content"), tr("Because")}};
    for (const BanRow &ban : bans) {
        const QString host = ban.address.contains(u':') && ban.port != 0 ? u'[' + ban.address + u']' : ban.address;
        table << QStringList{ban.port == 0 ? host : u"%1:%2"_s.arg(host).arg(ban.port),
                             text::duration(std::chrono::ceil<std::chrono::seconds>(ban.until - now)),
                             ban.fileId.isEmpty() ? tr("all") : ban.fileId.left(16),
                             ban.byUser ? tr("you wanted it") : tr("it sent bad bytes")};
    }
    return aligned(table, {1});
}

} // namespace

int peersCommand(const QStringList &given)
{
    Arguments arguments(
        u"peers"_s,
        tr("Shows the peers of the running engine and who is banned; bans a peer, or lets it be spoken to again. A ban "
           "ends by itself, at the latest with the engine."),
        u"  freshetctl peers list\n  freshetctl peers ban 192.0.2.7 --for \"2 h\"\n"
        "  freshetctl peers ban 192.0.2.7:7680 --content 3\n  freshetctl peers unban 192.0.2.7"_s);
    arguments.positional(u"ACTION"_s, tr("What to do."), u"list|ban|unban"_s);
    arguments.positional(u"ADDRESS"_s, tr("To ban or unban: an IP address, with a port or for all of its ports."),
                         u"[ADDRESS]"_s);
    arguments.option(u"content"_s,
                     tr("Only this content: a job's number, or at least 8 digits of its ContentId (default: all)."),
                     u"CONTENT"_s);
    arguments.option(u"for"_s, tr("How long, up to 30 d (default: 1 h)."), u"TIME"_s);
    arguments.option(u"json"_s, tr("Print JSON."));
    if (const auto exit = arguments.parse(given, 1, 2))
        return *exit;
    const QString action = arguments.positionals().first();
    const bool lists = action == "list"_L1;
    if (!lists && action != "ban"_L1 && action != "unban"_L1)
        return arguments.usageError(tr("ACTION is list, ban or unban."));
    if (arguments.positionals().size() != (lists ? 1 : 2))
        return arguments.usageError(lists ? tr("list takes no address.") : tr("Whom? An address is missing."));
    QJsonObject params;
    if (!lists)
        params.insert(u"address"_s, arguments.positionals().at(1));
    if (arguments.isSet(u"content"_s)) {
        const auto words = contentWords(arguments.value(u"content"_s));
        if (!words)
            return arguments.usageError(
                tr("A content is named by a job's number, or by at least 8 digits of its FileId."));
        params.insert(u"content"_s, *words);
    }
    if (arguments.isSet(u"for"_s)) {
        const auto seconds = secondsOf(arguments.value(u"for"_s));
        if (!seconds || action != "ban"_L1)
            return arguments.usageError(tr("--for takes a time span up to 30 d (10 min, 2 h, 3 d), with ban."));
        params.insert(u"seconds"_s, *seconds);
    }
    auto engine = ControlClient::connect(arguments.cacheDirectory());
    if (!engine)
        return report(engine.error());
    const auto answer = engine->call(u"peers."_s + action, params);
    if (!answer)
        return report(answer.error());
    const MonotonicTime now = SystemClock().monotonic();
    if (arguments.isSet(u"json"_s)) {
        printOut(QString::fromUtf8(QJsonDocument(*answer).toJson(QJsonDocument::Indented)));
    } else if (lists) {
        printOut(peerTables(snapshotFromJson(*answer, now)) + u'\n' + bansText(*answer, now));
    } else {
        if (action == "unban"_L1 && !answer->value("Found"_L1).toBool())
            printOut(tr("There was no such ban."));
        printOut(bansText(*answer, now));
    }
    return Success;
}

} // namespace freshet::ctl
