// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"
#include "core/meta/Metainfo.h"
#include "core/wire/PeerContent.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace freshet::test {

/// A content in memory with everything its peers have to know. The bytes depend on the seed alone.
class WireContent {
public:
    enum class Kind { V2, Hybrid };

    WireContent(Bytes length, Bytes pieceLength, Kind kind = Kind::V2, std::uint32_t seed = 1);
    /// Of bytes and metadata that exist.
    WireContent(Metainfo metainfo, QByteArray bytes);

    [[nodiscard]] const Metainfo &metainfo() const { return m_metainfo; }
    [[nodiscard]] const Geometry &geometry() const { return m_metainfo.geometry; }
    [[nodiscard]] PeerContent peerContent() const;
    [[nodiscard]] const QByteArray &bytes() const { return *m_bytes; }
    [[nodiscard]] std::span<const std::byte> block(BlockIndex block) const;
    [[nodiscard]] std::span<const std::byte> piece(PieceIndex piece) const;
    /// Keeps the bytes alive.
    [[nodiscard]] std::shared_ptr<const void> keeper() const { return m_bytes; }
    /// As a file that is gone when nobody has it open.
    [[nodiscard]] std::shared_ptr<const UniqueFd> file() const;

private:
    std::shared_ptr<const QByteArray> m_bytes;
    Metainfo m_metainfo;
};

} // namespace freshet::test
