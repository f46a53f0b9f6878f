// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"
#include "core/policy/AddressScope.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>

namespace freshet {

/// `length` > 0.
struct ByteRange {
    Bytes offset;
    Bytes length;
};

/// One GET.
struct HttpRequest {
    QUrl url{};
    /// Exactly one range (RFC 9110, section 14), else the whole.
    std::optional<ByteRange> range{};
    /// A strong validator for `If-Range` (an ETag with its quotes, or a Last-Modified date), or empty.
    QByteArray ifRange{};
    /// The body is cut off with ResponseTooLarge as soon as it is longer.
    Bytes maximumBody{};
    /// Asks caches on the way for a fresh copy, after a digest did not match.
    bool bypassCaches = false;
    /// The URL was chosen by a stranger (a web seed of foreign metadata): only public addresses are dialled.
    bool publicOnly = false;
    /// Others of the site read over the same link at the same time: the queue in front of it is kept short.
    bool sharesLink = false;
    /// Shorter than HttpOptions::connectTimeout, for servers that are near.
    std::optional<std::chrono::milliseconds> connectTimeout{};
    /// Off: a redirect is the failure Redirect.
    bool followRedirects = true;
};

/// The head of a 200 or 206, checked against the request; with onRefused, of any other status.
struct HttpHead {
    int status = 0;
    QUrl requestedUrl{};
    QUrl finalUrl{}; ///< after redirects
    /// Where the body's first byte belongs in the content: 0 for a 200, so also when a range was asked for.
    Bytes offset{};
    std::optional<Bytes> totalSize{};
    std::optional<Bytes> bodyLength{};
    /// Empty when weak or absent.
    QByteArray etag{};
    QByteArray lastModified{};
    QByteArray contentType{};
    bool acceptsRanges = false;
    /// `ifRange` was given and the source no longer has that version: a 200 came, or a 206 of another ETag.
    bool validatorChanged = false;
    QString protocol{};                           ///< "HTTP/1.1", "HTTP/2"
    QString remoteAddress{};                      ///< of the server, or of the proxy when one is used
    AddressScope farthest = AddressScope::Public; ///< of all servers on the way through redirects
};

} // namespace freshet
