// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/UpdateTasks.h"

#include "core/api/DownloadRequest.h"
#include "core/base/UpdateError.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace freshet::desktop::tasks {

using namespace Qt::StringLiterals;
using update::Installation;

namespace {

Remembered remembered(const Installation &installation)
{
    const update::InstallState &state = installation.state();
    Remembered all{.product = state.product,
                   .installed = state.installed.number == 0 ? QString() : state.installed.version,
                   .number = state.installed.number,
                   .rollbackTo = {},
                   .rollbackBytes = {},
                   .directory = QFileInfo(installation.stateDirectory()).absoluteFilePath(),
                   .history = {}};
    if (state.reverse) {
        all.rollbackTo = state.reverse->to.version;
        all.rollbackBytes = Bytes{state.reverse->size};
    }
    for (const update::HistoryEntry &entry : state.history)
        all.history.push_back({.when = WallTime{std::chrono::seconds{entry.when}},
                               .action = entry.action,
                               .from = entry.from.version,
                               .to = entry.to.version,
                               .bytes = Bytes{entry.bytes}});
    return all;
}

QStringList pathsOf(const update::TreeDifference &difference)
{
    QStringList paths;
    for (const auto *list : {&difference.changed, &difference.missing, &difference.extra})
        for (const std::string &path : *list)
            paths.append(QString::fromStdString(path));
    return paths;
}

/// Opens the tree, does something with it, and tells what is remembered of it then.
template <typename T, typename What>
Outcome<T> withTree(const QString &tree, const Clock &clock, What what)
{
    auto installation = Installation::open(tree, clock);
    if (!installation)
        return {.remembered = {}, .result = std::unexpected(installation.error())};
    Outcome<T> outcome;
    outcome.result = what(*installation);
    outcome.remembered = remembered(*installation);
    return outcome;
}

Result<Checked> checkOpened(Installation &installation, const QByteArray &file, const update::PublicKey &key,
                            const Clock &clock)
{
    auto manifest = update::parseManifest(file, key);
    if (!manifest)
        return std::unexpected(manifest.error());
    if (const auto fresh = update::checkExpiry(*manifest, clock.wall()); !fresh)
        return std::unexpected(fresh.error());
    if (const auto accepted = installation.accept(*manifest, key); !accepted)
        return std::unexpected(accepted.error());
    auto plan = update::planUpdate(installation, *manifest);
    if (!plan)
        return std::unexpected(plan.error());
    QStringList modified = plan->isModified ? pathsOf(plan->difference) : QStringList();
    update::Release target = plan->target;
    return Checked{.manifest = std::make_shared<const update::Manifest>(std::move(*manifest)),
                   .plan = std::move(*plan),
                   .target = std::move(target),
                   .modified = std::move(modified)};
}

} // namespace

Outcome<void> look(const QString &tree, const Clock &clock)
{
    if (!QFileInfo::exists(tree) && !QFileInfo::exists(tree + u".freshet"_s))
        return {};
    return withTree<void>(tree, clock, [](Installation &) { return Result<void>(); });
}

Outcome<Checked> check(const QString &tree, const QByteArray &manifest, const update::PublicKey &key,
                       const Clock &clock)
{
    return withTree<Checked>(
        tree, clock, [&](Installation &installation) { return checkOpened(installation, manifest, key, clock); });
}

Outcome<std::shared_ptr<update::RepairFetch>> repair(const QString &tree, const update::Manifest &manifest,
                                                     const update::PackFile &pack, const QString &beside,
                                                     const update::TreeDifference &difference, const Files &before,
                                                     const Clock &clock)
{
    using Made = std::shared_ptr<update::RepairFetch>;
    return withTree<Made>(tree, clock, [&](const Installation &installation) -> Result<Made> {
        const update::PackFile *full = update::fullPackBeside(manifest, pack);
        const auto base = installation.listing();
        if (!base)
            return std::unexpected(base.error());
        if (!full)
            return std::unexpected(Error{.code = UpdateError::NoRoute, .operation = u"update"_s, .object = pack.name});
        const auto there = [&beside](const update::PackFile &wanted) {
            const QString file = QDir(beside).filePath(wanted.name);
            return !beside.isEmpty() && update::isPack(file, wanted) ? file : QString();
        };
        return std::make_shared<update::RepairFetch>(
            update::RepairFetch::Request{.forward = {pack, before.pack.isEmpty() ? there(pack) : before.pack},
                                         .full = {*full, there(*full)},
                                         .base = *base,
                                         .difference = difference,
                                         .unlike = before.unlike,
                                         .directory = QFileInfo(installation.stateDirectory()).absoluteFilePath(),
                                         .mostRanges = maximumRanges});
    });
}

Outcome<Applied> apply(const QString &tree, const update::Manifest &manifest, const update::PackFile &pack,
                       const Files &files, const update::Installation::Change &how, const Clock &clock)
{
    return withTree<Applied>(tree, clock, [&](Installation &installation) -> Result<Applied> {
        const auto bytes = update::mapPath(files.pack);
        const auto full =
            files.full.isEmpty() ? Result<delta::FileBytes>(delta::FileBytes()) : update::mapPath(files.full);
        if (!bytes || !full)
            return std::unexpected(!bytes ? bytes.error() : full.error());
        const update::Release &release = *manifest.release(pack.to);
        update::Installation::Change change = how;
        change.to = {release.number, release.version, release.tree};
        change.full = pack.from == 0;
        change.repair = full->view();
        change.unlike = files.unlike;
        change.orders = manifest.orders;
        change.bytes = files.bytes;
        change.action = installation.state().installed.number == 0 ? u"install"_s : u"update"_s;
        const auto applied = installation.apply(bytes->view(), change);
        if (!applied && !installation.unlike().empty() && files.unlike.empty() && pack.from != 0)
            return Applied{installation.unlike()};
        if (!applied)
            return std::unexpected(applied.error());
        for (const QString &file : {files.pack, files.full})
            if (QFileInfo(file).absolutePath() == QFileInfo(installation.stateDirectory()).absoluteFilePath())
                QFile::remove(file);
        return Applied{};
    });
}

Outcome<void> rollBack(const QString &tree, const Clock &clock)
{
    return withTree<void>(tree, clock, [](Installation &installation) { return installation.rollback(); });
}

Outcome<QStringList> verify(const QString &tree, const Clock &clock)
{
    return withTree<QStringList>(
        tree, clock, [](const Installation &installation) { return installation.verify().transform(pathsOf); });
}

UpdateRoute describe(const update::Manifest &manifest, const delta::Route &route)
{
    UpdateRoute words{
        .kind = UpdateRoute::Kind::Nothing, .from = {}, .bytes = Bytes{route.bytes}, .packs = route.edges.size()};
    if (route.edges.empty())
        return words;
    if (route.edges.size() > 1) {
        words.kind = UpdateRoute::Kind::Chain;
        return words;
    }
    const update::PackFile &pack = manifest.packs[route.edges.front()];
    words.kind = pack.from == 0 ? UpdateRoute::Kind::Full : UpdateRoute::Kind::Forward;
    if (const update::Release *from = manifest.release(pack.from))
        words.from = from->version;
    for (const update::Release &release : manifest.releases)
        if (pack.from != 0 && release.number > pack.from && release.number < pack.to)
            words.kind = UpdateRoute::Kind::Direct; // one was skipped
    return words;
}

} // namespace freshet::desktop::tasks
