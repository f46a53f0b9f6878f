// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Octets.h"

#include <optional>

namespace freshet::delta {

/// How a block is compressed: what the pack's block table calls it.
enum class Codec : std::uint8_t {
    Stored = 0,
    Zstd = 1, ///< one zstd frame
    Lzma = 2, ///< one byte of properties ((pb·5 + lp)·9 + lc), then LZMA2 chunks with a dictionary of 4 MiB
};

/// How hard the encoder tries.
enum class Effort {
    Quick,   ///< zstd at a level for speed: what a client makes for itself
    Zstd,    ///< zstd at its highest ordinary level: quickest to apply
    Smallest ///< the smaller of zstd and LZMA
};

struct Packed {
    Codec codec = Codec::Stored;
    Octets octets;
};

/// The smallest form that `effort` finds; Stored when nothing helps.
Packed pack(OctetView bytes, Effort effort);

/// About how many bytes they take in a pack, found quickly: to compare with others.
std::uint64_t estimatedSize(OctetView bytes);

/// Exactly `size` bytes, or DeltaFormat. Memory: the output, and at most 4 MiB more.
Result<Octets> unpack(Codec codec, OctetView packed, std::uint64_t size);

/// Old files up to this size can be dictionaries: the decoder may hold a copy of one.
inline constexpr std::uint64_t maximumDictionary = std::uint64_t{16} << 20;

/// `fresh` compressed with `old` as dictionary: first byte Codec (Zstd or Lzma), then as in a block. nullopt when a size forbids it.
std::optional<Octets> packWithDictionary(OctetView old, OctetView fresh, Effort effort);
Result<void> unpackWithDictionary(OctetView old, OctetView frame, std::uint64_t size, OctetSink &sink);

} // namespace freshet::delta
