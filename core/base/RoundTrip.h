// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>

namespace freshet {

/// The kernel's smallest round-trip time of a TCP connection (TCP_INFO), network only; nullopt where it does not tell.
[[nodiscard]] std::optional<std::chrono::microseconds> minimumRoundTrip(int socket);

} // namespace freshet
