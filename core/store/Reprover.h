// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/store/PrefixDigest.h"
#include "core/store/StoreTypes.h"

#include <QString>

#include <atomic>
#include <memory>

namespace freshet {

/// The pieces of `which` that are on disk as the verifier wants them. A piece that cannot be read is not there.
/// Blocking; reads one piece at a time. Cancelled when `cancel` becomes true.
Result<PieceSet> provePieces(int fd, const PieceVerifier &verifier, const PieceSet &which,
                             const std::atomic<bool> &cancel);

/// SHA-256 of the first `length` bytes, ready to go on. FileChanged when there are fewer.
Result<std::shared_ptr<PrefixDigest>> hashPrefix(int fd, Bytes length, const QString &displayPath,
                                                 const std::atomic<bool> &cancel);

} // namespace freshet
