// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/ctl/Table.h"
#include "app/ctl/UpdateParts.h"
#include "ui/text/Amounts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace freshet::ctl {

using namespace Qt::StringLiterals;
using update::Installation;

namespace {

constexpr int checkSeconds = 300;

int showDifference(const update::TreeDifference &difference)
{
    for (const auto &[word, paths] :
         {std::pair{tr("missing"), &difference.missing}, std::pair{tr("changed"), &difference.changed},
          std::pair{tr("extra"), &difference.extra}})
        for (const std::string &path : *paths)
            printOut(word + u"  "_s + QString::fromStdString(path));
    return difference.any() ? Failure : Success;
}

int list(const Installation &installation, bool json)
{
    const update::InstallState &state = installation.state();
    if (json) {
        const QJsonObject object{
            {u"product"_s, state.product},
            {u"version"_s, state.installed.version},
            {u"number"_s, static_cast<qint64>(state.installed.number)},
            {u"tree"_s, QString::fromLatin1(state.installed.tree.hex())},
            {u"versionFloor"_s, static_cast<qint64>(state.releaseFloor)},
            {u"manifestFloor"_s, static_cast<qint64>(state.manifestFloor)},
            {u"rollbackTo"_s, state.reverse ? QJsonValue(state.reverse->to.version) : QJsonValue::Null},
            {u"rollbackBytes"_s, state.reverse ? static_cast<qint64>(state.reverse->size) : 0}};
        printOut(QString::fromUtf8(QJsonDocument(object).toJson()));
        return Success;
    }
    printOut(
        tr("%1: %2").arg(state.product.isEmpty() ? tr("no product") : state.product, releaseName(state.installed)));
    if (state.reverse)
        printOut(tr("rollback: to %1, %2 kept for it")
                     .arg(releaseName(state.reverse->to), text::bytes(Bytes{state.reverse->size})));
    return Success;
}

int history(const Installation &installation, bool json)
{
    if (json) {
        QJsonArray all;
        for (const update::HistoryEntry &entry : installation.state().history)
            all << QJsonObject{{u"when"_s, static_cast<qint64>(entry.when)},
                               {u"action"_s, entry.action},
                               {u"from"_s, entry.from.version},
                               {u"to"_s, entry.to.version},
                               {u"bytes"_s, static_cast<qint64>(entry.bytes)}};
        printOut(QString::fromUtf8(QJsonDocument(all).toJson()));
        return Success;
    }
    QList<QStringList> table{{tr("When"), tr("What"), tr("From"), tr("To"), tr("Bytes")}};
    for (const update::HistoryEntry &entry : installation.state().history)
        table << QStringList{text::dateTime(WallTime{std::chrono::seconds{entry.when}}), entry.action,
                             releaseName(entry.from), releaseName(entry.to), text::bytes(Bytes{entry.bytes})};
    printOut(aligned(table, {4}));
    return Success;
}

int onTree(const QString &action, const QStringList &given)
{
    Arguments arguments(u"update "_s + action,
                        action == "rollback"_L1 ? tr("Brings back the tree before the last change, exactly.")
                        : action == "verify"_L1 ? tr("Compares every installed file with what was installed.")
                        : action == "list"_L1   ? tr("Shows what is installed in a tree.")
                                                : tr("Shows what was done to a tree and what it cost."),
                        u"  freshetctl update %1 --tree /opt/app"_s.arg(action));
    arguments.option(u"tree"_s, tr("The installed tree."), u"DIR"_s);
    arguments.option(u"json"_s, tr("Print JSON."));
    if (action == "rollback"_L1)
        arguments.option(u"health-check"_s, tr("A program that says whether the tree is well: it ends with 0."),
                         u"PATH"_s);
    if (const auto exit = arguments.parse(given, 0, 0))
        return *exit;
    if (!arguments.isSet(u"tree"_s))
        return arguments.usageError(tr("Say which tree: --tree DIR."));
    const SystemClock clock;
    auto installation = Installation::open(arguments.value(u"tree"_s), clock);
    if (!installation)
        return report(installation.error());
    if (action == "list"_L1)
        return list(*installation, arguments.isSet(u"json"_s));
    if (action == "history"_L1)
        return history(*installation, arguments.isSet(u"json"_s));
    if (action == "verify"_L1) {
        const auto difference = installation->verify();
        if (!difference)
            return report(difference.error());
        const int code = showDifference(*difference);
        if (code == Success)
            printOut(
                tr("%1 is as it was installed, every file proven.").arg(releaseName(installation->state().installed)));
        return code;
    }
    std::function<bool()> check;
    if (arguments.isSet(u"health-check"_s))
        check = healthCheck(arguments.value(u"health-check"_s), arguments.value(u"tree"_s), checkSeconds);
    if (auto done = installation->rollback(std::move(check)); !done)
        return report(done.error());
    printOut(tr("Rolled back to %1.").arg(releaseName(installation->state().installed)));
    return Success;
}

} // namespace

QString releaseName(const update::InstalledRelease &release)
{
    return release.number == 0 ? tr("nothing") : release.version;
}

std::function<bool()> healthCheck(const QString &program, const QString &tree, int seconds)
{
    return [program, tree, seconds] {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"FRESHET_TREE"_s, tree);
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(program, {tree});
        if (!process.waitForStarted(-1))
            return false;
        process.closeWriteChannel();
        if (!process.waitForFinished(seconds * 1000)) {
            process.kill();
            process.waitForFinished(-1);
            return false;
        }
        return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    };
}

Result<std::vector<update::ReleaseTree>> openSeries(const QStringList &words, const QString &work)
{
    std::vector<update::ReleaseTree> series;
    for (const QString &word : words) {
        const qsizetype equals = word.indexOf(u'=');
        if (equals < 1)
            return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                         .operation = u"read release"_s,
                                         .object = word,
                                         .detail = u"VERSION=PATH"_s});
        auto tree = update::ReleaseTree::open(word.left(equals), word.mid(equals + 1), work);
        if (!tree)
            return std::unexpected(tree.error());
        series.push_back(std::move(*tree));
    }
    return series;
}

int updateCommand(const QStringList &given)
{
    const QString action = given.value(0);
    const QStringList rest = given.mid(1);
    if (action == "publish"_L1)
        return updatePublish(rest);
    if (action == "compare"_L1)
        return updateCompare(rest);
    if (action == "plan"_L1)
        return updatePlan(rest);
    if (action == "apply"_L1)
        return updateApply(rest);
    if (action == "verify"_L1 || action == "rollback"_L1 || action == "list"_L1 || action == "history"_L1)
        return onTree(action, rest);
    Arguments arguments(
        u"update"_s,
        tr("Updates installed trees by what differs: publishes releases, plans and applies updates, rolls them back. "
           "Each action has --help."),
        u"  freshetctl update publish --product app --output site --key app.key --source https://updates.example/ "
        "1.0=app-1.0/ 1.1=app-1.1/\n"
        "  freshetctl update apply --manifest https://updates.example/app.manifest --key app.key.pub --tree /opt/app\n"
        "  freshetctl update rollback --tree /opt/app"_s);
    arguments.positional(u"publish|plan|apply|verify|rollback|list|history|compare"_s, tr("What to do."));
    if (const auto exit = arguments.parse(given, 1, 1))
        return *exit;
    return arguments.usageError(tr("There is no \"update %1\".").arg(action));
}

} // namespace freshet::ctl
