// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <QString>

namespace freshet::update {

/// Unpacks a release into the empty directory `directory`, from a package that is told by its content and name: .deb (its data), .tar and
/// .tar.gz/.bz2/.xz/.zst, .zip, .7z. Modes and links are kept, owners and times are not; an archive with hard links is refused.
/// Errors: ArchiveForm (cannot be read, devices, hard links), TreePath (A11, A13), DeltaTooLarge (A14: more than `limit` bytes in all), disk errors.
Result<void> unpackPackage(const QString &package, int directory, std::uint64_t limit);

} // namespace freshet::update
