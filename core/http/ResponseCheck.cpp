// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/ResponseCheck.h"

#include "core/base/DisplayUrl.h"
#include "core/http/ContentRange.h"
#include "core/http/RetryAfter.h"

#include <algorithm>
#include <array>
#include <utility>

namespace freshet {

namespace {

Error failure(ErrorCode code, const QUrl &url, const QString &detail, NextStep next)
{
    return {.code = code,
            .operation = QStringLiteral("request"),
            .object = displayUrl(url),
            .detail = detail,
            .kept = Kept::VerifiedPieces,
            .next = next};
}

/// Some servers label files that *are* compressed ("x.tar.gz") with that encoding; their bytes are the published
/// ones. Any other encoding was put on by somebody on the way.
bool isOwnEncoding(const QByteArray &encoding, const QUrl &url)
{
    constexpr std::array<std::pair<const char *, const char *>, 9> own{{{"gzip", ".gz"},
                                                                        {"x-gzip", ".gz"},
                                                                        {"gzip", ".tgz"},
                                                                        {"x-gzip", ".tgz"},
                                                                        {"bzip2", ".bz2"},
                                                                        {"x-bzip2", ".bz2"},
                                                                        {"xz", ".xz"},
                                                                        {"zstd", ".zst"},
                                                                        {"br", ".br"}}};
    const QByteArray path = url.path(QUrl::FullyEncoded).toLatin1().toLower();
    return std::any_of(own.begin(), own.end(),
                       [&](const auto &pair) { return encoding == pair.first && path.endsWith(pair.second); });
}

} // namespace

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

HttpHead describeHead(const HttpRequest &request, const QUrl &finalUrl, const HeadParser &parsed)
{
    HttpHead head;
    head.status = parsed.status();
    head.requestedUrl = request.url;
    head.finalUrl = finalUrl;
    head.bodyLength = parseByteCount(parsed.value("content-length"));
    const auto range = parseContentRange(parsed.value("content-range"));
    if (head.status == 206 && range && range->range) {
        head.offset = range->range->offset;
        head.totalSize = range->total;
        if (!head.bodyLength)
            head.bodyLength = range->range->length;
    } else if (head.status == 200) {
        head.totalSize = head.bodyLength;
    } else if (head.status == 416 && range) {
        head.totalSize = range->total;
    }
    const QByteArray etag = parsed.value("etag");
    if (etag.size() >= 2 && etag.startsWith('"') && etag.endsWith('"'))
        head.etag = etag;
    head.lastModified = parsed.value("last-modified");
    head.contentType = parsed.value("content-type");
    head.acceptsRanges = head.status == 206 || parsed.value("accept-ranges").toLower() == "bytes";
    if (!request.ifRange.isEmpty()) {
        const QByteArray current = request.ifRange.startsWith('"') ? head.etag : head.lastModified;
        head.validatorChanged =
            head.status == 200 || (head.status == 206 && !current.isEmpty() && current != request.ifRange);
    }
    head.protocol = QString::fromLatin1(parsed.version());
    return head;
}

Result<void> checkHead(const HttpRequest &request, const HttpHead &head, const HeadParser &parsed)
{
    const auto refused = [&head](ErrorCode code, const QString &detail, NextStep next = NextStep::NextSource) {
        return std::unexpected(failure(code, head.finalUrl, detail, next));
    };
    if (parsed.isAmbiguous())
        return refused(ErrorCode::ConnectionLost, QStringLiteral("contradicting header lines"), NextStep::RetryLater);
    if (parsed.has("content-length") && !parseByteCount(parsed.value("content-length")))
        return refused(ErrorCode::ConnectionLost, QStringLiteral("unreadable Content-Length"), NextStep::RetryLater);
    const QByteArray encoding = parsed.value("content-encoding").toLower();
    if (!encoding.isEmpty() && encoding != "identity" && !isOwnEncoding(encoding, request.url)
        && !isOwnEncoding(encoding, head.finalUrl)) {
        return refused(ErrorCode::SourceMismatch,
                       QStringLiteral("encoded on the way: %1").arg(QString::fromLatin1(encoding.left(40))));
    }
    if (head.status == 206) {
        if (!request.range)
            return refused(ErrorCode::RangeWrong, QStringLiteral("a part came although the whole was asked for"));
        const auto answer = parseContentRange(parsed.value("content-range"));
        if (!answer || !answer->range)
            return refused(ErrorCode::RangeWrong, QStringLiteral("no readable Content-Range"));
        const ByteRange expected = cutToTotal(*request.range, answer->total);
        if (answer->range->offset != expected.offset || answer->range->length != expected.length)
            return refused(ErrorCode::RangeWrong, QStringLiteral("asked for %1+%2, got %3+%4")
                                                      .arg(expected.offset.value())
                                                      .arg(expected.length.value())
                                                      .arg(answer->range->offset.value())
                                                      .arg(answer->range->length.value()));
        if (head.bodyLength != answer->range->length)
            return refused(ErrorCode::RangeWrong, QStringLiteral("Content-Length contradicts Content-Range"));
    }
    // Of a whole that came for a range the caller may want the beginning only: there the count decides.
    const bool wholeForRange = head.status == 200 && request.range;
    if (!wholeForRange && head.bodyLength && *head.bodyLength > request.maximumBody)
        return refused(ErrorCode::ResponseTooLarge, QStringLiteral("%1 bytes announced").arg(head.bodyLength->value()));
    return {};
}

Bytes bodyLimit(const HttpRequest &request, const HttpHead &head)
{
    return std::min(request.maximumBody, head.bodyLength.value_or(request.maximumBody));
}

Error refusal(const HttpHead &head, const HeadParser &parsed, WallTime now)
{
    const auto error = [&head](ErrorCode code, NextStep next) {
        return failure(code, head.finalUrl, QStringLiteral("status %1").arg(head.status), next);
    };
    switch (head.status) {
    case 404:
        return error(ErrorCode::HttpNotFound, NextStep::NextSource);
    case 401:
    case 403:
    case 410:
        return error(ErrorCode::HttpForbidden, NextStep::NextSource);
    case 407:
        return error(ErrorCode::ProxyAuth, NextStep::SignIn);
    case 416:
        return error(ErrorCode::RangeWrong, NextStep::NextSource);
    case 429:
    case 503: {
        Error throttled = error(ErrorCode::HttpThrottled, NextStep::RetryLater);
        throttled.retryAfter = parseRetryAfter(parsed.value("retry-after"), now);
        return throttled;
    }
    case 511:
        return error(ErrorCode::CaptivePortal, NextStep::SignIn);
    default:
        return error(ErrorCode::HttpStatus, head.status >= 500 ? NextStep::RetryLater : NextStep::NextSource);
    }
}

} // namespace freshet
