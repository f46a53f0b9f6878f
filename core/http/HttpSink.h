// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/http/HttpTypes.h"

#include <cstddef>
#include <span>

namespace freshet {

/// Receives one response. Implemented by the caller; called on the client's thread, never from inside
/// HttpClient::start(), HttpTransfer::resume() or a destructor.
/// Order: onHead once, onData any number of times, onDone once; or onRefused at most once, then onDone.
/// The HttpTransfer may be destroyed in any of these calls, new requests may be started in them; the HttpClient
/// must outlive them (delete it later, from the event loop).
class HttpSink {
public:
    virtual ~HttpSink() = default;

    /// A usable answer (200, 206) begins. An error ends the request with it.
    virtual Result<void> onHead(const HttpHead &head) = 0;

    /// Returns the number of bytes taken. Fewer than offered: the transfer is paused, no deadline runs and the
    /// socket is not read until HttpTransfer::resume(); then the rest is offered again, split in any way.
    virtual std::size_t onData(std::span<const std::byte> data) = 0;

    /// The server refused: what its head said (416: totalSize, as far as known), before onDone gets the error.
    virtual void onRefused(const HttpHead & /*head*/) {}

    /// The last call, exactly once unless the transfer is destroyed before.
    virtual void onDone(const Result<void> &outcome) = 0;
};

} // namespace freshet
