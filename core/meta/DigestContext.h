// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <span>

struct evp_md_ctx_st;

namespace freshet {

/// One OpenSSL digest context, looked up once and reused for any number of messages: a merkle tree
/// hashes 127 messages per MiB, so nothing may be allocated per message.
/// Invariant: between two calls the context is ready for `add`. One thread at a time.
class DigestContext {
public:
    enum class Algorithm {
        Sha256,
        Sha1,
    };

    /// Ends the program when OpenSSL does not offer the algorithm: without SHA-256 nothing can be proven.
    explicit DigestContext(Algorithm algorithm);

    void add(std::span<const std::byte> bytes);
    /// Writes the digest of everything added since the last `finish` and starts a new message.
    /// `out` has exactly the size of the algorithm's digest.
    void finish(std::span<std::byte> out);

private:
    struct Free {
        void operator()(evp_md_ctx_st *context) const noexcept;
    };

    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

} // namespace freshet
