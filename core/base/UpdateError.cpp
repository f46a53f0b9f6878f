// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/UpdateError.h"

#include <array>
#include <utility>

namespace freshet {

QString updateErrorName(ErrorCode code)
{
    static constexpr auto names = std::to_array<const char *>({
        "DELTA_FORMAT",
        "DELTA_CORRUPT",
        "DELTA_TOO_LARGE",
        "DELTA_WRONG_BASE",
        "TREE_PATH",
        "TREE_MODIFIED",
        "TREE_UNKNOWN",
        "UPDATE_UNFINISHED",
        "MANIFEST_SYNTAX",
        "MANIFEST_SIGNATURE",
        "MANIFEST_OLDER",
        "MANIFEST_EXPIRED",
        "NO_ROUTE",
        "HEALTH_CHECK",
        "ARCHIVE_FORM",
    });
    static_assert(names.size() == UpdateError::last - UpdateError::first + 1);
    const int index = std::to_underlying(code) - UpdateError::first;
    return index >= 0 && index < static_cast<int>(names.size())
               ? QString::fromLatin1(names[static_cast<std::size_t>(index)])
               : QString();
}

} // namespace freshet
