// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/ctl/FileInput.h"
#include "app/ctl/PackFetch.h"
#include "app/ctl/Table.h"
#include "app/ctl/UpdateParts.h"
#include "core/base/UpdateError.h"
#include "ui/text/Amounts.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace freshet::ctl {

using namespace Qt::StringLiterals;
using delta::Route;
using delta::RoutePlan;
using delta::RouteReason;
using update::Installation;
using update::Manifest;

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
    // A release in between means that one was skipped.
    for (const update::Release &release : manifest.releases)
        if (release.number > pack.from && release.number < pack.to)
            return tr("direct from %1").arg(manifest.release(pack.from)->version);
    return tr("forward from %1").arg(manifest.release(pack.from)->version);
}

/// What somebody changed is taken out of the full pack.
bool isRepair(const Manifest &manifest, const Route &route, bool isModified)
{
    return isModified && !route.edges.empty() && manifest.packs[route.edges.front()].from != 0;
}

QString reasonName(const Manifest &manifest, const RoutePlan &plan, bool isModified)
{
    if (plan.reason == RouteReason::NothingToDo)
        return tr("the newest release is installed");
    if (isRepair(manifest, plan.best, isModified))
        return tr("the fewest bytes; files that somebody changed are fetched whole");
    if (isModified)
        return tr("installed files were changed by somebody else, and nothing else that helps is smaller");
    return plan.reason == RouteReason::Cheapest ? tr("the fewest bytes") : tr("there is no other");
}

/// Everything that is known before something is done.
struct Facts {
    std::optional<Installation> installation;
    ManifestPlace place;
    Manifest manifest;
    RoutePlan plan;
    update::TreeDifference difference;
    bool isModified = false;
    std::uint64_t bytes = 0; ///< that were obtained
};

/// About what changed files take in the full pack of the newest release: what they are of all files.
std::uint64_t repairGuess(const Manifest &manifest, const update::TreeDifference &difference)
{
    const update::Release &newest = manifest.releases.back();
    for (const update::PackFile &pack : manifest.packs)
        if (pack.from == 0 && pack.to == newest.number)
            return static_cast<std::uint64_t>(static_cast<double>(pack.size) * static_cast<double>(difference.bytes)
                                              / static_cast<double>(std::max<std::uint64_t>(newest.bytes, 1)));
    return 0;
}

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
    const auto difference = facts.installation->verify();
    if (!difference)
        return std::unexpected(report(difference.error()));
    facts.difference = *difference;
    const std::uint64_t installed = facts.installation->state().installed.number;
    facts.isModified = installed != 0 && facts.difference.any();
    // What a rollback brought back may be a release with changes, of which no pack is.
    const update::Release *release = facts.manifest.release(installed);
    const bool isRelease = release && release->tree == facts.installation->state().installed.tree;
    const delta::InstalledUse use = !isRelease || arguments.isSet(u"full"_s) ? delta::InstalledUse::None
                                    : facts.isModified                       ? delta::InstalledUse::Repaired
                                                                             : delta::InstalledUse::All;
    const update::Release &newest = facts.manifest.releases.back();
    auto plan = delta::planRoute(facts.manifest.edges(), installed, newest.number, use,
                                 repairGuess(facts.manifest, *difference));
    if (!plan)
        return std::unexpected(report({.code = UpdateError::NoRoute,
                                       .operation = u"plan update"_s,
                                       .object = facts.manifest.releases.back().version,
                                       .kept = Kept::InputUntouched,
                                       .next = NextStep::AskPublisher}));
    facts.plan = std::move(*plan);
    return facts;
}

void warnOfChanges(const Facts &facts)
{
    if (!facts.isModified)
        return;
    for (const auto *list : {&facts.difference.changed, &facts.difference.missing, &facts.difference.extra})
        for (const std::string &path : *list)
            printError(tr("not as it was installed: %1").arg(QString::fromStdString(path)));
}

Result<delta::FileBytes> mapped(const QString &path)
{
    const auto directory = update::openDirectory(QFileInfo(path).absolutePath());
    if (!directory)
        return std::unexpected(directory.error());
    return update::mapFile(directory->get(), QFile::encodeName(QFileInfo(path).fileName()).toStdString());
}

/// The parts of a pack and of the full one that are needed where files were changed.
struct RepairParts {
    QString pack;
    QString full;
    std::uint64_t bytes = 0;
};

std::expected<RepairParts, int> fetchRepair(const PackFetch &fetch, const Facts &facts, const update::PackFile &pack)
{
    const auto full = std::ranges::find_if(facts.manifest.packs, [&pack](const update::PackFile &other) {
        return other.from == 0 && other.to == pack.to;
    });
    const auto base = facts.installation->listing();
    if (!base)
        return std::unexpected(report(base.error()));
    const QString place = facts.installation->stateDirectory();
    std::optional<delta::PackIndex> forward;
    const auto usable = [&](const delta::PackIndex &index) {
        forward = index;
        std::vector<const delta::PackEntry *> wanted;
        for (const delta::PackEntry &entry : index.entries)
            if (entry.carriesBytes() && (!entry.base || !facts.difference.isBroken(base->entries()[*entry.base].path)))
                wanted.push_back(&entry);
        return index.rangesOf(wanted);
    };
    const auto first = fetch.part(pack, *base, usable, facts.place, facts.manifest, place);
    if (!first)
        return std::unexpected(first.error());
    const auto whole = [&](const delta::PackIndex &index) {
        return index.rangesOf(update::repairsOf(*forward, *base, index, facts.difference));
    };
    const auto second = fetch.part(*full, {}, whole, facts.place, facts.manifest, place);
    if (!second)
        return std::unexpected(second.error());
    return RepairParts{first->path, second->path, first->bytes + second->bytes};
}

/// Applies one pack of the route.
std::optional<int> applyOne(const Arguments &arguments, const PackFetch &fetch, Facts &facts,
                            const update::PackFile &pack, bool isLast)
{
    RepairParts files{.pack = {}, .full = {}, .bytes = pack.size};
    if (isRepair(facts.manifest, facts.plan.best, facts.isModified)) {
        auto parts = fetchRepair(fetch, facts, pack);
        if (!parts)
            return parts.error();
        files = std::move(*parts);
    } else {
        const auto path = fetch.pack(pack, facts.place, facts.manifest, facts.installation->stateDirectory());
        if (!path)
            return path.error();
        files.pack = *path;
    }
    const auto bytes = mapped(files.pack);
    const auto full = files.full.isEmpty() ? Result<delta::FileBytes>(delta::FileBytes()) : mapped(files.full);
    if (!bytes || !full)
        return report(!bytes ? bytes.error() : full.error());
    const update::Release &release = *facts.manifest.release(pack.to);
    Installation::Change change{.to = {release.number, release.version, release.tree},
                                .full = pack.from == 0,
                                .repair = full->view(),
                                .bytes = files.bytes,
                                .action =
                                    facts.installation->state().installed.number == 0 ? u"install"_s : u"update"_s};
    if (isLast && arguments.isSet(u"health-check"_s))
        change.check = healthCheck(arguments.value(u"health-check"_s), arguments.value(u"tree"_s), checkSeconds);
    if (auto applied = facts.installation->apply(bytes->view(), change); !applied)
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
    const update::Release &newest = facts->manifest.releases.back();
    if (arguments.isSet(u"json"_s)) {
        QJsonArray alternatives;
        for (const Route &route : facts->plan.alternatives)
            alternatives << QJsonObject{{u"route"_s, routeName(facts->manifest, route)},
                                        {u"bytes"_s, static_cast<qint64>(route.bytes)}};
        QJsonArray packs;
        for (const std::size_t edge : facts->plan.best.edges)
            packs << facts->manifest.packs[edge].name;
        printOut(QString::fromUtf8(
            QJsonDocument(QJsonObject{{u"installed"_s, facts->installation->state().installed.version},
                                      {u"newest"_s, newest.version},
                                      {u"notes"_s, newest.notes},
                                      {u"route"_s, routeName(facts->manifest, facts->plan.best)},
                                      {u"reason"_s, reasonName(facts->manifest, facts->plan, facts->isModified)},
                                      {u"packs"_s, packs},
                                      {u"bytes"_s, static_cast<qint64>(facts->plan.best.bytes)},
                                      {u"alternatives"_s, alternatives}})
                .toJson()));
        return Success;
    }
    warnOfChanges(*facts);
    printOut(tr("%1: %2 is installed, %3 is the newest.")
                 .arg(facts->manifest.product, releaseName(facts->installation->state().installed), newest.version));
    QList<QStringList> table{{tr("Route"), tr("Bytes"), tr("Why")}};
    table << QStringList{routeName(facts->manifest, facts->plan.best), QString::number(facts->plan.best.bytes),
                         reasonName(facts->manifest, facts->plan, facts->isModified)};
    for (const Route &route : facts->plan.alternatives)
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
    if (const auto exit = arguments.parse(given, 0, 0))
        return *exit;
    const SystemClock clock;
    const PackFetch fetch(arguments);
    auto facts = gather(arguments, fetch, clock);
    if (!facts)
        return facts.error();
    warnOfChanges(*facts);
    const update::Release &newest = facts->manifest.releases.back();
    if (facts->plan.best.edges.empty()) {
        printOut(tr("%1 %2 is installed; there is nothing newer.").arg(facts->manifest.product, newest.version));
        return Success;
    }
    for (const std::size_t edge : facts->plan.best.edges)
        if (const auto exit =
                applyOne(arguments, fetch, *facts, facts->manifest.packs[edge], edge == facts->plan.best.edges.back()))
            return *exit;
    printOut(tr("%1 %2 is installed: %3, %4 (%5).")
                 .arg(facts->manifest.product, newest.version, routeName(facts->manifest, facts->plan.best),
                      text::bytes(Bytes{facts->bytes}), reasonName(facts->manifest, facts->plan, facts->isModified)));
    return Success;
}

} // namespace freshet::ctl
