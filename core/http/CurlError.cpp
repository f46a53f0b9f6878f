// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/CurlError.h"

#include "core/base/DisplayUrl.h"

#include <utility>

namespace freshet {

namespace {

struct Meaning {
    ErrorCode code;
    NextStep next = NextStep::RetryLater;
};

Meaning meaningOf(const CurlFailure &failure)
{
    if (failure.proxyStatus == 407)
        return {ErrorCode::ProxyAuth, NextStep::SignIn};
    if (failure.proxyStatus != 0 && failure.proxyStatus / 100 != 2)
        return {ErrorCode::ProxyFailed};
    switch (failure.code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return {ErrorCode::NameResolution};
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY:
        return {ErrorCode::ProxyFailed};
    case CURLE_COULDNT_CONNECT:
    case CURLE_INTERFACE_FAILED:
        return {failure.usedProxy ? ErrorCode::ProxyFailed : ErrorCode::ConnectFailed};
    case CURLE_LOGIN_DENIED:
    case CURLE_AUTH_ERROR:
        return {ErrorCode::ProxyAuth, NextStep::SignIn}; // credentials go to proxies alone
    case CURLE_OPERATION_TIMEDOUT:
        return {ErrorCode::Timeout};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
        return {ErrorCode::TlsCertificate, NextStep::FixClockOrTrust};
    case CURLE_SSL_CACERT_BADFILE:
        return {ErrorCode::TlsFailed, NextStep::FixClockOrTrust};
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_SHUTDOWN_FAILED:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_INVALIDCERTSTATUS:
        return {ErrorCode::TlsFailed};
    case CURLE_TOO_LARGE:
    case CURLE_FILESIZE_EXCEEDED:
        return {ErrorCode::ResponseTooLarge, NextStep::NextSource};
    case CURLE_BAD_CONTENT_ENCODING:
        return {ErrorCode::SourceMismatch, NextStep::NextSource};
    case CURLE_URL_MALFORMAT:
        return {ErrorCode::UrlRefused, NextStep::NextSource};
    case CURLE_OUT_OF_MEMORY:
    case CURLE_FAILED_INIT:
    case CURLE_UNKNOWN_OPTION:
    case CURLE_NOT_BUILT_IN:
        return {ErrorCode::Internal, NextStep::ReportBug};
    default:
        // Reset, early close, bad chunk, no HTTP at all ("unsupported protocol"), HTTP/2 framing.
        return {ErrorCode::ConnectionLost};
    }
}

} // namespace

Error errorFromCurl(const CurlFailure &failure, const QUrl &url)
{
    const Meaning meaning = meaningOf(failure);
    QString text = failure.text.isEmpty() ? QString::fromUtf8(curl_easy_strerror(failure.code)) : failure.text;
    text.truncate(300);
    for (QChar &c : text) {
        if (!c.isPrint())
            c = u' ';
    }
    return {.code = meaning.code,
            .operation = QStringLiteral("request"),
            .object = displayUrl(url),
            .detail = std::move(text),
            .kept = Kept::VerifiedPieces,
            .next = meaning.next};
}

} // namespace freshet
