// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/Arguments.h"
#include "core/update/Installation.h"
#include "core/update/Publisher.h"

namespace freshet::ctl {

// The actions of "freshetctl update"; each takes the arguments behind its name.
int updatePublish(const QStringList &arguments);
int updateCompare(const QStringList &arguments);
int updatePlan(const QStringList &arguments);
int updateApply(const QStringList &arguments);

/// VERSION=PATH arguments as releases, oldest first. Errors: InvalidArgument, as of ReleaseTree::open.
Result<std::vector<update::ReleaseTree>> openSeries(const QStringList &words, const QString &work);

/// Says whether the tree is well: a program that gets the tree's path as its argument, and FRESHET_TREE, and ends with 0 within `seconds`.
std::function<bool()> healthCheck(const QString &program, const QString &tree, int seconds);

/// "1 2.0.1", or "nothing".
QString releaseName(const update::InstalledRelease &release);

} // namespace freshet::ctl
