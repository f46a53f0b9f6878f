// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/PrivateAuthority.h"

#include "core/base/IpAddress.h"
#include "core/meta/Sha256.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <memory>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::days authorityDays{3650};
constexpr std::chrono::days serverDays{825};

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

std::unexpected<Error> failed(const QString &object, const QString &detail)
{
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                 .operation = u"make a certificate"_s,
                                 .object = object,
                                 .detail = reason ? detail + u": "_s + QString::fromLatin1(reason) : detail});
}

bool setExtension(X509 *certificate, X509 *issuer, int id, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, &context, id, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// `issuer` null: signed by itself. `names`: the SANs of a server.
X509Ptr certify(EVP_PKEY *key, const QByteArray &words, X509 *issuer, EVP_PKEY *issuerKey, const QByteArray &names,
                WallTime now, std::chrono::days validity)
{
    X509Ptr certificate(X509_new());
    std::uint64_t serial = 0;
    if (!certificate || RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof serial) != 1)
        return nullptr;
    const std::time_t seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial >> 1);
    X509_NAME *subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(words.data()),
                               static_cast<int>(words.size()), -1, 0);
    X509_set_issuer_name(certificate.get(), issuer ? X509_get_subject_name(issuer) : subject);
    ASN1_TIME_set(X509_getm_notBefore(certificate.get()), seconds - std::chrono::seconds(std::chrono::days{1}).count());
    ASN1_TIME_set(X509_getm_notAfter(certificate.get()), seconds + std::chrono::seconds(validity).count());
    X509_set_pubkey(certificate.get(), key);
    X509 *self = certificate.get();
    X509 *signer = issuer ? issuer : self;
    bool ok = setExtension(self, signer, NID_subject_key_identifier, "hash");
    if (issuer)
        ok = ok && setExtension(self, signer, NID_basic_constraints, "critical,CA:FALSE")
             && setExtension(self, signer, NID_key_usage, "critical,digitalSignature")
             && setExtension(self, signer, NID_ext_key_usage, "serverAuth")
             && setExtension(self, signer, NID_authority_key_identifier, "keyid")
             && setExtension(self, signer, NID_subject_alt_name, names);
    else
        ok = ok && setExtension(self, signer, NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
             && setExtension(self, signer, NID_key_usage, "critical,keyCertSign,cRLSign");
    return ok && X509_sign(self, issuerKey, EVP_sha256()) != 0 ? std::move(certificate) : nullptr;
}

QByteArray pemOf(X509 *certificate)
{
    const BioPtr out(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(out.get(), certificate);
    char *data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return {data, static_cast<qsizetype>(size)};
}

QByteArray pemOf(EVP_PKEY *key)
{
    const BioPtr out(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(out.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    char *data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return {data, static_cast<qsizetype>(size)};
}

/// "DNS:name,IP:address", or nothing when a name is neither.
std::optional<QByteArray> subjectNames(const QStringList &names)
{
    QByteArrayList out;
    for (const QString &name : names) {
        const std::string text = name.toStdString();
        if (IpAddress::fromText(text)) {
            out.append("IP:" + name.toLatin1());
            continue;
        }
        const bool isHost =
            !text.empty() && text.size() <= 253
            && text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.")
                   == std::string::npos;
        if (!isHost)
            return std::nullopt;
        out.append("DNS:" + name.toLatin1());
    }
    return out.isEmpty() ? std::nullopt : std::optional(out.join(','));
}

Result<AuthorityFiles> certifyServer(X509 *authority, EVP_PKEY *authorityKey, const QStringList &names, WallTime now)
{
    const auto subject = subjectNames(names);
    if (!subject)
        return failed(names.join(u", "), u"each name is a host name or an IP address"_s);
    const KeyPtr key(EVP_EC_gen("P-256"));
    const X509Ptr server =
        key ? certify(key.get(), names.first().left(64).toUtf8(), authority, authorityKey, *subject, now, serverDays)
            : nullptr;
    if (!server)
        return failed(names.join(u", "), u"no certificate could be made"_s);
    AuthorityFiles files;
    files.authority = pemOf(authority);
    files.authorityKey = pemOf(authorityKey);
    files.chain = pemOf(server.get()) + files.authority;
    files.serverKey = pemOf(key.get());
    unsigned char *der = nullptr;
    const int size = i2d_X509(authority, &der);
    files.fingerprint = Sha256::of(std::as_bytes(std::span(der, static_cast<std::size_t>(size))));
    OPENSSL_free(der);
    return files;
}

} // namespace

Result<AuthorityFiles> makeAuthority(const QStringList &names, WallTime now)
{
    ERR_clear_error();
    const KeyPtr key(EVP_EC_gen("P-256"));
    const X509Ptr authority =
        key ? certify(key.get(), "Freshet services", nullptr, key.get(), {}, now, authorityDays) : nullptr;
    if (!authority)
        return failed({}, u"no authority could be made"_s);
    return certifyServer(authority.get(), key.get(), names, now);
}

Result<AuthorityFiles> renewServer(const AuthorityFiles &authority, const QStringList &names, WallTime now)
{
    ERR_clear_error();
    const BioPtr certificate(
        BIO_new_mem_buf(authority.authority.constData(), static_cast<int>(authority.authority.size())));
    const BioPtr key(
        BIO_new_mem_buf(authority.authorityKey.constData(), static_cast<int>(authority.authorityKey.size())));
    const X509Ptr parsed(PEM_read_bio_X509(certificate.get(), nullptr, nullptr, nullptr));
    const KeyPtr parsedKey(PEM_read_bio_PrivateKey(key.get(), nullptr, nullptr, nullptr));
    if (!parsed || !parsedKey)
        return failed({}, u"the authority's files cannot be read"_s);
    return certifyServer(parsed.get(), parsedKey.get(), names, now);
}

} // namespace freshet
