// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Opened.h"
#include "core/delta/PackIndex.h"
#include "core/delta/Scratch.h"

#include <map>

namespace freshet::delta {

/// A pack that came from elsewhere, read from where it lies in memory or is mapped. Nothing in it is believed: the index is checked when
/// it is opened, each block against its hash when it is first used. Holds the index, and one unpacked block per stream.
class PackReader {
public:
    /// `pack` and `scratch` outlive the reader. `from`: the listing of the tree it is applied to, empty for a full pack. `scratch`: for large
    /// opened files; nullptr: they are held in memory.
    /// Errors: DeltaFormat, DeltaWrongBase, DeltaTooLarge, DeltaCorrupt, TreePath.
    static Result<PackReader> open(OctetView pack, const TreeListing &from, const Scratch *scratch = nullptr);

    /// Where the index and the trailer lie in a pack of `size` bytes that ends with these. Errors: DeltaFormat.
    static Result<PackRange> indexRange(OctetView end, std::uint64_t size);

    [[nodiscard]] const PackIndex &index() const { return m_index; }

    /// The new file into `sink`: exactly target.size bytes or an error, and never a byte more. `base`: the bytes of entry.base, if there
    /// is one. Only for entries that carry bytes. Errors: DeltaFormat, DeltaCorrupt, DeltaTooLarge, what the sink says.
    Result<void> rebuild(const PackEntry &entry, OctetView base, OctetSink &sink);
    /// The copies of an entry made of copies; of the opened files where it is opened.
    Result<std::vector<Copy>> copies(const PackEntry &entry, std::uint64_t oldSize, std::uint64_t newSize);
    /// The opened old file of an entry that is opened; `members` are those of its recipe. Kept between the way forth and the way back where
    /// there is scratch, up to keptOpened. Errors: as of openBase.
    Result<FileBytes> openedBase(const PackEntry &entry, const std::vector<Member> &members, OctetView base);
    /// Room that scratch files take at a time, about: of the old and the new one of the file that opens to most, and of what is kept.
    Result<std::uint64_t> scratchSize();
    /// Lets go of unpacked blocks.
    void rest() { m_unpacked = {}; }
    /// One stream's part of an entry as a whole.
    Result<Octets> part(const PackEntry &entry, Stream stream);

private:
    struct Unpacked {
        std::size_t number = ~std::size_t{0}; ///< of the block in the index
        Octets bytes;
    };
    class Cursor;

    PackReader(OctetView pack, PackIndex index, const Scratch *scratch);
    /// What the block that holds this byte of a stream has from it on.
    Result<OctetView> from(Stream stream, std::uint64_t offset);
    Result<void> rebuildCopies(const PackEntry &entry, OctetView base, OctetSink &sink);

    OctetView m_pack;
    PackIndex m_index;
    const Scratch *m_scratch;
    std::array<std::vector<std::size_t>, streamCount> m_blocks; ///< of each stream, in m_index.blocks
    std::array<Unpacked, streamCount> m_unpacked;
    struct Place {
        std::uint64_t begin = 0;
        std::uint64_t size = 0;
    };
    std::map<const PackEntry *, Place> m_keptPlaces; ///< in what is kept
    std::unique_ptr<ScratchFile> m_keeping;
    std::uint64_t m_keptSize = 0;
    FileBytes m_kept; ///< once it is read
};

} // namespace freshet::delta
