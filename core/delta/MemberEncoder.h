// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Opened.h"

namespace freshet::delta {

/// Compresses one member, byte for byte as its maker did. What it makes depends on the bytes alone, not on how they are portioned.
class MemberEncoder {
public:
    virtual ~MemberEncoder() = default;
    virtual Result<void> add(OctetView bytes, OctetSink &sink) = 0;
    virtual Result<void> finish(OctetSink &sink) = 0;

    [[nodiscard]] static bool exists(Closer closer, std::uint8_t parameter);
    /// nullptr: there is no such encoder.
    static std::unique_ptr<MemberEncoder> make(Closer closer, std::uint8_t parameter);
};

} // namespace freshet::delta
