// SPDX-License-Identifier: GPL-3.0-or-later
// Under attack: PackReader, PackIndex and what they rebuild files with, which read packs that came from anywhere.
// Oracles: memory and output stay within what a file says of itself; what opens encodes to an index that opens again.
//
// Hashes cannot be guessed, so an input is the unpacked index and blocks, and the pack is put together around them: two bytes of length, the
// index, then the rest as one stored block.
#include "core/delta/PackReader.h"
#include "core/meta/Sha256.h"

#include <algorithm>
#include <cstdlib>

using namespace freshet;
using namespace freshet::delta;

namespace {

/// A small program-like file and a text: what packs refer to.
const TreeListing &baseTree()
{
    static const TreeListing tree =
        *TreeListing::make({{.path = "a", .mode = 0755, .size = 4096}, {.path = "b", .mode = 0644, .size = 100}});
    return tree;
}

void hashInto(OctetView bytes, Octets &out)
{
    const Sha256Digest digest = Sha256::of(std::as_bytes(bytes));
    for (const std::byte byte : digest.bytes())
        out.push_back(static_cast<std::uint8_t>(byte));
}

Octets packOf(OctetView index, OctetView blocks)
{
    Octets pack(packMagic.begin(), packMagic.end());
    pack.insert(pack.end(), blocks.begin(), blocks.end());
    pack.insert(pack.end(), index.begin(), index.end());
    put32(pack, static_cast<std::uint32_t>(index.size()));
    put32(pack, static_cast<std::uint32_t>(index.size()));
    put64(pack, static_cast<std::uint64_t>(Codec::Stored));
    hashInto(index, pack);
    put64(pack, pack.size() + 16);
    pack.insert(pack.end(), packEnd.begin(), packEnd.end());
    return pack;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::size_t indexSize = std::min<std::size_t>(static_cast<std::size_t>(data[0] | data[1] << 8), size - 2);
    Octets index(data + 2, data + 2 + indexSize);
    const OctetView blocks(data + 2 + indexSize, size - 2 - indexSize);
    // The right base, so that what follows is reached.
    if (index.size() >= 32) {
        Octets hash;
        for (const std::byte byte : baseTree().hash().bytes())
            hash.push_back(static_cast<std::uint8_t>(byte));
        std::ranges::copy(hash, index.begin());
    }
    // One block over everything that there is, with its right hash.
    if (index.size() >= 32 + 32 + 21 && index[64] == 1) {
        Octets hash;
        hashInto(blocks, hash);
        std::ranges::copy(hash.begin(), hash.begin() + 16, index.begin() + 69);
    }
    const Octets pack = packOf(index, blocks);
    auto reader = PackReader::open(pack, baseTree());
    if (!reader)
        return 0;
    const auto listing = reader->index().targetListing(baseTree());
    if (listing && listing->entries().size() > maximumEntries)
        std::abort();
    static const Octets bases(4096, 7);
    for (const PackEntry &entry : reader->index().entries) {
        if (!entry.carriesBytes() || entry.target.size > (1 << 22))
            continue;
        OctetBuffer out(entry.target.size);
        const OctetView base =
            entry.base ? OctetView(bases).first(baseTree().entries()[*entry.base].size) : OctetView();
        const auto rebuilt = reader->rebuild(entry, base, out);
        if (rebuilt && out.octets.size() != entry.target.size)
            std::abort();
    }
    return 0;
}
