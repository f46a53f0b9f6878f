// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/service/PeerBook.h"

#include <QByteArray>

#include <array>
#include <vector>

namespace freshet {

/// An announce of any BitTorrent client over HTTP (BEP 3, 7, 23).
struct TrackerAsk {
    std::array<std::byte, 20> infoHash{};
    std::array<std::byte, 20> peerId{};
    std::uint16_t port = 0;
    bool complete = false;
    bool stopped = false;
    bool compact = true;
    bool noPeerId = false;
    std::size_t wanted = 50;
    std::optional<IpAddress> reported{}; ///< `ip` or `ipv4`: only ever told to others of the same site
};

/// `query`: as it came, percent-encoded. Error: InvalidArgument; detail is for the client.
Result<TrackerAsk> parseAnnounce(const QByteArray &query);
/// The info-hashes of a scrape (BEP 48), at most 64; none: malformed or without any.
std::vector<std::array<std::byte, 20>> parseScrape(const QByteArray &query);

QByteArray encodeAnnounceAnswer(const TrackerAsk &ask, const PeerAnswer &answer, std::chrono::seconds interval);
QByteArray encodeTrackerFailure(const QString &reason);

struct ScrapeLine {
    std::array<std::byte, 20> infoHash{};
    std::uint32_t complete = 0;
    std::uint32_t incomplete = 0;
};
QByteArray encodeScrape(std::vector<ScrapeLine> lines);

} // namespace freshet
