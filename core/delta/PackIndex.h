// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Compression.h"
#include "core/delta/CopyCodec.h"
#include "core/delta/TreeListing.h"

namespace freshet::delta {

/// One thing of the new tree that is not the same as in the old one.
struct PackEntry {
    enum class Method : std::uint8_t {
        Attributes, ///< a directory, a link, or a file whose bytes are those of the old file of the same path
        Moved,      ///< the bytes of another old file
        Copies,     ///< copies, corrections, literals
        Dictionary, ///< compressed with the old file as dictionary
        Full,       ///< literals alone
    };
    TreeEntry target{}; ///< with a digest only where the old tree has the same bytes
    Method method = Method::Full;
    std::optional<std::size_t> base{}; ///< in the old listing
    bool addresses = false;            ///< addresses of linked code are predicted
    bool opened = false;               ///< both files are compared as what they contain
    std::uint64_t digestPrefix =
        0; ///< first 8 bytes of the SHA-256, big-endian: names the file that is wrong; the tree hash is the proof
    std::array<std::uint64_t, streamCount> lengths{}; ///< of its part of each stream
    std::array<std::uint64_t, streamCount> offsets{}; ///< where that begins

    [[nodiscard]] bool carriesBytes() const { return method >= Method::Copies; }
};

/// Unpacked bytes of a block, at most.
inline constexpr std::uint64_t blockSize = std::uint64_t{4} << 20;

struct PackBlock {
    Stream stream = Stream::Control;
    Codec codec = Codec::Stored;
    std::uint64_t packedSize = 0;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;                  ///< in the pack; not written, since blocks follow each other
    std::uint64_t begin = 0;                   ///< in the stream; likewise
    std::array<std::uint8_t, 16> hashPrefix{}; ///< of the SHA-256 of the packed bytes
};

/// Bytes of a pack.
struct PackRange {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    bool operator==(const PackRange &) const = default;
};

/// What a pack says about itself, at its end. The layout is in README.md.
struct PackIndex {
    Sha256Digest fromTree{}; ///< all zero: a full pack, of the empty tree
    Sha256Digest toTree{};
    std::vector<PackBlock> blocks;
    std::vector<std::size_t> removed; ///< in the old listing, ascending
    std::vector<PackEntry> entries;   ///< ascending by path

    [[nodiscard]] Octets encode(const TreeListing &from) const;
    /// Checks everything that can be checked without the blocks. `from` is the tree that the pack is applied to.
    /// Errors: DeltaFormat, DeltaWrongBase, DeltaTooLarge, TreePath.
    static Result<PackIndex> decode(OctetView bytes, const TreeListing &from);

    /// The blocks that these entries need, and what stands before the first block: ascending, not touching each other.
    [[nodiscard]] std::vector<PackRange> rangesOf(const std::vector<const PackEntry *> &wanted) const;
    /// The new listing: digests are there for files that the old tree has; the others' come with their bytes.
    [[nodiscard]] Result<TreeListing> targetListing(const TreeListing &from) const;
};

inline constexpr std::uint64_t headerSize = 8;
inline constexpr std::uint64_t trailerSize = 64;
inline constexpr std::array<std::uint8_t, 8> packMagic{'F', 'R', 'S', 'H', 'P', 'K', 2, 0};
inline constexpr std::array<std::uint8_t, 8> packEnd{'F', 'R', 'S', 'H', 'P', 'K', 'N', 'D'};
inline constexpr std::uint64_t maximumIndex = std::uint64_t{32} << 20; ///< unpacked

} // namespace freshet::delta
