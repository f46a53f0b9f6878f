// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/Signature.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

using ContextPtr = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
using BioPtr = std::unique_ptr<BIO, decltype(&BIO_free_all)>;
using KeyPtr = std::shared_ptr<EVP_PKEY>;

const unsigned char *raw(std::span<const std::byte> bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

int noPassphrase(char *, int, int, void *)
{
    return -1; // never ask on the terminal
}

} // namespace

bool isSignedBy(const PublisherKey &key, std::span<const std::byte> message, const Signature &signature)
{
    const KeyPtr parsed(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(key.bytes()), PublisherKey::size),
                        EVP_PKEY_free);
    const ContextPtr context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    const bool good =
        parsed && context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, parsed.get()) == 1
        && EVP_DigestVerify(context.get(), raw(signature.bytes()), Signature::size, raw(message), message.size()) == 1;
    ERR_clear_error();
    return good;
}

Result<SigningKey> SigningKey::make()
{
    KeyPtr key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free);
    if (!key)
        return std::unexpected(Error{.code = ErrorCode::Internal,
                                     .operation = u"make a publisher key"_s,
                                     .detail = QString::fromLatin1(ERR_reason_error_string(ERR_get_error())),
                                     .next = NextStep::ReportBug});
    return SigningKey(std::move(key));
}

Result<SigningKey> SigningKey::parse(std::string_view pem, const QString &displayName)
{
    const BioPtr bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free_all);
    KeyPtr key(PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassphrase, nullptr), EVP_PKEY_free);
    ERR_clear_error();
    if (!key || EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519)
        return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                     .operation = u"read the publisher key"_s,
                                     .object = displayName,
                                     .detail = u"it holds no Ed25519 private key"_s,
                                     .kept = Kept::InputUntouched});
    return SigningKey(std::move(key));
}

PublisherKey SigningKey::publicKey() const
{
    PublisherKey key;
    std::size_t size = PublisherKey::size;
    EVP_PKEY_get_raw_public_key(m_key.get(), reinterpret_cast<unsigned char *>(key.writable().data()), &size);
    return key;
}

Signature SigningKey::sign(std::span<const std::byte> message) const
{
    Signature signature;
    std::size_t size = Signature::size;
    const ContextPtr context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, m_key.get());
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.writable().data()), &size, raw(message),
                   message.size());
    return signature;
}

std::string SigningKey::pem() const
{
    const BioPtr bio(BIO_new(BIO_s_mem()), BIO_free_all);
    PEM_write_bio_PrivateKey(bio.get(), m_key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

} // namespace freshet
