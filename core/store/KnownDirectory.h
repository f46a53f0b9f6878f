// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/base/UniqueFd.h"

#include <QString>

#include <cstdint>

namespace freshet {

/// What it takes to find an open directory again after its descriptor is gone, and to be sure that it is the same one. The path is
/// only where to look: what is believed is the inode, its owner and its filesystem (by device number, or by the filesystem's own id,
/// because device numbers may change with a reboot).
struct KnownDirectory {
    QString path; ///< absolute, as the kernel tells it: no links in it
    std::uint64_t device = 0;
    std::uint64_t filesystem = 0; ///< statfs' f_fsid; 0: it has none
    std::uint64_t inode = 0;
    std::uint32_t owner = 0;

    /// Errors: disk codes.
    static Result<KnownDirectory> of(int directory);
    /// Opens it for creating files in it. Follows no link at the end of the path. Blocking. Error: OutputGone when it is not there,
    /// or another directory is in its place, or nothing can be written there.
    [[nodiscard]] Result<UniqueFd> reopen() const;

    bool operator==(const KnownDirectory &) const = default;
};

} // namespace freshet
