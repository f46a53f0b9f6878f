// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/Brake.h"
#include "app/desktop/UpdateTasks.h"

#include <QFileInfo>

#include <functional>
#include <memory>

namespace freshet::desktop {

/// A product that is looked after: what is shown of it, where it comes from, and how far what is under way has come. Lives on the thread of the window.
struct FollowedProduct {
    UpdateProduct row;
    QString manifest;                              ///< as it was given: a path or a URL
    QString keyFile;                               ///< PEM
    QString directory;                             ///< for packs; empty: not known yet
    QByteArray manifestRead;                       ///< at the last check, signed
    std::shared_ptr<const update::Manifest> offer; ///< what it says
    update::UpdatePlan plan;                       ///< for that offer
    std::size_t nextEdge = 0;                      ///< of the plan, while it is applied
    tasks::Files files;                            ///< of that edge
    std::shared_ptr<update::RepairFetch> repair;   ///< of that edge; the worker's while it has something to do
    std::shared_ptr<Brake> brake = std::make_shared<Brake>();
    bool applies = false; ///< is brought to the offer after the check
    SourceBytes before;   ///< by the jobs that are done
    Bytes there;          ///< of the route: packs that were found, and what those jobs obtained
    bool seen = false;    ///< the job was in a picture
    std::function<void(FollowedProduct &)> arrived; ///< what the job obtains is there

    [[nodiscard]] bool hasUrl() const { return manifest.contains(QStringLiteral("://")); }
    /// The directory that the manifest is in; empty: it is at a URL.
    [[nodiscard]] QString besideManifest() const { return hasUrl() ? QString() : QFileInfo(manifest).absolutePath(); }
};

} // namespace freshet::desktop
