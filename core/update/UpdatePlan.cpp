// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/update/UpdatePlan.h"

#include "core/base/UpdateError.h"
#include "core/meta/Sha256.h"

#include <algorithm>

namespace freshet::update {

namespace {

/// About what changed files take in the full pack of a release: what they are of all files.
std::uint64_t repairGuess(const Manifest &manifest, const Release &newest, const TreeDifference &difference)
{
    for (const PackFile &pack : manifest.packs)
        if (pack.from == 0 && pack.to == newest.number)
            return static_cast<std::uint64_t>(static_cast<double>(pack.size) * static_cast<double>(difference.bytes)
                                              / static_cast<double>(std::max<std::uint64_t>(newest.bytes, 1)));
    return 0;
}

} // namespace

Result<UpdatePlan> planUpdate(const Installation &installation, const Manifest &manifest, bool fullOnly)
{
    const auto difference = installation.verify();
    if (!difference)
        return std::unexpected(difference.error());
    const InstalledRelease &installed = installation.state().installed;
    UpdatePlan plan{.difference = *difference, .isModified = installed.number != 0 && difference->any()};
    // What a rollback brought back may be a release with changes, of which no pack is.
    const Release *release = manifest.release(installed.number);
    const bool isRelease = release && release->tree == installed.tree;
    const delta::InstalledUse use = !isRelease || fullOnly ? delta::InstalledUse::None
                                    : plan.isModified      ? delta::InstalledUse::Repaired
                                                           : delta::InstalledUse::All;
    const Release &target = manifest.target(installed.number, installation.state().releaseFloor);
    auto routes = delta::planRoute(manifest.edges(), installed.number, target.number, use,
                                   repairGuess(manifest, target, *difference));
    if (!routes)
        return std::unexpected(Error{.code = UpdateError::NoRoute,
                                     .operation = QStringLiteral("plan update"),
                                     .object = target.version,
                                     .kept = Kept::InputUntouched,
                                     .next = NextStep::AskPublisher});
    plan.target = target;
    plan.routes = std::move(*routes);
    plan.isRepair =
        plan.isModified && !plan.routes.best.edges.empty() && manifest.packs[plan.routes.best.edges.front()].from != 0;
    return plan;
}

const PackFile *fullPackBeside(const Manifest &manifest, const PackFile &pack)
{
    const auto it = std::ranges::find_if(
        manifest.packs, [&pack](const PackFile &other) { return other.from == 0 && other.to == pack.to; });
    return it == manifest.packs.end() ? nullptr : &*it;
}

bool isPack(const QString &path, const PackFile &pack)
{
    const auto bytes = mapPath(path);
    return bytes && bytes->view().size() == pack.size && Sha256::of(std::as_bytes(bytes->view())) == pack.digest;
}

} // namespace freshet::update
