// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/meta/DigestContext.h"

#include <span>

namespace freshet {

/// SHA-256 (FIPS 180-4) of any number of messages, one after the other. One thread at a time.
class Sha256 {
public:
    void add(std::span<const std::byte> bytes) { m_context.add(bytes); }
    /// The digest of everything added since the last `finish`; the object is ready for the next message.
    [[nodiscard]] Sha256Digest finish()
    {
        Sha256Digest digest;
        m_context.finish(digest.writable());
        return digest;
    }

    [[nodiscard]] static Sha256Digest of(std::span<const std::byte> bytes)
    {
        Sha256 hash;
        hash.add(bytes);
        return hash.finish();
    }

private:
    DigestContext m_context{DigestContext::Algorithm::Sha256};
};

} // namespace freshet
