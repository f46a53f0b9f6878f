// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/Resolve.h"

#include "core/base/DisplayUrl.h"
#include "core/meta/Metainfo.h"
#include "core/meta/NameRules.h"
#include "core/meta/PieceHashFile.h"
#include "core/meta/Sha256.h"
#include "core/policy/UrlPolicy.h"

namespace freshet {

using namespace Qt::StringLiterals;

Result<ResolvedContent> resolveMetadata(std::span<const std::byte> file, MetadataOrigin origin,
                                        const QString &displayName, const std::optional<ContentId> &expected,
                                        const std::optional<Sha256Digest> &wholeDigest)
{
    auto parsed = parseMetainfo(file);
    if (!parsed) {
        Error error = parsed.error();
        error.object = displayName;
        return std::unexpected(error);
    }
    if (expected && *expected != parsed->contentId) {
        return std::unexpected(Error{.code = ErrorCode::ContentIdMismatch,
                                     .operation = u"authorise content metadata"_s,
                                     .object = displayName,
                                     .detail = u"it is %1"_s.arg(QString::fromLatin1(parsed->contentId.hex())),
                                     .next = NextStep::AskPublisher});
    }
    ResolvedContent content;
    content.key = StorageKey::forRoot(parsed->piecesRoot);
    content.contentId = parsed->contentId;
    content.name = QString::fromStdString(parsed->name);
    content.geometry = parsed->geometry;
    content.verifier = std::make_shared<const PieceVerifier>(parsed->verifier());
    content.wholeDigest = wholeDigest;
    content.metainfo = QByteArray(reinterpret_cast<const char *>(file.data()), static_cast<qsizetype>(file.size()));
    for (const std::string &source : parsed->downloadUrls()) {
        const QUrl url = QUrl::fromEncoded(QByteArray::fromStdString(source), QUrl::StrictMode);
        if (checkUrl(url))
            content.sources.push_back(url);
    }
    if (origin == MetadataOrigin::PlainHttp && !expected)
        content.modeReason = ModeReason::MetadataNotAuthorised;
    content.swarm = SwarmContent::of(std::make_shared<const Metainfo>(std::move(*parsed)));
    return content;
}

Result<ResolvedContent> resolvePieceHashes(const ContentUrl &subject, const std::optional<Sha256Digest> &wholeDigest)
{
    auto hashes = parsePieceHashFile(std::as_bytes(
        std::span(subject.pieceHashFile.constData(), static_cast<std::size_t>(subject.pieceHashFile.size()))));
    if (!hashes)
        return std::unexpected(hashes.error());
    ResolvedContent content;
    content.key = requestKey(subject.url, {}, hashes->hashOfHashes);
    content.name = nameFromUrl(subject.url);
    content.geometry = hashes->geometry;
    content.proof = ProofKind::PieceHashes;
    content.verifier = std::make_shared<const PieceVerifier>(hashes->verifier());
    content.wholeDigest = wholeDigest;
    content.sources = {subject.url};
    return content;
}

StorageKey requestKey(const QUrl &url, const QByteArray &validator, const std::optional<Sha256Digest> &digest)
{
    // Fields are separated by a byte that none of them can contain.
    QByteArray text = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment).toEncoded();
    text += '\0' + validator + '\0';
    // A digest says which bytes are meant; without one the query may choose between them.
    text += digest ? QByteArray::fromStdString(digest->hex()) : url.query(QUrl::FullyEncoded).toUtf8();
    return {StorageKey::Kind::Request,
            Sha256::of(std::as_bytes(std::span(text.constData(), static_cast<std::size_t>(text.size()))))};
}

QString nameFromUrl(const QUrl &url)
{
    const QString name = url.fileName(QUrl::FullyDecoded);
    return brokenNameRule(name.toStdString()) ? u"content"_s : name;
}

} // namespace freshet
