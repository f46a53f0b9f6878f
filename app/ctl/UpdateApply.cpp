// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/ctl/FileInput.h"
#include "app/ctl/PackFetch.h"
#include "app/ctl/Table.h"
#include "app/ctl/UpdateParts.h"
#include "core/base/UpdateError.h"
#include "core/update/BackgroundWork.h"
#include "ui/text/Amounts.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace freshet::ctl {

using namespace Qt::StringLiterals;
using delta::Route;
using delta::RouteReason;
using update::Installation;
using update::Manifest;
using update::UpdatePlan;

namespace {

constexpr int checkSeconds = 300;

void describeManifest(Arguments &arguments)
{
    arguments.option(u"manifest"_s, tr("The publisher's manifest: a file, or its URL."), u"FILE|URL"_s);
    arguments.option(u"key"_s, tr("The publisher's public key (PEM)."), u"FILE"_s);
    arguments.option(u"tree"_s, tr("The installed tree; it need not exist yet."), u"DIR"_s);
    arguments.option(u"full"_s, tr("Use the full pack, whatever is installed."));
    describePackFetching(arguments);
}

QString routeName(const Manifest &manifest, const Route &route)
{
    if (route.edges.empty())
        return tr("nothing");
    if (route.edges.size() > 1)
        return tr("%n pack(s), one after the other", nullptr, static_cast<int>(route.edges.size()));
    const update::PackFile &pack = manifest.packs[route.edges.front()];
    if (pack.from == 0)
        return tr("full");
    if (pack.to < pack.from)
        return tr("back from %1, as the publisher orders").arg(manifest.release(pack.from)->version);
    // A release in between means that one was skipped.
    for (const update::Release &release : manifest.releases)
        if (release.number > pack.from && release.number < pack.to)
            return tr("direct from %1").arg(manifest.release(pack.from)->version);
    return tr("forward from %1").arg(manifest.release(pack.from)->version);
}

QString reasonName(const UpdatePlan &plan)
{
    if (plan.routes.reason == RouteReason::NothingToDo)
        return tr("the newest release is installed");
    if (plan.isRepair)
        return tr("the fewest bytes; files that somebody changed are fetched whole");
    if (plan.isModified)
        return tr("installed files were changed by somebody else, and nothing else that helps is smaller");
    return plan.routes.reason == RouteReason::Cheapest ? tr("the fewest bytes") : tr("there is no other");
}

/// Everything that is known before something is done.
struct Facts {
    std::optional<Installation> installation;
    ManifestPlace place;
    Manifest manifest;
    UpdatePlan plan;
    std::uint64_t bytes = 0; ///< that were obtained
};

std::expected<Facts, int> gather(const Arguments &arguments, const PackFetch &fetch, const Clock &clock)
{
    for (const QString &needed : {u"manifest"_s, u"key"_s, u"tree"_s})
        if (!arguments.isSet(needed))
            return std::unexpected(arguments.usageError(tr("--%1 is missing.").arg(needed)));
    Facts facts;
    const auto pem = readSmallFile(arguments.value(u"key"_s), 64_KiB, ErrorCode::InvalidArgument);
    const auto key = pem ? update::publicKeyFromPem(*pem) : Result<update::PublicKey>(std::unexpected(pem.error()));
    if (!key)
        return std::unexpected(report(key.error()));
    auto installation = Installation::open(arguments.value(u"tree"_s), clock);
    if (!installation)
        return std::unexpected(report(installation.error()));
    facts.installation.emplace(std::move(*installation));
    const QString where = arguments.value(u"manifest"_s);
    if (where.contains(u"://"_s))
        facts.place.url = QUrl(where, QUrl::StrictMode);
    else
        facts.place.file = where;
    const auto file = fetch.manifest(facts.place, facts.installation->stateDirectory());
    if (!file)
        return std::unexpected(file.error());
    auto manifest = update::parseManifest(*file, *key);
    if (!manifest)
        return std::unexpected(report(manifest.error()));
    if (const auto fresh = update::checkExpiry(*manifest, clock.wall()); !fresh)
        return std::unexpected(report(fresh.error()));
    if (const auto accepted = facts.installation->accept(*manifest, *key); !accepted)
        return std::unexpected(report(accepted.error()));
    facts.manifest = std::move(*manifest);
    auto plan = update::planUpdate(*facts.installation, facts.manifest, arguments.isSet(u"full"_s));
    if (!plan)
        return std::unexpected(report(plan.error()));
    facts.plan = std::move(*plan);
    return facts;
}

void warnOfChanges(const Facts &facts)
{
    if (!facts.plan.isModified)
        return;
    const update::TreeDifference &difference = facts.plan.difference;
    for (const auto *list : {&difference.changed, &difference.missing, &difference.extra})
        for (const std::string &path : *list)
            printError(tr("not as it was installed: %1").arg(QString::fromStdString(path)));
}

/// Files that are applied.
struct Fetched {
    QString pack;
    QString full{}; ///< the full pack, or what is needed of it
    std::uint64_t bytes = 0;
};

/// The parts of a pack and of the full one that are needed where not everything can be made of what is installed. `forward`: the whole pack,
/// if it is there. `obtained`: for it, before.
std::expected<Fetched, int> fetchRepair(const PackFetch &fetch, const Facts &facts, const update::PackFile &pack,
                                        const QString &forward, std::uint64_t obtained = 0)
{
    const update::PackFile *full = update::fullPackBeside(facts.manifest, pack);
    const auto base = facts.installation->listing();
    if (!full || !base)
        return std::unexpected(
            report(base ? Error{.code = UpdateError::NoRoute, .operation = u"update"_s} : base.error()));
    const QString place = facts.installation->stateDirectory();
    update::RepairFetch repair({.forward = {pack, forward},
                                .full = {*full, wholeBeside(*full, facts.place)},
                                .base = *base,
                                .difference = facts.plan.difference,
                                .unlike = facts.installation->unlike(),
                                .directory = place,
                                .mostRanges = maximumRanges});
    if (const int code = fetch.repair(repair, facts.place, facts.manifest, place); code != Success)
        return std::unexpected(code);
    return Fetched{repair.forwardFile(), repair.fullFile(),
                   repair.fullBytes() + (obtained > 0 ? obtained : repair.forwardBytes())};
}

Result<void> applyFiles(const Arguments &arguments, Facts &facts, const update::PackFile &pack, const Fetched &files,
                        bool isLast)
{
    const auto bytes = update::mapPath(files.pack);
    const auto full = files.full.isEmpty() ? Result<delta::FileBytes>(delta::FileBytes()) : update::mapPath(files.full);
    if (!bytes || !full)
        return std::unexpected(!bytes ? bytes.error() : full.error());
    const update::Release &release = *facts.manifest.release(pack.to);
    Installation::Change change{.to = {release.number, release.version, release.tree},
                                .full = pack.from == 0,
                                .repair = full->view(),
                                .unlike = facts.installation->unlike(),
                                .orders = facts.manifest.orders,
                                .bytes = files.bytes,
                                .action =
                                    facts.installation->state().installed.number == 0 ? u"install"_s : u"update"_s};
    if (isLast && arguments.isSet(u"health-check"_s))
        change.check = healthCheck(arguments.value(u"health-check"_s), arguments.value(u"tree"_s), checkSeconds);
    StatusLine line;
    change.progress = [&line, shown = std::uint64_t{101}](std::uint64_t done, std::uint64_t all) mutable {
        const std::uint64_t percent = done * 100 / std::max<std::uint64_t>(all, 1);
        if (std::exchange(shown, percent) != percent)
            line.show(tr("Building %1 of %2").arg(text::bytes(Bytes{done}), text::bytes(Bytes{all})));
        return true;
    };
    auto applied = facts.installation->apply(bytes->view(), change);
    line.clear();
    return applied;
}

/// Applies one pack of the route.
std::optional<int> applyOne(const Arguments &arguments, const PackFetch &fetch, Facts &facts,
                            const update::PackFile &pack, bool isLast)
{
    Fetched files{.pack = {}, .bytes = pack.size};
    if (facts.plan.isRepair) {
        auto parts = fetchRepair(fetch, facts, pack, wholeBeside(pack, facts.place));
        if (!parts)
            return parts.error();
        files = std::move(*parts);
    } else {
        const auto path = fetch.pack(pack, facts.place, facts.manifest, facts.installation->stateDirectory());
        if (!path)
            return path.error();
        files.pack = *path;
    }
    auto applied = applyFiles(arguments, facts, pack, files, isLast);
    if (!applied && !facts.installation->unlike().empty() && pack.from != 0) {
        // What an encoder makes otherwise here than at the publisher's is taken as it is.
        for (const std::string &path : facts.installation->unlike())
            printError(tr("cannot be made here as the publisher made it: %1").arg(QString::fromStdString(path)));
        auto parts = fetchRepair(fetch, facts, pack, files.pack, files.bytes);
        if (!parts)
            return parts.error();
        files = std::move(*parts);
        applied = applyFiles(arguments, facts, pack, files, isLast);
    }
    if (!applied)
        return report(applied.error());
    for (const QString &file : {files.pack, files.full})
        if (QFileInfo(file).absolutePath() == QFileInfo(facts.installation->stateDirectory()).absoluteFilePath())
            QFile::remove(file);
    facts.bytes += files.bytes;
    return std::nullopt;
}

} // namespace

int updatePlan(const QStringList &given)
{
    Arguments arguments(
        u"update plan"_s,
        tr("Shows what would be downloaded to get a tree to the newest release, and the alternatives."),
        u"  freshetctl update plan --manifest https://updates.example/app.manifest --key app.key.pub --tree /opt/app"_s);
    describeManifest(arguments);
    arguments.option(u"json"_s, tr("Print JSON."));
    if (const auto exit = arguments.parse(given, 0, 0))
        return *exit;
    const SystemClock clock;
    const PackFetch fetch(arguments);
    const auto facts = gather(arguments, fetch, clock);
    if (!facts)
        return facts.error();
    const update::Release &newest = facts->plan.target;
    if (arguments.isSet(u"json"_s)) {
        QJsonArray alternatives;
        for (const Route &route : facts->plan.routes.alternatives)
            alternatives << QJsonObject{{u"route"_s, routeName(facts->manifest, route)},
                                        {u"bytes"_s, static_cast<qint64>(route.bytes)}};
        QJsonArray packs;
        for (const std::size_t edge : facts->plan.routes.best.edges)
            packs << facts->manifest.packs[edge].name;
        printOut(QString::fromUtf8(
            QJsonDocument(QJsonObject{{u"installed"_s, facts->installation->state().installed.version},
                                      {u"newest"_s, newest.version},
                                      {u"notes"_s, newest.notes},
                                      {u"route"_s, routeName(facts->manifest, facts->plan.routes.best)},
                                      {u"reason"_s, reasonName(facts->plan)},
                                      {u"packs"_s, packs},
                                      {u"bytes"_s, static_cast<qint64>(facts->plan.routes.best.bytes)},
                                      {u"alternatives"_s, alternatives}})
                .toJson()));
        return Success;
    }
    warnOfChanges(*facts);
    printOut(tr("%1: %2 is installed, %3 is the newest.")
                 .arg(facts->manifest.product, releaseName(facts->installation->state().installed), newest.version));
    QList<QStringList> table{{tr("Route"), tr("Bytes"), tr("Why")}};
    table << QStringList{routeName(facts->manifest, facts->plan.routes.best),
                         QString::number(facts->plan.routes.best.bytes), reasonName(facts->plan)};
    for (const Route &route : facts->plan.routes.alternatives)
        table << QStringList{routeName(facts->manifest, route), QString::number(route.bytes), tr("more bytes")};
    printOut(aligned(table, {1}));
    return Success;
}

int updateApply(const QStringList &given)
{
    Arguments arguments(
        u"update apply"_s,
        tr("Brings a tree to the newest release by the cheapest route. The new tree is built beside the old one and "
           "takes its place in one step; "
           "whatever interrupts it, the tree is exactly the old or the new one. What is needed to roll back is kept."),
        u"  freshetctl update apply --manifest https://updates.example/app.manifest --key app.key.pub --tree /opt/app"_s);
    describeManifest(arguments);
    arguments.option(u"health-check"_s,
                     tr("A program that says whether the new tree is well: it ends with 0. Otherwise the old one comes "
                        "back by itself."),
                     u"PATH"_s);
    arguments.option(u"foreground"_s, tr("Do not give way to other programs with processor and disk."));
    if (const auto exit = arguments.parse(given, 0, 0))
        return *exit;
    const SystemClock clock;
    const PackFetch fetch(arguments);
    auto facts = gather(arguments, fetch, clock);
    if (!facts)
        return facts.error();
    warnOfChanges(*facts);
    if (!arguments.isSet(u"foreground"_s))
        update::workInBackground();
    const update::Release &newest = facts->plan.target;
    if (facts->plan.routes.best.edges.empty()) {
        printOut(tr("%1 %2 is installed; there is nothing newer.").arg(facts->manifest.product, newest.version));
        return Success;
    }
    for (const std::size_t edge : facts->plan.routes.best.edges)
        if (const auto exit = applyOne(arguments, fetch, *facts, facts->manifest.packs[edge],
                                       edge == facts->plan.routes.best.edges.back()))
            return *exit;
    printOut(tr("%1 %2 is installed: %3, %4 (%5).")
                 .arg(facts->manifest.product, newest.version, routeName(facts->manifest, facts->plan.routes.best),
                      text::bytes(Bytes{facts->bytes}), reasonName(facts->plan)));
    return Success;
}

} // namespace freshet::ctl
