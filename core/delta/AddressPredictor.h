// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/CopyCodec.h"

#include <memory>

namespace freshet::delta {

/// Predicts addresses in linked x86-64 and AArch64 code: the list of copies says where everything that an old address meant has gone. The
/// facts that a pack carries for it are the new file's loaded segments; `fresh` of the publisher is read for nothing else.
///
/// nullptr when one of the files is no such code.
std::unique_ptr<Predictor> makeAddressPredictor(OctetView old, OctetView fresh, const std::vector<Copy> &copies);
/// Appends what readAddressPredictor reads.
void putAddressFacts(OctetView fresh, Octets &out);
/// nullptr when the facts or the old file do not allow it.
std::unique_ptr<Predictor> readAddressPredictor(OctetReader &facts, OctetView old, const std::vector<Copy> &copies);

/// The file with the operands of code set to zero, so that code that only moved looks the same; nullopt when it is no linked code.
std::optional<Octets> withoutOperands(OctetView file);
/// All of the old file as `predictor` sees it in the new one, according to `copies`.
Octets predictedImage(OctetView old, const std::vector<Copy> &copies, const Predictor &predictor);

} // namespace freshet::delta
