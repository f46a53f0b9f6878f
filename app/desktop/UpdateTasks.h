// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/UpdateSource.h"
#include "core/update/RepairFetch.h"
#include "core/update/UpdatePlan.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

/// What is done to an installed tree, on a worker thread: reads and hashes every file, and blocks as long as that takes. Each of these opens the tree for itself, and says afterwards what is remembered of it.
namespace freshet::desktop::tasks {

/// What is remembered of a tree.
struct Remembered {
    QString product;
    QString installed;
    std::uint64_t number = 0; ///< of the installed release; 0: none
    QString rollbackTo;
    Bytes rollbackBytes;
    QString directory; ///< where packs may be put
    std::vector<UpdateHistoryRow> history;
};

struct Checked {
    std::shared_ptr<const update::Manifest> manifest;
    update::UpdatePlan plan;
    update::Release target; ///< where the plan leads
    QStringList modified;
};

/// Files that a release is made of, on their way into a tree.
struct Files {
    QString pack{};
    QString full{};                    ///< the full pack, or what is needed of it; empty: nothing is
    std::vector<std::string> unlike{}; ///< new files that are taken out of `full` for that they were not made right
    std::uint64_t bytes = 0;           ///< that were obtained
};

/// How applying ended.
struct Applied {
    std::vector<std::string> unlike{}; ///< not empty: nothing was changed, these have to be taken out of the full pack
};

/// How something ended; what is remembered is known also when it failed, but for a tree that cannot be opened.
template <typename T>
struct Outcome {
    std::optional<Remembered> remembered{};
    Result<T> result{};
};

/// What is remembered. A tree that nothing is known of, and where nothing is, is left alone.
Outcome<void> look(const QString &tree, const Clock &clock);
/// The manifest is the publisher's, not too old, and of this product; every installed file is looked at; the cheapest route. Errors: as of Installation, parseManifest, NoRoute.
Outcome<Checked> check(const QString &tree, const QByteArray &manifest, const update::PublicKey &key,
                       const Clock &clock);
/// What has to be obtained where not everything can be made of what is installed. `beside`: a directory that may hold the packs; empty: none.
/// `before`: what was obtained of `pack`, and what was refused. Errors: NoRoute, as of Installation.
Outcome<std::shared_ptr<update::RepairFetch>> repair(const QString &tree, const update::Manifest &manifest,
                                                     const update::PackFile &pack, const QString &beside,
                                                     const update::TreeDifference &difference, const Files &before,
                                                     const Clock &clock);
/// One pack of a route. Files in the tree's own directory go afterwards. `how`: what is not said of the change elsewhere.
Outcome<Applied> apply(const QString &tree, const update::Manifest &manifest, const update::PackFile &pack,
                       const Files &files, const update::Installation::Change &how, const Clock &clock);
Outcome<void> rollBack(const QString &tree, const Clock &clock);
/// The files that are not what was installed.
Outcome<QStringList> verify(const QString &tree, const Clock &clock);

/// A route in the words of the UI.
UpdateRoute describe(const update::Manifest &manifest, const delta::Route &route);

} // namespace freshet::desktop::tasks
