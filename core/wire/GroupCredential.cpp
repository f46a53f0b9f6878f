// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/GroupCredential.h"

#include <QFile>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cerrno>
#include <vector>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

template <auto Function>
struct Deleter {
    template <typename T>
    void operator()(T *object) const
    {
        Function(object);
    }
};
using BioPtr = std::unique_ptr<BIO, Deleter<BIO_free_all>>;
using X509Ptr = std::unique_ptr<X509, Deleter<X509_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using ContextPtr = std::shared_ptr<SSL_CTX>;

std::unexpected<Error> refused(const QString &name, const QString &detail)
{
    const unsigned long code = ERR_peek_last_error();
    ERR_clear_error();
    const char *reason = code != 0 ? ERR_reason_error_string(code) : nullptr;
    return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                 .operation = u"read group credential"_s,
                                 .object = name,
                                 .detail = reason ? detail + u": "_s + QString::fromLatin1(reason) : detail,
                                 .kept = Kept::InputUntouched});
}

int noPassphrase(char *, int, int, void *)
{
    return -1; // never ask on the terminal
}

bool isSelfSigned(X509 *certificate)
{
    return X509_self_signed(certificate, 1) == 1;
}

bool setExtension(X509 *certificate, X509 *issuer, int id, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, &context, id, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// A certificate of `key`, signed by `issuer` with `issuerKey`; `issuer` null: by itself.
X509Ptr certify(EVP_PKEY *key, const QString &name, X509 *issuer, EVP_PKEY *issuerKey, std::time_t from,
                std::time_t until)
{
    X509Ptr certificate(X509_new());
    std::uint64_t serial = 0;
    if (!certificate || RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof serial) != 1)
        return nullptr;
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial >> 1);
    X509_NAME *subject = X509_get_subject_name(certificate.get());
    const QByteArray words = name.toUtf8().left(64); // the longest common name of X.520
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(words.data()),
                               static_cast<int>(words.size()), -1, 0);
    X509_set_issuer_name(certificate.get(), issuer ? X509_get_subject_name(issuer) : subject);
    ASN1_TIME_set(X509_getm_notBefore(certificate.get()), from);
    ASN1_TIME_set(X509_getm_notAfter(certificate.get()), until);
    X509_set_pubkey(certificate.get(), key);
    X509 *signer = issuer ? issuer : certificate.get();
    const bool ok = issuer
                        ? setExtension(certificate.get(), signer, NID_basic_constraints, "critical,CA:FALSE")
                              && setExtension(certificate.get(), signer, NID_key_usage, "critical,digitalSignature")
                              && setExtension(certificate.get(), signer, NID_ext_key_usage, "serverAuth,clientAuth")
                        : setExtension(certificate.get(), signer, NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
                              && setExtension(certificate.get(), signer, NID_key_usage, "critical,keyCertSign");
    if (!ok || X509_sign(certificate.get(), issuerKey, EVP_sha256()) == 0)
        return nullptr;
    return certificate;
}

} // namespace

Result<GroupCredential> GroupCredential::load(const QString &path)
{
    constexpr qint64 maximumSize = 1024 * 1024;
    QFile file(path);
    errno = 0;
    if (!file.open(QIODevice::ReadOnly)) {
        const int number = errno != 0 ? errno : EIO;
        return std::unexpected(errorFromErrno(number, u"read group credential"_s, path, Kept::InputUntouched, false));
    }
    const QByteArray pem = file.read(maximumSize + 1);
    if (pem.size() > maximumSize)
        return refused(path, u"the file is too long"_s);
    return parse(pem, path);
}

Result<GroupCredential> GroupCredential::parse(const QByteArray &pem, const QString &displayName)
{
    ERR_clear_error();
    const auto open = [&] { return BioPtr(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size()))); };

    X509Ptr authority;
    X509Ptr own;
    const BioPtr certificates = open();
    while (X509Ptr next{PEM_read_bio_X509(certificates.get(), nullptr, noPassphrase, nullptr)}) {
        if (!authority && isSelfSigned(next.get()))
            authority = std::move(next);
        else if (!own)
            own = std::move(next);
        else
            return refused(displayName, u"it holds more than two certificates"_s);
    }
    ERR_clear_error(); // of the search for one more
    if (!authority)
        return refused(displayName, u"it holds no self-signed certificate of an authority"_s);
    if (!own) {
        own.reset(authority.get());
        X509_up_ref(own.get());
    }
    const BioPtr keys = open();
    const KeyPtr key(PEM_read_bio_PrivateKey(keys.get(), nullptr, noPassphrase, nullptr));
    if (!key)
        return refused(displayName, u"it holds no private key that can be read without a passphrase"_s);

    const ContextPtr context(SSL_CTX_new(TLS_method()), SSL_CTX_free);
    SSL_CTX *ctx = context.get();
    if (!ctx || SSL_CTX_set_min_proto_version(ctx, TLS1_3_VERSION) != 1
        || SSL_CTX_set_ciphersuites(ctx, "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256")
               != 1)
        return refused(displayName, u"TLS 1.3 is not available"_s);
    X509_STORE *store = SSL_CTX_get_cert_store(ctx);
    if (X509_STORE_add_cert(store, authority.get()) != 1 || SSL_CTX_use_certificate(ctx, own.get()) != 1
        || SSL_CTX_use_PrivateKey(ctx, key.get()) != 1 || SSL_CTX_check_private_key(ctx) != 1)
        return refused(displayName, u"certificate and key do not fit together"_s);
    const KeyPtr authorityKey(X509_get_pubkey(authority.get()));
    if (X509_verify(own.get(), authorityKey.get()) != 1)
        return refused(displayName, u"the certificate is not of the authority"_s);

    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    // The same certificate speaks for servers and clients, so it is judged by its chain and not by a purpose.
    X509_VERIFY_PARAM_set_purpose(SSL_CTX_get0_param(ctx), X509_PURPOSE_ANY);
    SSL_CTX_set_num_tickets(ctx, 0);
    SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_options(ctx, SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(ctx,
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    return GroupCredential(context);
}

Result<QByteArray> makeGroupCredential(const QString &groupName, WallTime now, std::chrono::days validity)
{
    ERR_clear_error();
    const std::time_t seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    const std::time_t from = seconds - std::chrono::seconds(std::chrono::days{1}).count();
    const std::time_t until = seconds + std::chrono::seconds(validity).count();
    const KeyPtr authorityKey(EVP_EC_gen("P-256"));
    const KeyPtr key(EVP_EC_gen("P-256"));
    if (!authorityKey || !key)
        return refused(groupName, u"no key could be made"_s);
    const X509Ptr authority = certify(authorityKey.get(), groupName, nullptr, authorityKey.get(), from, until);
    const X509Ptr own =
        authority ? certify(key.get(), groupName + u" member"_s, authority.get(), authorityKey.get(), from, until)
                  : nullptr;
    const BioPtr out(BIO_new(BIO_s_mem()));
    if (!own || PEM_write_bio_X509(out.get(), authority.get()) != 1 || PEM_write_bio_X509(out.get(), own.get()) != 1
        || PEM_write_bio_PrivateKey(out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return refused(groupName, u"no certificate could be made"_s);
    char *data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return QByteArray(data, static_cast<qsizetype>(size));
}

} // namespace freshet
