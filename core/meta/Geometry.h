// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace freshet {

/// 16 KiB: unit of request and of proof, leaf of the merkle tree (BEP 52).
inline constexpr Bytes blockLength = 16_KiB;
/// Legal piece lengths are powers of two from 16 KiB to 64 MiB; Freshet publishes with 1 MiB.
inline constexpr Bytes minimumPieceLength = 16_KiB;
inline constexpr Bytes maximumPieceLength = 64_MiB;
inline constexpr Bytes publishedPieceLength = 1_MiB;
/// 64 TiB less one block: the longest content whose blocks a BlockIndex can count.
inline constexpr Bytes maximumContentLength{(std::uint64_t{0xffff'ffff}) * blockLength.value()};

/// How a content is cut into pieces and blocks: pure arithmetic, no state beyond two lengths.
/// Invariant: 1 ≤ contentLength ≤ maximumContentLength; pieceLength is a legal piece length.
class Geometry {
public:
    constexpr Geometry() = default;
    constexpr Geometry(Bytes contentLength, Bytes pieceLength)
        : m_contentLength(contentLength)
        , m_pieceLength(pieceLength)
    {
    }

    /// The geometry that `publish` uses: 1 MiB pieces, or one piece of the smallest legal power of two
    /// that holds a smaller content.
    static constexpr Geometry forPublishing(Bytes contentLength)
    {
        Bytes pieceLength = minimumPieceLength;
        while (pieceLength < contentLength && pieceLength < publishedPieceLength)
            pieceLength += pieceLength;
        return {contentLength, pieceLength};
    }
    static constexpr bool isLegalPieceLength(Bytes length)
    {
        const std::uint64_t v = length.value();
        return length >= minimumPieceLength && length <= maximumPieceLength && (v & (v - 1)) == 0;
    }

    [[nodiscard]] constexpr Bytes contentLength() const { return m_contentLength; }
    [[nodiscard]] constexpr Bytes pieceLength() const { return m_pieceLength; }

    [[nodiscard]] constexpr std::uint32_t pieceCount() const { return countOf(m_pieceLength); }
    [[nodiscard]] constexpr std::uint32_t blockCount() const { return countOf(blockLength); }
    [[nodiscard]] constexpr std::uint32_t blocksPerPiece() const
    {
        return static_cast<std::uint32_t>(m_pieceLength.value() / blockLength.value());
    }

    [[nodiscard]] constexpr Bytes pieceOffset(PieceIndex piece) const
    {
        return Bytes{piece.value() * m_pieceLength.value()};
    }
    /// All pieces are pieceLength() long but the last one.
    [[nodiscard]] constexpr Bytes pieceSize(PieceIndex piece) const
    {
        return Bytes{std::min(m_pieceLength.value(), m_contentLength.value() - pieceOffset(piece).value())};
    }
    [[nodiscard]] constexpr PieceIndex pieceAt(Bytes offset) const
    {
        return PieceIndex{static_cast<std::uint32_t>(offset.value() / m_pieceLength.value())};
    }

    [[nodiscard]] constexpr Bytes blockOffset(BlockIndex block) const
    {
        return Bytes{block.value() * blockLength.value()};
    }
    /// All blocks are blockLength long but the last one.
    [[nodiscard]] constexpr Bytes blockSize(BlockIndex block) const
    {
        return Bytes{std::min(blockLength.value(), m_contentLength.value() - blockOffset(block).value())};
    }
    [[nodiscard]] constexpr PieceIndex pieceOf(BlockIndex block) const
    {
        return PieceIndex{block.value() / blocksPerPiece()};
    }
    [[nodiscard]] constexpr BlockIndex firstBlockOf(PieceIndex piece) const
    {
        return BlockIndex{piece.value() * blocksPerPiece()};
    }

    /// Height of every piece's merkle tree over its blocks. A content of one piece has the smallest tree that
    /// holds its blocks, which may be lower than the piece length allows (BEP 52: the root is of the file).
    [[nodiscard]] constexpr int pieceTreeHeight() const
    {
        return std::bit_width((pieceCount() == 1 ? blockCount() : blocksPerPiece()) - 1);
    }
    /// Height of the tree above the piece layer. The pieces root is at pieceTreeHeight() + layerTreeHeight().
    [[nodiscard]] constexpr int layerTreeHeight() const { return std::bit_width(pieceCount() - 1); }

    constexpr bool operator==(const Geometry &) const = default;

private:
    [[nodiscard]] constexpr std::uint32_t countOf(Bytes unit) const
    {
        return static_cast<std::uint32_t>((m_contentLength.value() + unit.value() - 1) / unit.value());
    }

    Bytes m_contentLength{1};
    Bytes m_pieceLength{minimumPieceLength};
};

} // namespace freshet
