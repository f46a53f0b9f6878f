// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/base/Units.h"

#include <QString>
#include <QStringList>

#include <chrono>

namespace freshet {

/// What a cache server is to be. nginx does the work; this is what is said to it.
struct CacheServerConfig {
    QString listen = QStringLiteral("80"); ///< a port, or an address with one
    /// The only hosts that anything is fetched from, as clients name them in `cacheHostOrigin`: "updates.example", "192.0.2.7:8080"; with
    /// "https://" before it the origin is asked over TLS. At least one.
    QStringList origins{};
    QString directory{}; ///< absolute; cache, logs and pid file are below it
    Bytes maximumSize{Bytes{50ULL << 30}};
    Bytes minimumFree{Bytes{1ULL << 30}};              ///< of the disk, left to others
    std::chrono::seconds maximumAge{30LL * 24 * 3600}; ///< of a slice that nobody asks for
    Bytes slice{Bytes{1ULL << 20}};                    ///< unit of fetching and storing; the published piece length
    QString user{}; ///< of the workers, where nginx is started by root; empty: nginx's own choice
    QString authorities{QStringLiteral("/etc/ssl/certs/ca-certificates.crt")}; ///< that prove https origins (PEM)
};

/// A whole nginx configuration (nginx 1.22 or newer with the slice module, run in the foreground): GET and HEAD of what allowed origins have,
/// the origin named by the query `cacheHostOrigin` (which it is not told), stored in slices, one request to the origin for a slice
/// however many clients wait for it. What is in the cache is served even if the origin is away. No open proxy: any other origin is 403; no
/// cookie or credential of a client goes on. The answer's `X-Cache-Status` is nginx's word for the first slice. Names of origins are looked up when nginx
/// starts or reloads. Error: InvalidArgument, with the value that nginx must not be told.
Result<QString> cacheServerConfiguration(const CacheServerConfig &config);

} // namespace freshet
