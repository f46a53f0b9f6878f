// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/base/PeerAddress.h"
#include "core/base/SwarmHash.h"
#include "core/base/Units.h"

#include <QUrl>

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace freshet {

enum class TrackerEvent {
    None, ///< still here
    Started,
    Completed,
    Stopped,
};

/// An announce to an HTTP tracker (BEP 3).
struct TrackerRequest {
    SwarmHash hash{};
    std::array<std::byte, 20> peerId{};
    std::uint16_t port = 0; ///< TCP, where we listen
    Bytes uploaded{};       ///< since Started
    Bytes downloaded{};
    Bytes left{};
    TrackerEvent event = TrackerEvent::None;
    int wanted = 0;          ///< peers, 0…200
    std::uint32_t key = 0;   ///< says that we are the same after a change of address
    std::string trackerId{}; ///< what the tracker gave us to say; may be empty
};

struct TrackerAnswer {
    static constexpr Bytes maximumBody = 1_MiB;
    static constexpr std::size_t maximumPeers = 200;

    std::vector<PeerAddress> peers{};    ///< ports other than 0, addresses not unspecified, no duplicates
    std::chrono::seconds interval{1800}; ///< as the tracker says; not negative
    std::optional<std::chrono::seconds> minimumInterval{};
    std::optional<std::int64_t> complete{};   ///< seeds
    std::optional<std::int64_t> incomplete{}; ///< downloaders
    std::string trackerId{};                  ///< at most 64 bytes, else empty
    /// The tracker's own words, cleaned for display; empty: none.
    QString warning{};
};

/// The announce URL with the request in its query (BEP 3; `compact=1` of BEP 23). The tracker's own query stays.
/// Errors: UrlRefused when `tracker` is not http or https with a host.
Result<QUrl> composeTrackerUrl(const QUrl &tracker, const TrackerRequest &request);

/// Reads compact IPv4 peers and `peers6` (BEP 23, BEP 7) and lists of dictionaries (BEP 3), where host names are
/// left out: nobody but the user makes us resolve a name. At most maximumPeers are kept, taken evenly from both lists.
/// Bencoding is read in its canonical form alone. Errors: ResponseTooLarge; TrackerRefused with the tracker's own words
/// (plainText, at most 200 characters; attack A31) when it gives a failure reason; TrackerAnswer for what is no such answer.
Result<TrackerAnswer> parseTrackerAnswer(std::span<const std::byte> body);

} // namespace freshet
