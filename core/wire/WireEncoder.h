// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/meta/HashSpan.h"
#include "core/wire/WireMessage.h"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace freshet {

/// Messages as bytes, appended to one buffer so that many leave together.
class WireEncoder {
public:
    /// Length, id, piece and offset of a "piece" message: what precedes the bytes of a block.
    static constexpr std::size_t blockHeadSize = 13;

    /// The buffer is appended to.
    explicit WireEncoder(std::vector<std::byte> &out)
        : m_out(out)
    {
    }

    void keepAlive();
    /// Choke, Unchoke, Interested, NotInterested, HaveAll, HaveNone.
    void plain(WireMessageId id);
    /// Have, Suggest, AllowedFast.
    void piece(WireMessageId id, std::uint32_t piece);
    /// Request, Cancel, Reject. `length` in bytes.
    void range(WireMessageId id, std::uint32_t piece, std::uint32_t begin, std::uint32_t length);
    void bitfield(std::span<const std::byte> bits);
    void blockHead(std::uint32_t piece, std::uint32_t begin, std::uint32_t length);
    void extended(std::uint8_t extension, std::span<const std::byte> payload);
    /// HashRequest, HashReject; Hashes with the hashes.
    void hashes(WireMessageId id, const HashSpan &span, std::span<const Sha256Digest> hashes = {});

private:
    void head(std::size_t length, WireMessageId id);

    std::vector<std::byte> &m_out;
};

/// The 48 bytes that HashRequest, Hashes and HashReject begin with. `payload` holds at least them.
HashSpan decodeHashSpan(std::span<const std::byte> payload);
/// What follows them in Hashes; nullopt when that is no whole number of hashes.
std::optional<std::vector<Sha256Digest>> decodeHashes(std::span<const std::byte> payload);

} // namespace freshet
