// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <memory>

namespace freshet {

class Exchange;

/// The caller's hold on one request. Destroying it cancels: no call of the sink follows.
/// Harmless, and silent, after the HttpClient is gone.
class HttpTransfer {
public:
    explicit HttpTransfer(std::shared_ptr<Exchange> exchange);
    ~HttpTransfer();
    HttpTransfer(const HttpTransfer &) = delete;
    HttpTransfer &operator=(const HttpTransfer &) = delete;

    /// Room is available again after onData took less than was offered. Data comes from the event loop, not from
    /// inside this call. Without effect on a transfer that is not paused.
    void resume();

    /// Bytes of the body that the sink took.
    [[nodiscard]] Bytes received() const;

private:
    std::shared_ptr<Exchange> m_exchange;
};

} // namespace freshet
