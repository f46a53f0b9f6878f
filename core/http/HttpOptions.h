// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>

namespace freshet {

/// What all requests of one HttpClient have in common. There is deliberately no option that weakens TLS.
struct HttpOptions {
    /// From the start of a hop to a usable connection: name, TCP, proxy and TLS together.
    std::chrono::milliseconds connectTimeout{15'000};
    /// From sending a request to the end of the response's head, however slowly its lines come.
    std::chrono::milliseconds headTimeout{30'000};
    /// Without any byte of the body.
    std::chrono::milliseconds idleTimeout{30'000};
    /// Of the body, at least `minimumProgress` within each `progressWindow`; 0 turns this deadline off.
    Bytes minimumProgress = 4_KiB;
    std::chrono::milliseconds progressWindow{60'000};

    int maximumRedirects = 5;
    /// Lets servers redirect to addresses more private than their own.
    bool allowPrivateHops = false;

    /// HTTP/2 by ALPN for https. Off: it brings nothing for bulk transfer and needs more memory.
    bool http2 = false;
    /// PEM file of authorities trusted in addition to the system's.
    QString caFile{};
    /// unset: from the environment (http_proxy, https_proxy, all_proxy, no_proxy); "": none; else
    /// [scheme://][user:password@]host[:port] for everything but loopback.
    std::optional<QString> proxy{};
    /// Asked for each server when `proxy` is unset, on a thread of its own, e.g. systemProxy (core/http/SystemProxy.h); nullopt: environment.
    std::function<std::optional<QString>(const QUrl &)> proxyLookup{};

    QString userAgent = QStringLiteral("Freshet/" FRESHET_VERSION);
    /// Most bytes read from a socket at once.
    Bytes receiveBuffer = 512_KiB;
    /// Further requests wait, their deadlines with them.
    int connectionsPerHost = 8;
    int connections = 64;

    /// Of all response heads of one hop together, trailers included.
    Bytes maximumHeadBytes = 64_KiB;
    int maximumHeadLines = 256;
};

} // namespace freshet
