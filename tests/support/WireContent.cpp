// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/WireContent.h"

#include "core/meta/PieceHasher.h"

#include <QTemporaryFile>

#include <fcntl.h>

#include <cstring>
#include <random>

namespace freshet::test {

namespace {

std::span<const std::byte> spanOf(const QByteArray &bytes, Bytes offset, Bytes size)
{
    return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())))
        .subspan(offset.value(), size.value());
}

QByteArray randomBytes(Bytes length, std::uint32_t seed)
{
    QByteArray bytes(static_cast<qsizetype>(length.value()), Qt::Uninitialized);
    std::mt19937_64 random(seed);
    for (qsizetype i = 0; i < bytes.size(); i += 8) {
        const std::uint64_t word = random();
        std::memcpy(bytes.data() + i, &word, static_cast<std::size_t>(std::min<qsizetype>(8, bytes.size() - i)));
    }
    return bytes;
}

Metainfo describe(const QByteArray &bytes, const Geometry &geometry, WireContent::Kind kind, std::uint32_t seed)
{
    const PieceHashKinds kinds{.merkle = true, .sha1 = kind == WireContent::Kind::Hybrid, .flat = false};
    ContentHashes hashes = ContentHashes::sized(geometry, kinds);
    PieceHasher hasher(geometry, kinds);
    for (PieceIndex p{0}; p.value() < geometry.pieceCount(); ++p)
        hashes.set(p, hasher.hash(spanOf(bytes, geometry.pieceOffset(p), geometry.pieceSize(p))));
    return buildMetainfo("content-" + std::to_string(seed) + ".bin", std::move(hashes), {}).value();
}

} // namespace

WireContent::WireContent(Bytes length, Bytes pieceLength, Kind kind, std::uint32_t seed)
    : m_bytes(std::make_shared<const QByteArray>(randomBytes(length, seed)))
    , m_metainfo(describe(*m_bytes, Geometry(length, pieceLength), kind, seed))
{
}

WireContent::WireContent(Metainfo metainfo, QByteArray bytes)
    : m_bytes(std::make_shared<const QByteArray>(std::move(bytes)))
    , m_metainfo(std::move(metainfo))
{
}

PeerContent WireContent::peerContent() const
{
    return {.id = m_metainfo.contentId,
            .v1InfoHash = m_metainfo.v1InfoHash,
            .geometry = m_metainfo.geometry,
            .piecesRoot = m_metainfo.piecesRoot};
}

std::span<const std::byte> WireContent::block(BlockIndex block) const
{
    return spanOf(*m_bytes, geometry().blockOffset(block), geometry().blockSize(block));
}

std::span<const std::byte> WireContent::piece(PieceIndex piece) const
{
    return spanOf(*m_bytes, geometry().pieceOffset(piece), geometry().pieceSize(piece));
}

std::shared_ptr<const UniqueFd> WireContent::file() const
{
    QTemporaryFile file;
    if (!file.open() || file.write(*m_bytes) != m_bytes->size() || !file.flush())
        return nullptr;
    return std::make_shared<const UniqueFd>(::fcntl(file.handle(), F_DUPFD_CLOEXEC, 0));
}

} // namespace freshet::test
