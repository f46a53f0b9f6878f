// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/UpdateSource.h"
#include "core/delta/RoutePlan.h"
#include "core/update/Manifest.h"

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
    delta::RoutePlan plan;
    QStringList modified;
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
/// Whether `file` holds exactly the pack.
bool isPack(const QString &file, const update::PackFile &pack);
/// One pack of a route, out of `file`, which goes afterwards if it is in the tree's own directory.
Outcome<void> apply(const QString &tree, const update::Manifest &manifest, const update::PackFile &pack,
                    const QString &file, const Clock &clock);
Outcome<void> rollBack(const QString &tree, const Clock &clock);
/// The files that are not what was installed.
Outcome<QStringList> verify(const QString &tree, const Clock &clock);

/// A route in the words of the UI.
UpdateRoute describe(const update::Manifest &manifest, const delta::Route &route);

} // namespace freshet::desktop::tasks
