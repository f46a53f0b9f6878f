// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/UpdateTasks.h"

#include "core/base/UpdateError.h"
#include "core/meta/Sha256.h"
#include "core/update/Installation.h"

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

Result<delta::FileBytes> mapped(const QString &file)
{
    const QFileInfo info(file);
    const auto directory = update::openDirectory(info.absolutePath());
    if (!directory)
        return std::unexpected(directory.error());
    return update::mapFile(directory->get(), QFile::encodeName(info.fileName()).toStdString());
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
    const auto difference = installation.verify();
    if (!difference)
        return std::unexpected(difference.error());
    const std::uint64_t installed = installation.state().installed.number;
    const bool isModified = installed != 0 && difference->any();
    // What a rollback brought back may be a release with changes, of which no pack is.
    const update::Release *release = manifest->release(installed);
    const bool isRelease = release && release->tree == installation.state().installed.tree;
    auto plan = delta::planRoute(manifest->edges(), installed, manifest->releases.back().number,
                                 isRelease && !isModified ? delta::InstalledUse::All : delta::InstalledUse::None);
    if (!plan)
        return std::unexpected(Error{.code = UpdateError::NoRoute,
                                     .operation = u"plan update"_s,
                                     .object = manifest->releases.back().version,
                                     .kept = Kept::InputUntouched,
                                     .next = NextStep::AskPublisher});
    return Checked{.manifest = std::make_shared<const update::Manifest>(std::move(*manifest)),
                   .plan = std::move(*plan),
                   .modified = isModified ? pathsOf(*difference) : QStringList()};
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

bool isPack(const QString &file, const update::PackFile &pack)
{
    const auto bytes = mapped(file);
    return bytes && bytes->view().size() == pack.size && Sha256::of(std::as_bytes(bytes->view())) == pack.digest;
}

Outcome<void> apply(const QString &tree, const update::Manifest &manifest, const update::PackFile &pack,
                    const QString &file, const Clock &clock)
{
    return withTree<void>(tree, clock, [&](Installation &installation) -> Result<void> {
        const auto bytes = mapped(file);
        if (!bytes)
            return std::unexpected(bytes.error());
        const update::Release &release = *manifest.release(pack.to);
        const auto applied = installation.apply(
            bytes->view(), {.to = {release.number, release.version, release.tree},
                            .full = pack.from == 0,
                            .bytes = pack.size,
                            .action = installation.state().installed.number == 0 ? u"install"_s : u"update"_s});
        if (applied && QFileInfo(file).absolutePath() == QFileInfo(installation.stateDirectory()).absoluteFilePath())
            QFile::remove(file);
        return applied;
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
