// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/DigestContext.h"

#include <openssl/evp.h>

#include <QtLogging>

#include <cassert>
#include <new>

namespace freshet {

void DigestContext::Free::operator()(evp_md_ctx_st *context) const noexcept
{
    EVP_MD_CTX_free(context);
}

DigestContext::DigestContext(Algorithm algorithm)
    : m_context(EVP_MD_CTX_new())
{
    if (!m_context)
        throw std::bad_alloc();
    const EVP_MD *type = algorithm == Algorithm::Sha256 ? EVP_sha256() : EVP_sha1();
    if (EVP_DigestInit_ex2(m_context.get(), type, nullptr) != 1)
        qFatal("OpenSSL offers no %s", algorithm == Algorithm::Sha256 ? "SHA-256" : "SHA-1");
}

void DigestContext::add(std::span<const std::byte> bytes)
{
    if (EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()) != 1)
        qFatal("OpenSSL refused to hash");
}

void DigestContext::finish(std::span<std::byte> out)
{
    assert(out.size() == static_cast<std::size_t>(EVP_MD_CTX_get_size(m_context.get())));
    if (EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char *>(out.data()), nullptr) != 1
        || EVP_DigestInit_ex2(m_context.get(), nullptr, nullptr) != 1)
        qFatal("OpenSSL refused to finish a hash");
}

} // namespace freshet
