// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/BencodeItem.h"
#include "core/meta/BencodeTape.h"
#include "core/meta/MerkleLayer.h"
#include "core/meta/MetaError.h"
#include "core/meta/Metainfo.h"
#include "core/meta/NameRules.h"
#include "core/meta/Sha1.h"
#include "core/meta/Sha256.h"
#include "core/meta/SourceUrl.h"

#include <optional>
#include <utility>

namespace freshet {

namespace {

std::span<const std::byte> bytesOf(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

template <typename D>
std::vector<D> digestsOf(std::string_view text)
{
    std::vector<D> digests;
    digests.reserve(text.size() / D::size);
    for (std::span<const std::byte> rest = bytesOf(text); !rest.empty(); rest = rest.subspan(D::size))
        digests.push_back(*D::fromBytes(rest.first(D::size)));
    return digests;
}

/// Reads one metainfo rule by rule, cheap rules first. The first broken rule is kept; the steps after it
/// are skipped. Sizes are compared before anything of that size is made.
class MetainfoParser {
public:
    MetainfoParser(const BencodeTape &tape, const MetainfoLimits &limits)
        : m_root(tape.root())
        , m_limits(limits)
    {
    }

    Result<Metainfo> run()
    {
        if (readInfo() && readFileTree() && readGeometry() && readV1() && readLayer() && readSources()) {
            const std::span<const std::byte> info = bytesOf(m_out.infoBytes);
            m_out.contentId = *ContentId::fromBytes(Sha256::of(info).bytes());
            if (m_out.isHybrid())
                m_out.v1InfoHash = Sha1::of(info);
            return std::move(m_out);
        }
        return refuseMetadata(m_code, m_object);
    }

private:
    using Item = BencodeItem;

    bool fail(ErrorCode code, const char *object)
    {
        m_code = code;
        m_object = QString::fromLatin1(object);
        return false;
    }
    bool wrongType(const char *object) { return fail(ErrorCode::MetaWrongType, object); }
    bool missing(const char *object) { return fail(ErrorCode::MetaMissingKey, object); }

    /// The whole shape of the info dictionary but the file tree: version, single file, name.
    bool readInfo()
    {
        if (!m_root.isDictionary())
            return wrongType("metainfo");
        m_info = m_root.find("info");
        if (!m_info)
            return missing("info");
        if (!m_info->isDictionary())
            return wrongType("info");

        const std::optional<Item> version = m_info->find("meta version");
        if (version && !version->isInteger())
            return wrongType("meta version");
        if (!version || version->integer() != 2)
            return fail(ErrorCode::MetaVersion, "meta version");
        if (m_info->find("files"))
            return fail(ErrorCode::MetaMultiFile, "files");
        if (!hasNoAttribute(*m_info))
            return false;

        const std::optional<Item> name = m_info->find("name");
        if (!name)
            return missing("name");
        if (!name->isString())
            return wrongType("name");
        if (const std::optional<ErrorCode> broken = brokenNameRule(name->string()))
            return fail(*broken, "name");
        m_out.name = name->string();
        m_out.infoBytes = m_info->encoded();
        return true;
    }

    /// Exactly one file at the top of the tree: {name: {"": {length, pieces root}}}.
    bool readFileTree()
    {
        const std::optional<Item> tree = m_info->find("file tree");
        if (!tree)
            return missing("file tree");
        if (!tree->isDictionary())
            return wrongType("file tree");
        const std::optional<Item> name = tree->firstChild();
        if (!name)
            return missing("file tree");
        const Item node = *name->nextIn(*tree);
        if (node.nextIn(*tree))
            return fail(ErrorCode::MetaMultiFile, "file tree");
        if (const std::optional<ErrorCode> broken = brokenNameRule(name->string()))
            return fail(*broken, "file tree");
        if (!node.isDictionary())
            return wrongType("file tree");
        const std::optional<Item> child = node.firstChild();
        if (!child)
            return missing("file tree");
        m_file = child->nextIn(node);
        if (!child->string().empty() || m_file->nextIn(node))
            return fail(ErrorCode::MetaMultiFile, "file tree");
        if (!m_file->isDictionary())
            return wrongType("file tree");
        if (name->string() != m_out.name)
            return fail(ErrorCode::MetaNameMismatch, "file tree");
        return hasNoAttribute(*m_file);
    }

    bool readGeometry()
    {
        const std::optional<Item> pieceLength = m_info->find("piece length");
        if (!pieceLength)
            return missing("piece length");
        if (!pieceLength->isInteger())
            return wrongType("piece length");
        if (pieceLength->integer() < 0
            || !Geometry::isLegalPieceLength(Bytes{static_cast<std::uint64_t>(pieceLength->integer())}))
            return fail(ErrorCode::MetaPieceLength, "piece length");

        const std::optional<Item> length = m_file->find("length");
        if (!length)
            return missing("length");
        if (!length->isInteger())
            return wrongType("length");
        if (length->integer() == 0)
            return fail(ErrorCode::MetaEmptyContent, "length");
        if (length->integer() < 0 || std::cmp_greater(length->integer(), maximumContentLength.value()))
            return fail(ErrorCode::MetaLength, "length");
        m_out.geometry = {Bytes{static_cast<std::uint64_t>(length->integer())},
                          Bytes{static_cast<std::uint64_t>(pieceLength->integer())}};
        // A piece layer of that many hashes could not be in a metainfo of legal size.
        if (m_out.geometry.pieceCount() > m_limits.maximumBytes / Sha256Digest::size)
            return fail(ErrorCode::MetaPieceCount, "length");

        const std::optional<Item> root = m_file->find("pieces root");
        if (!root)
            return fail(ErrorCode::MetaRootMissing, "pieces root");
        if (!root->isString())
            return wrongType("pieces root");
        const std::optional<PiecesRoot> piecesRoot = PiecesRoot::fromBytes(bytesOf(root->string()));
        if (!piecesRoot)
            return fail(ErrorCode::MetaRootSize, "pieces root");
        if (piecesRoot->isZero())
            return fail(ErrorCode::MetaRootZero, "pieces root");
        m_out.piecesRoot = *piecesRoot;
        return true;
    }

    /// The v1 half of a hybrid (BEP 3) must describe the same file, or old and new clients would make two
    /// different files of one metainfo. Its hashes are kept, never believed.
    bool readV1()
    {
        const std::optional<Item> length = m_info->find("length");
        const std::optional<Item> pieces = m_info->find("pieces");
        if (length) {
            if (!length->isInteger())
                return wrongType("info length");
            if (!std::cmp_equal(length->integer(), m_out.geometry.contentLength().value()))
                return fail(ErrorCode::MetaV1Length, "info length");
        }
        if (!pieces)
            return true;
        if (!pieces->isString())
            return wrongType("pieces");
        if (!length)
            return missing("info length");
        if (pieces->string().size() != std::uint64_t{m_out.geometry.pieceCount()} * Sha1Digest::size)
            return fail(ErrorCode::MetaV1Pieces, "pieces");
        m_out.v1Pieces = digestsOf<Sha1Digest>(pieces->string());
        return true;
    }

    bool readLayer()
    {
        const std::optional<Item> layers = m_root.find("piece layers");
        if (layers && !layers->isDictionary())
            return wrongType("piece layers");
        if (m_out.geometry.pieceCount() == 1) {
            // BEP 52: only files of more than one piece have an entry. An empty dictionary is harmless.
            if (layers && layers->firstChild())
                return fail(ErrorCode::MetaLayerUnexpected, "piece layers");
            m_out.pieceLayer = {*Sha256Digest::fromBytes(m_out.piecesRoot.bytes())};
            return true;
        }
        const std::span<const std::byte> root = m_out.piecesRoot.bytes();
        const std::optional<Item> layer =
            layers ? layers->find({reinterpret_cast<const char *>(root.data()), root.size()}) : std::nullopt;
        if (!layer)
            return fail(ErrorCode::MetaLayerMissing, "piece layers");
        const Item first = *layers->firstChild()->nextIn(*layers);
        if (first.nextIn(*layers))
            return fail(ErrorCode::MetaLayerUnexpected, "piece layers");
        if (!layer->isString())
            return wrongType("piece layers");
        if (layer->string().size() != std::uint64_t{m_out.geometry.pieceCount()} * Sha256Digest::size)
            return fail(ErrorCode::MetaLayerSize, "piece layers");
        m_out.pieceLayer = digestsOf<Sha256Digest>(layer->string());
        Sha256 hash;
        const Sha256Digest proven = merkleRoot(hash, m_out.pieceLayer, m_out.geometry.pieceTreeHeight());
        if (!std::ranges::equal(proven.bytes(), root))
            return fail(ErrorCode::MetaLayerRoot, "piece layers");
        return true;
    }

    /// BEP 19: one string or a list. An empty string stands for none, as several creators write it.
    bool readSources()
    {
        const std::optional<Item> list = m_root.find("url-list");
        if (!list)
            return true;
        if (list->isString())
            return list->string().empty() || addSource(list->string());
        if (!list->isList())
            return wrongType("url-list");
        for (std::optional<Item> url = list->firstChild(); url; url = url->nextIn(*list)) {
            if (!url->isString())
                return wrongType("url-list");
            if (!addSource(url->string()))
                return false;
        }
        return true;
    }

    bool addSource(std::string_view url)
    {
        if (m_out.sources.size() >= m_limits.maximumSources || !isSourceUrl(url))
            return fail(ErrorCode::MetaUrl, "url-list");
        m_out.sources.emplace_back(url);
        return true;
    }

    /// BEP 47: symlinks, padding and modes have no meaning for a content.
    bool hasNoAttribute(const Item &file)
    {
        if (file.find("symlink path"))
            return fail(ErrorCode::MetaAttribute, "symlink path");
        const std::optional<Item> attribute = file.find("attr");
        if (!attribute)
            return true;
        if (!attribute->isString())
            return wrongType("attr");
        if (attribute->string().find_first_of("lpxh") != std::string_view::npos)
            return fail(ErrorCode::MetaAttribute, "attr");
        return true;
    }

    const Item m_root;
    const MetainfoLimits &m_limits;
    std::optional<Item> m_info;
    std::optional<Item> m_file;
    Metainfo m_out;
    ErrorCode m_code = ErrorCode::Internal;
    QString m_object;
};

} // namespace

Result<Metainfo> parseMetainfo(std::span<const std::byte> file, const MetainfoLimits &limits)
{
    const Result<BencodeTape> tape =
        BencodeTape::parse(file, {limits.maximumBytes, limits.maximumTokens, limits.maximumDepth});
    if (!tape)
        return std::unexpected(tape.error());
    return MetainfoParser(*tape, limits).run();
}

} // namespace freshet
