// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/meta/MerkleStack.h"
#include "core/meta/Sha256.h"

#include <cstddef>
#include <span>

namespace freshet {

/// Streams bytes into the root of their merkle tree over 16 KiB blocks (BEP 52). Costs what one flat
/// SHA-256 over the bytes costs, and no memory. Reusable; one thread at a time.
class MerkleHasher {
public:
    /// Any amount at a time; whole blocks are fastest.
    void add(std::span<const std::byte> bytes);
    /// The root of a tree of 2^height leaves over everything added since the last `finish`.
    /// At least one byte and at most 2^height blocks were added.
    [[nodiscard]] Sha256Digest finish(int height);

private:
    void endBlock();

    Sha256 m_leaf;
    Sha256 m_node;
    MerkleStack m_stack;
    std::size_t m_inBlock = 0; ///< bytes of the current block; a full block is ended at once
};

} // namespace freshet
