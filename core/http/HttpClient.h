// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/http/HttpOptions.h"
#include "core/http/HttpSink.h"
#include "core/http/HttpTransfer.h"

#include <QObject>

#include <memory>

namespace freshet {

/// Ranged GETs over HTTP/1.1 and HTTP/2, on the thread it lives in, driven by that thread's event loop.
/// Invariants: TLS is always verified; every request has a size cap and deadlines; every redirect is validated like
/// a first URL, the address it resolves to included; nothing is decoded, so bytes arrive as they were published.
/// Does not retry, does not choose sources (core/policy, core/transfer) and does not prove bytes (core/meta).
class HttpClient : public QObject {
    Q_OBJECT
public:
    /// `clock` must outlive the client.
    explicit HttpClient(HttpOptions options, const Clock &clock);
    /// Cancels all transfers silently. Not from inside a call of a sink.
    ~HttpClient() override;

    /// `sink` must live until its onDone or until the transfer is destroyed. Never fails at once: what is wrong with
    /// the request is told to onDone.
    std::unique_ptr<HttpTransfer> start(const HttpRequest &request, HttpSink &sink);

    /// After a resume from suspend or a change of network: requests started from now on use new connections.
    void forgetConnections();

    [[nodiscard]] const HttpOptions &options() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace freshet
