// SPDX-License-Identifier: GPL-3.0-or-later
// Under attack: decodeHashSpan, decodeHashes, isInTree and provesSpan: what a peer says of a content's merkle tree (BEP 52). The first
// byte chooses the geometry.
// Oracles: only spans of a bounded size exist in a tree; whatever is proven up to the root is what the tree holds.
#include "core/meta/MerkleLayer.h"
#include "core/wire/WireEncoder.h"

#include <cstdint>
#include <cstdlib>

using namespace freshet;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

const Geometry geometries[] = {Geometry(Bytes{5 * 65536 + 1}, 64_KiB), Geometry(Bytes{3 * 16384}, 1_MiB),
                               Geometry(9_MiB, 1_MiB), Geometry(1_B, 16_KiB), Geometry(maximumContentLength, 64_MiB)};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1 + 48)
        return 0;
    const Geometry &geometry = geometries[data[0] % std::size(geometries)];
    const auto payload = std::as_bytes(std::span(data + 1, size - 1));
    const HashSpan span = decodeHashSpan(payload);
    std::vector<std::byte> written;
    WireEncoder(written).hashes(WireMessageId::HashRequest, span);
    require(decodeHashSpan(std::span(written).subspan(5)) == span);
    if (!isInTree(geometry, span))
        return 0;
    require(answerSize(span) <= HashSpan::maximumLength + 64);
    const auto hashes = decodeHashes(payload);
    if (!hashes)
        return 0;
    // A content of zero hashes has a root that everybody can compute: the longest proof that an input can hold.
    Sha256 hash;
    const Sha256Digest root = merklePadding(hash, geometry.pieceTreeHeight() + geometry.layerTreeHeight());
    if (!provesSpan(geometry, span, *hashes, *PiecesRoot::fromBytes(root.bytes())))
        return 0;
    const Sha256Digest node = merklePadding(hash, static_cast<int>(span.baseLayer));
    for (std::uint32_t i = 0; i < span.length; ++i)
        require((*hashes)[i] == node);
    return 0;
}
