// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/meta/DigestContext.h"

#include <span>

namespace freshet {

/// SHA-1 of any number of messages, one after the other: what the v1 half of hybrid metadata is made
/// of (BEP 3). Non-duty: proof. Nothing in Freshet compares received bytes with a SHA-1.
class Sha1 {
public:
    void add(std::span<const std::byte> bytes) { m_context.add(bytes); }
    /// The digest of everything added since the last `finish`; the object is ready for the next message.
    [[nodiscard]] Sha1Digest finish()
    {
        Sha1Digest digest;
        m_context.finish(digest.writable());
        return digest;
    }

    [[nodiscard]] static Sha1Digest of(std::span<const std::byte> bytes)
    {
        Sha1 hash;
        hash.add(bytes);
        return hash.finish();
    }

private:
    DigestContext m_context{DigestContext::Algorithm::Sha1};
};

} // namespace freshet
