// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/Metainfo.h"

#include "core/meta/BencodeWriter.h"
#include "core/meta/MerkleLayer.h"
#include "core/meta/NameRules.h"
#include "core/meta/Sha1.h"
#include "core/meta/Sha256.h"
#include "core/meta/SourceUrl.h"

#include <utility>

namespace freshet {

namespace {

std::unexpected<Error> refuseToBuild(ErrorCode code, const QString &object, const QString &detail = {})
{
    return std::unexpected(
        Error{code, QStringLiteral("make metadata"), object, detail, Kept::InputUntouched, NextStep::CorrectInput});
}

std::string_view text(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

template <typename D>
std::string concatenated(const std::vector<D> &digests)
{
    std::string bytes;
    bytes.reserve(digests.size() * D::size);
    for (const D &digest : digests)
        bytes += text(digest.bytes());
    return bytes;
}

/// The info dictionary of a single file (BEP 52), with the v1 keys of BEP 3 when hybrid.
std::string encodeInfo(const Metainfo &metainfo)
{
    const auto length = static_cast<std::int64_t>(metainfo.geometry.contentLength().value());
    BencodeWriter out;
    out.beginDictionary();
    out.key("file tree").beginDictionary();
    out.key(metainfo.name).beginDictionary().key("").beginDictionary();
    out.key("length").integer(length);
    out.key("pieces root").string(text(metainfo.piecesRoot.bytes()));
    out.end().end().end();
    if (metainfo.isHybrid())
        out.key("length").integer(length);
    out.key("meta version").integer(2);
    out.key("name").string(metainfo.name);
    out.key("piece length").integer(static_cast<std::int64_t>(metainfo.geometry.pieceLength().value()));
    if (metainfo.isHybrid())
        out.key("pieces").string(concatenated(metainfo.v1Pieces));
    out.end();
    return out.take();
}

/// What stands in the way of building, if anything.
std::optional<std::unexpected<Error>> obstacle(const std::string &name, const ContentHashes &hashes,
                                               const std::vector<std::string> &sources)
{
    const Geometry &geometry = hashes.geometry;
    const QString object = QString::fromUtf8(name);
    if (geometry.contentLength() == 0_B)
        return refuseToBuild(ErrorCode::EmptyContent, object);
    if (geometry.contentLength() > maximumContentLength)
        return refuseToBuild(ErrorCode::MetaLength, object);
    if (!Geometry::isLegalPieceLength(geometry.pieceLength()))
        return refuseToBuild(ErrorCode::MetaPieceLength, object, QString::number(geometry.pieceLength().value()));
    if (hashes.pieceLayer.size() != geometry.pieceCount()
        || (!hashes.v1Pieces.empty() && hashes.v1Pieces.size() != geometry.pieceCount()))
        return refuseToBuild(ErrorCode::InvalidArgument, object);
    if (const std::optional<ErrorCode> broken = brokenNameRule(name))
        return refuseToBuild(*broken, object);
    if (sources.size() > MetainfoLimits{}.maximumSources)
        return refuseToBuild(ErrorCode::MetaUrl, object, QStringLiteral("%1 sources").arg(sources.size()));
    for (std::size_t i = 0; i < sources.size(); ++i)
        if (!isSourceUrl(sources[i]))
            return refuseToBuild(ErrorCode::MetaUrl, object, QStringLiteral("source %1").arg(i + 1));
    return std::nullopt;
}

} // namespace

std::vector<std::string> Metainfo::downloadUrls() const
{
    std::vector<std::string> urls;
    urls.reserve(sources.size());
    for (const std::string &source : sources)
        urls.push_back(resolveSourceUrl(source, name));
    return urls;
}

Result<Metainfo> buildMetainfo(std::string name, ContentHashes hashes, std::vector<std::string> sources)
{
    if (auto refusal = obstacle(name, hashes, sources))
        return std::move(*refusal);

    Metainfo metainfo{.name = std::move(name),
                      .geometry = hashes.geometry,
                      .piecesRoot = {},
                      .pieceLayer = std::move(hashes.pieceLayer),
                      .v1Pieces = std::move(hashes.v1Pieces),
                      .sources = std::move(sources),
                      .infoBytes = {},
                      .contentId = {},
                      .v1InfoHash = {}};
    Sha256 hash;
    const Sha256Digest root = merkleRoot(hash, metainfo.pieceLayer, metainfo.geometry.pieceTreeHeight());
    metainfo.piecesRoot = *PiecesRoot::fromBytes(root.bytes());
    metainfo.infoBytes = encodeInfo(metainfo);
    const std::span<const std::byte> info = std::as_bytes(std::span(metainfo.infoBytes));
    metainfo.contentId = *ContentId::fromBytes(Sha256::of(info).bytes());
    if (metainfo.isHybrid())
        metainfo.v1InfoHash = Sha1::of(info);

    // What is made here must be accepted by parseMetainfo everywhere.
    std::size_t bytes = metainfo.infoBytes.size() + metainfo.pieceLayer.size() * Sha256Digest::size + 1024;
    for (const std::string &source : metainfo.sources)
        bytes += source.size() + 16;
    if (bytes > MetainfoLimits{}.maximumBytes)
        return refuseToBuild(ErrorCode::MetaPieceCount, QString::fromUtf8(metainfo.name));
    return metainfo;
}

std::string encodeMetainfo(const Metainfo &metainfo)
{
    BencodeWriter out;
    out.beginDictionary();
    out.key("info").encoded(metainfo.infoBytes);
    if (metainfo.geometry.pieceCount() > 1) {
        // The layer of a single piece is the pieces root itself, which the info dictionary holds (BEP 52).
        out.key("piece layers").beginDictionary();
        out.key(text(metainfo.piecesRoot.bytes())).string(concatenated(metainfo.pieceLayer));
        out.end();
    }
    if (metainfo.sources.size() == 1) {
        out.key("url-list").string(metainfo.sources.front());
    } else if (metainfo.sources.size() > 1) {
        out.key("url-list").beginList();
        for (const std::string &source : metainfo.sources)
            out.string(source);
        out.end();
    }
    out.end();
    return out.take();
}

} // namespace freshet
