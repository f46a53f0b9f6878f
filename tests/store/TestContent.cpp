// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/TestContent.h"

#include "core/meta/PieceHasher.h"
#include "core/meta/Sha256.h"

#include <random>

namespace freshet::test {

namespace {

std::span<const std::byte> bytesOf(const QByteArray &bytes)
{
    return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

} // namespace

TestContent::TestContent(Bytes length, Bytes pieceLength, std::uint32_t seed)
    : m_geometry(length, pieceLength)
    , m_seed(seed)
{
    if (length == 0_B)
        return;
    const PieceHashKinds kinds{.merkle = true, .sha1 = false, .flat = false};
    ContentHashes hashes = ContentHashes::sized(m_geometry, kinds);
    PieceHasher hasher(m_geometry, kinds);
    for (PieceIndex p{0}; p.value() < pieceCount(); ++p)
        hashes.set(p, hasher.hash(bytesOf(piece(p.value()))));
    m_metainfo = buildMetainfo("content-" + std::to_string(seed) + ".bin", std::move(hashes),
                               {"http://origin.example/content.bin"})
                     .value();
}

QByteArray TestContent::piece(std::uint32_t index) const
{
    QByteArray bytes(static_cast<qsizetype>(m_geometry.pieceSize(PieceIndex{index}).value()), Qt::Uninitialized);
    std::mt19937_64 random(std::uint64_t{m_seed} << 32 | index);
    for (qsizetype i = 0; i < bytes.size(); i += 8) {
        const std::uint64_t word = random();
        std::memcpy(bytes.data() + i, &word, static_cast<std::size_t>(std::min<qsizetype>(8, bytes.size() - i)));
    }
    return bytes;
}

QByteArray TestContent::bytes() const
{
    QByteArray all;
    for (std::uint32_t p = 0; p < pieceCount(); ++p)
        all += piece(p);
    return all;
}

Sha256Digest TestContent::digest() const
{
    return Sha256::of(bytesOf(bytes()));
}

OpenRequest TestContent::request() const
{
    OpenRequest request;
    request.key = key();
    request.contentId = m_metainfo.contentId;
    request.name = QString::fromStdString(m_metainfo.name);
    request.sourceUrl = QString::fromStdString(m_metainfo.sources.front());
    request.geometry = m_geometry;
    request.proof = ProofKind::Metadata;
    request.verifier = std::make_shared<const PieceVerifier>(m_metainfo.verifier());
    request.metainfo = QByteArray::fromStdString(encodeMetainfo(m_metainfo));
    return request;
}

OpenRequest TestContent::flatRequest(ProofKind proof) const
{
    OpenRequest request;
    request.key.kind = StorageKey::Kind::Request;
    request.key.digest = Sha256::of(bytesOf(QByteArray("request") + QByteArray::number(m_seed)));
    request.name = QStringLiteral("plain.bin");
    request.sourceUrl = QStringLiteral("http://origin.example/plain.bin");
    request.geometry = m_geometry;
    request.proof = proof;
    if (proof == ProofKind::FlatDigest)
        request.wholeDigest = digest();
    request.validator = "\"v1\"";
    return request;
}

} // namespace freshet::test
