// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/Reprover.h"

#include "core/store/ContentFile.h"

#include <algorithm>
#include <fcntl.h>
#include <vector>

namespace freshet {

namespace {

Error cancelled()
{
    return {ErrorCode::Cancelled, QStringLiteral("hash content"), {}, {}, Kept::VerifiedPieces, NextStep::RunAgain};
}

} // namespace

Result<PieceSet> provePieces(int fd, const PieceVerifier &verifier, const PieceSet &which,
                             const std::atomic<bool> &cancel)
{
    const Geometry &geometry = verifier.geometry();
    std::vector<std::byte> buffer(
        static_cast<std::size_t>(std::min(geometry.pieceLength(), geometry.contentLength()).value()));
    PieceSet proven(geometry.pieceCount());
    for (PieceIndex piece{0}; piece.value() < geometry.pieceCount(); ++piece) {
        if (!which.contains(piece))
            continue;
        if (cancel)
            return std::unexpected(cancelled());
        const auto bytes = std::span(buffer).first(static_cast<std::size_t>(geometry.pieceSize(piece).value()));
        if (readFully(fd, geometry.pieceOffset(piece), bytes, {}) && verifier.matches(piece, bytes))
            proven.insert(piece);
    }
    return proven;
}

Result<std::shared_ptr<PrefixDigest>> hashPrefix(int fd, Bytes length, const QString &displayPath,
                                                 const std::atomic<bool> &cancel)
{
    auto digest = std::make_shared<PrefixDigest>();
    std::vector<std::byte> buffer(static_cast<std::size_t>(std::min(length, 1_MiB).value()));
    for (Bytes offset; offset < length;) {
        if (cancel)
            return std::unexpected(cancelled());
        const auto bytes =
            std::span(buffer).first(static_cast<std::size_t>(std::min(Bytes{buffer.size()}, length - offset).value()));
        if (auto read = readFully(fd, offset, bytes, displayPath); !read)
            return std::unexpected(read.error());
        digest->add(bytes);
        offset += Bytes{bytes.size()};
    }
    return digest;
}

} // namespace freshet
