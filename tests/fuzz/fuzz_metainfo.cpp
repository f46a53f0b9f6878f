// SPDX-License-Identifier: GPL-3.0-or-later
// Under attack: parseMetainfo, which decides what a content is and which bytes will be believed (attacks A10, A11).
// Oracles, where it accepts: encodeMetainfo gives a file that parses to the same value; the identity is the hash of
// the info dictionary; the piece layer proves up to the pieces root, checked here by a plain padded tree; the
// name breaks no rule; every source is a source URL.
//
// A mutated file hardly ever proves, so inputs that start with 'b' are built instead: the bytes after it choose
// length, piece length, layer, name and sources, and what buildMetainfo makes must be accepted.
#include "core/meta/BlockProof.h"
#include "core/meta/MerkleLayer.h"
#include "core/meta/Metainfo.h"
#include "core/meta/NameRules.h"
#include "core/meta/Sha1.h"
#include "core/meta/Sha256.h"
#include "core/meta/SourceUrl.h"

#include <fuzzer/FuzzedDataProvider.h>

#include <cstdint>
#include <cstdlib>
#include <ranges>
#include <string>

using namespace freshet;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

std::span<const std::byte> bytesOf(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

/// The root of the whole tree with all its padding spelled out.
Sha256Digest plainRoot(std::vector<Sha256Digest> nodes, const Geometry &geometry)
{
    Sha256 hash;
    Sha256Digest padding;
    for (int i = 0; i < geometry.pieceTreeHeight(); ++i) {
        hash.add(padding.bytes());
        hash.add(padding.bytes());
        padding = hash.finish();
    }
    while (nodes.size() & (nodes.size() - 1))
        nodes.push_back(padding);
    for (; nodes.size() > 1; nodes.resize(nodes.size() / 2)) {
        for (std::size_t i = 0; i < nodes.size() / 2; ++i) {
            hash.add(nodes[2 * i].bytes());
            hash.add(nodes[2 * i + 1].bytes());
            nodes[i] = hash.finish();
        }
    }
    return nodes[0];
}

void checkAccepted(const Metainfo &metainfo)
{
    const Geometry &geometry = metainfo.geometry;
    require(geometry.contentLength() >= 1_B && geometry.contentLength() <= maximumContentLength);
    require(Geometry::isLegalPieceLength(geometry.pieceLength()));
    require(metainfo.pieceLayer.size() == geometry.pieceCount());
    require(!metainfo.isHybrid() || metainfo.v1Pieces.size() == geometry.pieceCount());
    require(metainfo.isHybrid() == metainfo.v1InfoHash.has_value());
    require(!brokenNameRule(metainfo.name));
    require(std::ranges::all_of(metainfo.sources, isSourceUrl));
    require(std::ranges::equal(metainfo.contentId.bytes(), Sha256::of(bytesOf(metainfo.infoBytes)).bytes()));
    require(!metainfo.isHybrid() || *metainfo.v1InfoHash == Sha1::of(bytesOf(metainfo.infoBytes)));
    if (metainfo.pieceLayer.size() <= 4096)
        require(std::ranges::equal(plainRoot(metainfo.pieceLayer, geometry).bytes(), metainfo.piecesRoot.bytes()));

    const std::string encoded = encodeMetainfo(metainfo);
    const Result<Metainfo> again = parseMetainfo(bytesOf(encoded));
    require(again.has_value() && *again == metainfo);
}

void buildOne(FuzzedDataProvider in)
{
    const Bytes pieceLength{std::uint64_t{1} << in.ConsumeIntegralInRange(13, 27)};
    const std::uint32_t pieces = in.ConsumeIntegralInRange(0U, 300U);
    const std::uint64_t last = in.ConsumeIntegralInRange<std::uint64_t>(0, pieceLength.value());
    ContentHashes hashes{
        .geometry = {Bytes{pieces * pieceLength.value() + last}, pieceLength}, .pieceLayer = {}, .v1Pieces = {}};
    const bool hybrid = in.ConsumeBool();
    const std::string seed = in.ConsumeRandomLengthString(8);
    for (std::uint32_t i = 0; i < pieces + (last > 0 ? 1 : 0); ++i) {
        const std::string piece = seed + std::to_string(i);
        hashes.pieceLayer.push_back(Sha256::of(bytesOf(piece)));
        if (hybrid)
            hashes.v1Pieces.push_back(Sha1::of(bytesOf(piece)));
    }
    std::vector<std::string> sources;
    while (in.ConsumeBool() && sources.size() < 70)
        sources.push_back((in.ConsumeBool() ? "http://h/" : "") + in.ConsumeRandomLengthString(40));
    const Result<Metainfo> built =
        buildMetainfo(in.ConsumeRemainingBytesAsString(), std::move(hashes), std::move(sources));
    if (!built)
        return;
    checkAccepted(*built);
    const Result<Metainfo> parsed = parseMetainfo(bytesOf(encodeMetainfo(*built)));
    require(parsed.has_value() && *parsed == *built);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size > 0 && data[0] == 'b') {
        buildOne({data + 1, size - 1});
        return 0;
    }
    if (const Result<Metainfo> metainfo = parseMetainfo(std::as_bytes(std::span(data, size))))
        checkAccepted(*metainfo);
    return 0;
}
