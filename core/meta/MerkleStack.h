// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/meta/Sha256.h"

#include <array>
#include <cstdint>

namespace freshet {

/// Builds a merkle tree from left to right, keeping one node per level: the roots of the complete
/// subtrees so far, like the digits of a binary counter.
/// Invariant: bit i of the count is set exactly when m_nodes[i] is in use.
class MerkleStack {
public:
    /// Appends a node of the lowest level.
    void push(Sha256 &hash, const Sha256Digest &node);
    /// The root of a tree of 2^height lowest nodes, of which those not pushed are `padding`; the stack is
    /// empty afterwards. 1 ≤ pushed nodes ≤ 2^height.
    [[nodiscard]] Sha256Digest finish(Sha256 &hash, int height, Sha256Digest padding);

private:
    std::array<Sha256Digest, 48> m_nodes{};
    std::uint64_t m_count = 0;
};

} // namespace freshet
