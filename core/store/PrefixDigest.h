// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"

#include <cstddef>
#include <memory>
#include <span>

struct evp_md_ctx_st;

namespace freshet {

/// SHA-256 of a content that grows from its start, readable at every step: the digest so far is what a
/// resumed content without metadata is recognised by. One thread at a time.
class PrefixDigest {
public:
    PrefixDigest();

    void add(std::span<const std::byte> bytes);
    /// The digest of everything added so far; more may be added after.
    [[nodiscard]] Sha256Digest value() const;

private:
    struct Free {
        void operator()(evp_md_ctx_st *context) const noexcept;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
    std::unique_ptr<evp_md_ctx_st, Free> m_scratch;
};

} // namespace freshet
