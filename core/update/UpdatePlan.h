// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/update/Installation.h"

namespace freshet::update {

/// What is known before an installed tree is changed.
struct UpdatePlan {
    delta::RoutePlan routes{};
    Release target{};            ///< where they lead
    TreeDifference difference{}; ///< of what is installed
    bool isModified = false;     ///< something is installed, and not as it was
    bool isRepair = false;       ///< the best route takes what changed files are needed for out of the full pack
};

/// Reads every installed file and finds the cheapest route to the release that `manifest` wants here (Manifest::target), which `installation` has accepted.
/// `fullOnly`: whatever is installed. Errors: NoRoute, as of Installation::verify.
Result<UpdatePlan> planUpdate(const Installation &installation, const Manifest &manifest, bool fullOnly = false);

/// The full pack of the release that `pack` leads to; nullptr: there is none.
const PackFile *fullPackBeside(const Manifest &manifest, const PackFile &pack);

/// Whether the file at `path` is exactly the pack.
bool isPack(const QString &path, const PackFile &pack);

} // namespace freshet::update
