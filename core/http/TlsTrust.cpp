// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/TlsTrust.h"

#include <QDateTime>
#include <QFile>
#include <QTimeZone>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

namespace freshet {

namespace {

/// A record is read with one call together with its successors; without it each takes two, one for its header.
constexpr std::size_t readAhead = 128 * 1024;
/// The suites of TLS 1.3 as they are, the one that costs both ends the least in front.
constexpr char suites[] = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";

QString lastDay(const X509 *certificate)
{
    std::tm t{};
    if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &t) != 1)
        return {};
    const QDateTime end(QDate(t.tm_year + 1900, t.tm_mon + 1, t.tm_mday), QTime(t.tm_hour, t.tm_min, t.tm_sec),
                        QTimeZone::UTC);
    return end.toString(Qt::ISODate);
}

} // namespace

TlsTrust::TlsTrust(const QString &additionalAuthorities, const Clock &clock)
    : m_authorities(QFile::encodeName(additionalAuthorities))
    , m_clock(clock)
{
}

void TlsTrust::install(CURL *easy)
{
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, &TlsTrust::prepare);
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, this);
}

CURLcode TlsTrust::prepare(CURL *, void *context, void *self)
{
    auto *ssl = static_cast<SSL_CTX *>(context);
    auto *trust = static_cast<TlsTrust *>(self);
    trust->m_refusal.clear();
    if (!trust->m_authorities.isEmpty() && SSL_CTX_load_verify_file(ssl, trust->m_authorities.constData()) != 1) {
        ERR_clear_error();
        return CURLE_SSL_CACERT_BADFILE;
    }
    // A connection outlives the request that opened it; without renegotiation its certificate is judged only once.
    SSL_CTX_set_options(ssl, SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_read_ahead(ssl, 1);
    SSL_CTX_set_default_read_buffer_len(ssl, readAhead);
    // Refused where a system policy allows less: then that policy's list stands.
    if (SSL_CTX_set_ciphersuites(ssl, suites) != 1)
        ERR_clear_error();
    SSL_CTX_set_cert_verify_callback(ssl, &TlsTrust::verify, self);
    return CURLE_OK;
}

int TlsTrust::verify(X509_STORE_CTX *context, void *self)
{
    const int verdict = X509_verify_cert(context);
    if (verdict <= 0) {
        const int reason = X509_STORE_CTX_get_error(context);
        auto *trust = static_cast<TlsTrust *>(self);
        trust->m_refusal = QString::fromUtf8(X509_verify_cert_error_string(reason));
        const QString end = lastDay(X509_STORE_CTX_get_current_cert(context));
        if (!end.isEmpty()) {
            const qint64 now = trust->m_clock.wall().time_since_epoch().count();
            trust->m_refusal +=
                QStringLiteral(" (valid until %1, local clock %2)")
                    .arg(end, QDateTime::fromMSecsSinceEpoch(now, QTimeZone::UTC).toString(Qt::ISODate));
        }
    }
    return verdict;
}

} // namespace freshet
