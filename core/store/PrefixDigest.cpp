// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/PrefixDigest.h"

#include <openssl/evp.h>

#include <QtGlobal>

#include <new>

namespace freshet {

void PrefixDigest::Free::operator()(evp_md_ctx_st *context) const noexcept
{
    EVP_MD_CTX_free(context);
}

PrefixDigest::PrefixDigest()
    : m_context(EVP_MD_CTX_new())
    , m_scratch(EVP_MD_CTX_new())
{
    if (!m_context || !m_scratch)
        throw std::bad_alloc();
    if (EVP_DigestInit_ex2(m_context.get(), EVP_sha256(), nullptr) != 1)
        qFatal("OpenSSL offers no SHA-256");
}

void PrefixDigest::add(std::span<const std::byte> bytes)
{
    if (EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()) != 1)
        qFatal("OpenSSL refused to hash");
}

Sha256Digest PrefixDigest::value() const
{
    Sha256Digest digest;
    if (EVP_MD_CTX_copy_ex(m_scratch.get(), m_context.get()) != 1
        || EVP_DigestFinal_ex(m_scratch.get(), reinterpret_cast<unsigned char *>(digest.writable().data()), nullptr)
               != 1)
        qFatal("OpenSSL refused to finish a hash");
    return digest;
}

} // namespace freshet
