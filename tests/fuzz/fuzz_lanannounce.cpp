// SPDX-License-Identifier: GPL-3.0-or-later
// Under attack: parseLanAnnounce, which reads datagrams from anybody on the LAN (attack A17).
// Oracle: what is understood is within the limits, is composed into a datagram that is not fragmented, and read again as the same.
#include "core/discover/LanAnnounce.h"

#include <cstdint>
#include <cstdlib>

using namespace freshet;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto announce = parseLanAnnounce(std::as_bytes(std::span(data, size)));
    if (!announce)
        return 0;
    if (announce->port == 0 || announce->hashes.empty() || announce->hashes.size() > LanAnnounce::maximumHashes
        || announce->cookie.size() > LanAnnounce::maximumCookie)
        std::abort();
    const std::string again = composeLanAnnounce(*announce, lanDiscoveryGroup6);
    if (again.size() > LanAnnounce::maximumComposed || parseLanAnnounce(std::as_bytes(std::span(again))) != announce)
        std::abort();
    return 0;
}
