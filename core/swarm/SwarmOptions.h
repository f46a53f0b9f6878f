// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discover/LanDiscovery.h"
#include "core/pick/SwarmPicker.h"
#include "core/pick/UploadQueue.h"
#include "core/policy/PeerCandidates.h"
#include "core/policy/PeerFacts.h"
#include "core/policy/PeerRules.h"
#include "core/wire/GroupCredential.h"
#include "core/wire/PeerEndpoint.h"
#include "core/wire/PeerListener.h"

#include <optional>
#include <vector>

namespace freshet {

struct SwarmOptions {
    /// 1 LAN, 2 group, 3 internet; the others mean no peers at all (policy DODownloadMode).
    DownloadMode mode = DownloadMode::Lan;
    /// Where to listen; empty: every address of the machine on `port`.
    std::vector<PeerEndpoint> listen{};
    std::uint16_t port = PeerListener::defaultPort;
    LanDiscoveryOptions lan{};
    PeerTls tls = PeerTls::Off;
    std::optional<GroupCredential> credential{};
    std::vector<ClassTableEntry> classTable{};
    std::size_t maximumPeers = 60; ///< connections per content
    PickSettings pick{};
    UploadQueue::Settings uploads{};
    CandidateSettings candidates{};

    [[nodiscard]] bool wantsPeers() const
    {
        return mode == DownloadMode::Lan || mode == DownloadMode::Group || mode == DownloadMode::Internet;
    }
};

} // namespace freshet
