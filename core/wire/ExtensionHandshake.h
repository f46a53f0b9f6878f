// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <QString>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace freshet {

/// The extension handshake (BEP 10): a bencoded dictionary. Unknown keys are ignored, known ones of a wrong type or range refuse
/// the whole message: whoever cannot write its own handshake is not worth guessing at.
struct ExtensionHandshake {
    /// Our name for the claims extension in `m`, and the id under which we accept its messages.
    static constexpr std::string_view claimsName = "freshet";
    static constexpr std::uint8_t claimsId = 1;
    static constexpr std::size_t maximumClientName = 64; ///< characters kept of `v`

    std::uint8_t claims = 0;                   ///< m["freshet"]: id under which the sender takes claims; 0: it does not
    std::optional<std::uint16_t> listenPort{}; ///< p
    QString clientName{};                      ///< v: plain text, control and direction characters dropped, cut
    std::optional<std::uint32_t> requestQueue{}; ///< reqq: requests the sender queues
    std::string yourAddress{}; ///< yourip: 4 or 16 bytes, network order; empty: not told. Never believed
    bool uploadOnly = false;   ///< BEP 21

    [[nodiscard]] std::string encode() const;
    /// Errors: PeerProtocol. Bounded: 64 KiB, 256 tokens, depth 4.
    static Result<ExtensionHandshake> decode(std::span<const std::byte> dictionary);

    bool operator==(const ExtensionHandshake &) const = default;
};

} // namespace freshet
