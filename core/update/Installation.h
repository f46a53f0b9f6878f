// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/update/InstallState.h"
#include "core/update/Manifest.h"
#include "core/update/StagedTree.h"

#include <functional>

namespace freshet::update {

/// One installed tree and what is remembered of it, in the directory TREE.freshet beside it. The only one that changes either.
///
/// Invariant: whatever happens at any moment, TREE is exactly the old or exactly the new tree, and the next `open` finishes or undoes
/// what was under way. How: README.md. One process at a time holds it.
class Installation {
public:
    /// Opens, or begins, what is remembered of `tree`, and ends what was interrupted. `clock` outlives it.
    /// Errors: UpdateUnfinished (another process is at it), TreeUnknown (a tree is there that nothing is known of), disk errors.
    static Result<Installation> open(const QString &tree, const Clock &clock);

    [[nodiscard]] const InstallState &state() const { return m_state; }
    /// Reads every installed file. nullopt in place of a difference: nothing is installed.
    [[nodiscard]] Result<TreeDifference> verify() const;

    /// What is installed, as it should be.
    [[nodiscard]] Result<delta::TreeListing> listing() const;

    /// Refuses what is older than what was seen, or of another product or key. Remembers `manifest` as seen.
    /// Errors: ManifestOlder, ManifestSignature, InvalidArgument.
    Result<void> accept(const Manifest &manifest, const PublicKey &key);

    struct Change {
        InstalledRelease to{};
        bool full = false; ///< the pack is of the empty tree; what is installed may be anything
        /// The full pack of `to`, or those of its blocks that repairsOf asks for: what cannot be made of changed files, and what is
        /// `unlike`, is taken from it.
        delta::OctetView repair{};
        std::vector<std::string> unlike{};
        std::vector<RollbackOrder> orders{}; ///< of the signed manifest
        std::uint64_t bytes = 0;             ///< for the history
        QString action = QStringLiteral("update");
        /// Says whether the new tree, already in its place, is well. Unset: it is.
        std::function<bool()> check{};
        /// How much is done, in bytes of new files, which count once when they are written and once when the way back from them is made.
        /// It may wait, then everything does. False: stops, with Cancelled.
        std::function<bool(std::uint64_t done, std::uint64_t all)> progress{};
    };
    /// Changes the tree to what `pack` makes of it. Below the highest release that was installed only where an order leads from it. Errors: DeltaWrongBase, TreeModified, DigestMismatch, DiskFull, HealthCheck, ManifestOlder
    /// (below the floor, or vetoed before), what the pack's reader says. After an error the old tree is in its place.
    Result<void> apply(delta::OctetView pack, const Change &change);
    /// After apply failed: new files that this machine makes otherwise than the publisher. The full pack has them as they are.
    [[nodiscard]] const std::vector<std::string> &unlike() const { return m_unlike; }
    /// Back to the tree before, exactly. Errors: NoRoute (nothing is kept), as of apply.
    Result<void> rollback(std::function<bool()> check = {});

    /// Where packs may be put until they are applied; on the tree's filesystem.
    [[nodiscard]] const QString &stateDirectory() const { return m_place; }

private:
    Installation(QString tree, const Clock &clock);

    Result<void> recover();
    Result<void> save();
    /// `isNamed`: the file has its name, whether or not that could be synced.
    Result<void> save(const QString &name, const QByteArray &data, bool *isNamed = nullptr);
    Result<void> stage(delta::OctetView pack, const Change &change, bool isRollback);
    Result<void> makeReversePack(delta::PackReader &reader, const delta::TreeListing &base,
                                 const delta::TreeListing &from, int oldFd, const delta::TreeListing &to, int stagedFd,
                                 const Change &change, ReversePack &reverse);
    Result<void> switchTrees(bool &exchanged);
    Result<void> commit();
    /// After `error`, which came once the trees had changed places: they change back.
    Result<void> undo(const Error &error, const QString &record = {});
    Result<void> dropPending(const QString &record);
    Result<void> removeLeftOvers();
    Result<void> checkSpace(const delta::PackReader &pack, std::uint64_t extra) const;

    QString m_tree;
    QString m_place;
    const Clock *m_clock;
    UniqueFd m_parent;    ///< of the tree
    UniqueFd m_directory; ///< the state directory, locked
    std::string m_name;
    InstallState m_state;
    std::vector<std::string> m_unlike;
};

} // namespace freshet::update
