// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

namespace freshet {

/// A stretch of bytes. `length` > 0.
struct Extent {
    Bytes offset;
    Bytes length;
    bool operator==(const Extent &) const = default;
};

} // namespace freshet
