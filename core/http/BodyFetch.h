// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/HttpClient.h"

#include <QByteArray>

#include <functional>
#include <memory>

namespace freshet {

struct FetchedBody {
    QByteArray body;
    HttpHead head;
};

/// A small response, whole in memory: metadata, answers of services. The cap is HttpRequest::maximumBody; memory
/// grows with what arrives, never with what is announced. Destroying it cancels silently.
class BodyFetch final : private HttpSink {
public:
    using Callback = std::function<void(Result<FetchedBody>)>;

    /// `callback` is called once, from the event loop; the BodyFetch may be destroyed in it.
    BodyFetch(HttpClient &client, const HttpRequest &request, Callback callback);
    ~BodyFetch() override;
    BodyFetch(const BodyFetch &) = delete;
    BodyFetch &operator=(const BodyFetch &) = delete;

private:
    Result<void> onHead(const HttpHead &head) override;
    std::size_t onData(std::span<const std::byte> data) override;
    void onDone(const Result<void> &outcome) override;

    Callback m_callback;
    FetchedBody m_fetched;
    std::unique_ptr<HttpTransfer> m_transfer;
};

} // namespace freshet
