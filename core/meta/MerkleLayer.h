// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/meta/Sha256.h"

#include <cstdint>
#include <span>

namespace freshet {

// Arithmetic of BEP 52 merkle trees. A leaf is the SHA-256 of one block; leaves missing up to the next
// power of two are 32 zero bytes (not the hash of zero bytes); a node is the SHA-256 of its two children.

/// The number of levels above the leaves of the smallest tree that holds `leaves` (≥ 1): ceil(log2(leaves)).
int merkleHeight(std::uint64_t leaves);

/// SHA-256(left ‖ right).
Sha256Digest merkleParent(Sha256 &hash, const Sha256Digest &left, const Sha256Digest &right);

/// Root of a subtree of 2^height missing leaves: what stands for absent pieces and blocks.
Sha256Digest merklePadding(Sha256 &hash, int height);

/// Root over `layer` (not empty), whose nodes are roots of subtrees of 2^nodeHeight leaves; missing nodes
/// up to the next power of two are padding of that height. nodeHeight 0: `layer` holds leaf hashes.
/// Needs no memory beyond one node per level.
Sha256Digest merkleRoot(Sha256 &hash, std::span<const Sha256Digest> layer, int nodeHeight);

} // namespace freshet
