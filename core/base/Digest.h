// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace freshet {

/// Lowercase hexadecimal of any bytes.
std::string toHex(std::span<const std::byte> bytes);

/// Exactly 2·out.size() hex digits of either case into `out`; false (out unspecified) for anything else.
bool fromHex(std::string_view hex, std::span<std::byte> out);

/// A fixed-size digest with a meaning. It is only ever made from exactly N bytes or 2N hex digits,
/// so no other text can become a digest, and a file name made from one holds hex digits alone.
template <typename Tag, std::size_t N>
class Digest {
public:
    static constexpr std::size_t size = N;
    using Array = std::array<std::byte, N>;

    constexpr Digest() = default;
    constexpr explicit Digest(const Array &bytes)
        : m_bytes(bytes)
    {
    }

    /// nullopt unless `bytes` holds exactly N bytes.
    static std::optional<Digest> fromBytes(std::span<const std::byte> bytes)
    {
        if (bytes.size() != N)
            return std::nullopt;
        Digest d;
        std::copy(bytes.begin(), bytes.end(), d.m_bytes.begin());
        return d;
    }
    /// nullopt unless `hex` holds exactly 2N hex digits (either case).
    static std::optional<Digest> fromHex(std::string_view hex)
    {
        Digest d;
        if (!freshet::fromHex(hex, d.m_bytes))
            return std::nullopt;
        return d;
    }

    [[nodiscard]] std::string hex() const { return toHex(m_bytes); }
    [[nodiscard]] constexpr std::span<const std::byte, N> bytes() const { return m_bytes; }
    [[nodiscard]] constexpr bool isZero() const
    {
        return std::all_of(m_bytes.begin(), m_bytes.end(), [](std::byte b) { return b == std::byte{0}; });
    }
    constexpr auto operator<=>(const Digest &) const = default;

    /// For hashers that fill the digest in place.
    [[nodiscard]] std::span<std::byte, N> writable() { return m_bytes; }

private:
    Array m_bytes{};
};

/// A SHA-256 value without further meaning: a merkle node, a piece hash, a whole-file digest.
using Sha256Digest = Digest<struct Sha256Tag, 32>;
/// SHA-1 exists for BitTorrent v1 compatibility alone; nothing is ever proven with it.
using Sha1Digest = Digest<struct Sha1Tag, 20>;
/// Identity of a content: its BitTorrent v2 info-hash (BEP 52).
using ContentId = Digest<struct ContentIdTag, 32>;
/// Root of a content's merkle tree over 16 KiB blocks (BEP 52 "pieces root"): names its cache file.
using PiecesRoot = Digest<struct PiecesRootTag, 32>;

} // namespace freshet
