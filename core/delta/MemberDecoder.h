// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Opened.h"

namespace freshet::delta {

/// Unpacks the member at the front of `packed` into `sink`, in portions, and returns how many packed bytes it took. `packed` may be
/// longer, except of LZ4, which does not say where it ends. Memory: 32 MiB for .xz, 16 MiB for LZ4, little for deflate.
/// Errors: DeltaFormat, DeltaTooLarge (more than `limit` bytes come out), what the sink says.
Result<std::uint64_t> decodeMember(Format format, OctetView packed, std::uint64_t limit, OctetSink &sink);

} // namespace freshet::delta
