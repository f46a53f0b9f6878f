// SPDX-License-Identifier: GPL-3.0-or-later
// Under attack: parseTrackerAnswer, the body that any server may send (attacks A10, A16, A18, A31).
// Oracle: whatever is accepted is within the documented limits, and words of the tracker can be shown as they are.
#include "core/discover/TrackerAnnounce.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <set>

using namespace freshet;

namespace {

bool isClean(const QString &words)
{
    const auto characters = words.toUcs4();
    return characters.size() <= 200
           && std::ranges::all_of(characters, [](char32_t c) { return QChar::isPrint(c) && c != U'\n'; });
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto answer = parseTrackerAnswer(std::as_bytes(std::span(data, size)));
    if (!answer) {
        if (!isClean(answer.error().detail))
            std::abort();
        return 0;
    }
    const std::set<PeerAddress> distinct(answer->peers.begin(), answer->peers.end());
    if (answer->peers.size() > TrackerAnswer::maximumPeers || distinct.size() != answer->peers.size()
        || answer->interval.count() < 0 || answer->trackerId.size() > 64 || !isClean(answer->warning))
        std::abort();
    for (const PeerAddress &peer : answer->peers) {
        if (peer.port == 0 || peer.ip.isUnspecified() || peer.ip.isMulticast()
            || PeerAddress::fromText(peer.text()) != peer)
            std::abort();
    }
    return 0;
}
