// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/WireLimits.h"
#include "core/wire/WireMessage.h"

namespace freshet {

/// Cuts received bytes into messages. Holds no bytes and copies none: the caller keeps what is incomplete and comes again with
/// more behind it. Invariant: never asks for more bytes than the limit of the kind of message that has begun, and refuses a
/// message by its first five bytes when its length cannot be right.
class WireDecoder {
public:
    enum class Outcome {
        Message,    ///< `message` is set; drop `consumed` bytes and go on
        Incomplete, ///< `needed` bytes in all are needed for the next step (4 as long as the length is not known)
        Broken,     ///< the stream cannot be understood any more; `reason` says why
    };
    struct Step {
        Outcome outcome = Outcome::Incomplete;
        std::size_t consumed = 0;
        std::size_t needed = 0;
        const char *reason = ""; ///< English, for the log
    };

    explicit WireDecoder(const WireLimits &limits)
        : m_limits(limits)
    {
    }

    /// Decodes the message at the front of `input`.
    [[nodiscard]] Step next(std::span<const std::byte> input, WireMessage &message) const;

private:
    WireLimits m_limits;
};

} // namespace freshet
